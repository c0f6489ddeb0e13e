/** A gradient that a person types as in NumPy: read, evaluated, compared, and where it differs, what may be the slip. */
@NullMarked
package org.gradwalk.model.derivation;

import org.jspecify.annotations.NullMarked;

/** The walk: values so far, cursor, breakpoints, gradient checks, training and history. */
@NullMarked
package org.gradwalk.model.run;

import org.jspecify.annotations.NullMarked;

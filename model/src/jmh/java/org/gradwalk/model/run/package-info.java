/** Benchmarks of whole training steps. */
@NullMarked
package org.gradwalk.model.run;

import org.jspecify.annotations.NullMarked;

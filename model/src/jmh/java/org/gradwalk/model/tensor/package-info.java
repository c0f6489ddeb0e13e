/** Benchmarks of single kernels. */
@NullMarked
package org.gradwalk.model.tensor;

import org.jspecify.annotations.NullMarked;

/** Matrix views and the kernels on them: products, row-wise reductions, softmax, GELU. */
@NullMarked
package org.gradwalk.model.tensor;

import org.jspecify.annotations.NullMarked;

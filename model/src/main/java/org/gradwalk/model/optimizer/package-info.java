/** Updates of the parameters: SGD, AdamW, gradient clipping. */
@NullMarked
package org.gradwalk.model.optimizer;

import org.jspecify.annotations.NullMarked;

/** Adapters of low rank beside the layers of the model at hand: choosing, counting and merging them. */
@NullMarked
package org.gradwalk.app.view.lora;

import org.jspecify.annotations.NullMarked;

/** One file a layer: its operations, forward and backward, and its formulas. */
@NullMarked
package org.gradwalk.model.layer;

import org.jspecify.annotations.NullMarked;

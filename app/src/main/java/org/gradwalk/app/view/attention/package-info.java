/** Attention of a layer, all heads at once. */
@NullMarked
package org.gradwalk.app.view.attention;

import org.jspecify.annotations.NullMarked;

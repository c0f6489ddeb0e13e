/** Two moments, or two values, side by side and as a difference. */
@NullMarked
package org.gradwalk.app.view.compare;

import org.jspecify.annotations.NullMarked;

/** Every parameter's gradient. */
@NullMarked
package org.gradwalk.app.view.gradients;

import org.jspecify.annotations.NullMarked;

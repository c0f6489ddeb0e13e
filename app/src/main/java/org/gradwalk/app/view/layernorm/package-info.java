/** A layer norm's statistics, and what its backward pass takes out. */
@NullMarked
package org.gradwalk.app.view.layernorm;

import org.jspecify.annotations.NullMarked;

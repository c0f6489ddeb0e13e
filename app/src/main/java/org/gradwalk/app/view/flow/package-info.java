/** The whole iteration as a river. */
@NullMarked
package org.gradwalk.app.view.flow;

import org.jspecify.annotations.NullMarked;

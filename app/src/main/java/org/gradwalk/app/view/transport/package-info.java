/** The transport bar at the top of the window. */
@NullMarked
package org.gradwalk.app.view.transport;

import org.jspecify.annotations.NullMarked;

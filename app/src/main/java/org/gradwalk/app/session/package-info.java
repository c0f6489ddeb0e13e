/** The state of the window, and what it opens. */
@NullMarked
package org.gradwalk.app.session;

import org.jspecify.annotations.NullMarked;

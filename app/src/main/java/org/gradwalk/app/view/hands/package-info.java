/** What was changed by hand: the list below the outline, and the place where a change is typed. */
@NullMarked
package org.gradwalk.app.view.hands;

import org.jspecify.annotations.NullMarked;

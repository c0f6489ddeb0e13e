/** The list of breakpoints below the outline. */
@NullMarked
package org.gradwalk.app.view.breakpoints;

import org.jspecify.annotations.NullMarked;

/** The list of watches below the outline. */
@NullMarked
package org.gradwalk.app.view.watches;

import org.jspecify.annotations.NullMarked;

/** The network as a tree, with how large its numbers are. */
@NullMarked
package org.gradwalk.app.view.outline;

import org.jspecify.annotations.NullMarked;

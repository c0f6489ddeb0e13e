/** The state of the window: one immutable snapshot, changed by commands on a worker thread. */
@NullMarked
package org.gradwalk.app.session;

import org.jspecify.annotations.NullMarked;

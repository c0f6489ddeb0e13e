/** The sheet of all keys. */
@NullMarked
package org.gradwalk.app.view.keys;

import org.jspecify.annotations.NullMarked;

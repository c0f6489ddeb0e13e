/** Pictures and numbers as files. */
@NullMarked
package org.gradwalk.app.export;

import org.jspecify.annotations.NullMarked;

/** The command line. */
@NullMarked
package org.gradwalk.app.command;

import org.jspecify.annotations.NullMarked;

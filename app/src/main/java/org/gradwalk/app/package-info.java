/** The program: its start and its window. */
@NullMarked
package org.gradwalk.app;

import org.jspecify.annotations.NullMarked;

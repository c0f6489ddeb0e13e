/** Pictures as immutable descriptions, and the one painter that brings them to screen and files. */
@NullMarked
package org.gradwalk.app.chart;

import org.jspecify.annotations.NullMarked;

/** The sheet on which pictures and numbers are taken away. */
@NullMarked
package org.gradwalk.app.view.export;

import org.jspecify.annotations.NullMarked;

/** What the model expects next, and how surprised it was. */
@NullMarked
package org.gradwalk.app.view.predictions;

import org.jspecify.annotations.NullMarked;

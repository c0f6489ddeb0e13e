/** The strip at the bottom: what was measured over the iterations of a training, as lines and as heat maps. */
@NullMarked
package org.gradwalk.app.view.training;

import org.jspecify.annotations.NullMarked;

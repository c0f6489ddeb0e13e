/** How the model at hand is trained: what it reads, optimizer, learning rate, clipping. */
@NullMarked
package org.gradwalk.app.view.settings;

import org.jspecify.annotations.NullMarked;

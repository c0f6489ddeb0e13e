/** All pictures that can be made of an iteration, whoever draws them. */
@NullMarked
package org.gradwalk.app.gallery;

import org.jspecify.annotations.NullMarked;

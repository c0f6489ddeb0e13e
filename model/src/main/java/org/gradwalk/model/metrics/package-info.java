/** What is measured of every iteration of a training, kept over its whole length, with the rules that mark trouble. */
@NullMarked
package org.gradwalk.model.metrics;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of measuring. */
@NullMarked
package org.gradwalk.model.metrics;

import org.jspecify.annotations.NullMarked;

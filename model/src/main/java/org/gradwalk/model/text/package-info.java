/** From text to batches: tokenizers, corpus, batches. */
@NullMarked
package org.gradwalk.model.text;

import org.jspecify.annotations.NullMarked;

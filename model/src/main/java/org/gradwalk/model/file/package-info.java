/** What is read and written: safetensors, Hugging Face checkpoints, session files, NPZ. */
@NullMarked
package org.gradwalk.model.file;

import org.jspecify.annotations.NullMarked;

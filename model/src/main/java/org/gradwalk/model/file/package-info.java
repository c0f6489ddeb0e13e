/** Files of numbers: safetensors, checkpoints with GPT-2's names, NPZ; and how any file is written whole or not at all. */
@NullMarked
package org.gradwalk.model.file;

import org.jspecify.annotations.NullMarked;

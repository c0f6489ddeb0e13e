/** Files of numbers: named arrays in the safetensors format, read with distrust and written whole or not at all. */
@NullMarked
package org.gradwalk.model.file;

import org.jspecify.annotations.NullMarked;

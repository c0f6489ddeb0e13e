/** The network: its configuration, the program built from it, its parameters and their initialisation. */
@NullMarked
package org.gradwalk.model.gpt;

import org.jspecify.annotations.NullMarked;

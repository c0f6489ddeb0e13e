/** What an iteration is: values, operations, the tree over them, and the program they make. */
@NullMarked
package org.gradwalk.model.program;

import org.jspecify.annotations.NullMarked;

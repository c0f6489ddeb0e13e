/** The operation at the cursor: operands, formula, result. */
@NullMarked
package org.gradwalk.app.view.stage;

import org.jspecify.annotations.NullMarked;

/** What was computed, checked in three ways, and a person's own derivation of it. */
@NullMarked
package org.gradwalk.app.view.check;

import org.jspecify.annotations.NullMarked;

/** What all panels of the window share: theme, fonts, words, the window's place. */
@NullMarked
package org.gradwalk.app.view;

import org.jspecify.annotations.NullMarked;

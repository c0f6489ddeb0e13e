/** The tables of L. Boué's paper, with every entry on the walk's numbers. */
@NullMarked
package org.gradwalk.app.view.tables;

import org.jspecify.annotations.NullMarked;

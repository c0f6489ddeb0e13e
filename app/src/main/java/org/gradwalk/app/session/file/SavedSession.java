package org.gradwalk.app.session.file;

import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.SavedWalk;

/**
 * What a session file holds.
 *
 * @param walk the model, its runs and the cursor
 * @param desk what lies beside it
 */
public record SavedSession(SavedWalk walk, Desk desk) {}

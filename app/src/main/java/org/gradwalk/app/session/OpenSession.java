package org.gradwalk.app.session;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A session that is open.
 *
 * @param file in which it is saved, where it is in one
 * @param desk what lies beside its walk
 */
public record OpenSession(Optional<Path> file, Desk desk) {}

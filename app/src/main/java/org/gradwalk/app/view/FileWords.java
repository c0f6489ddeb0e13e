package org.gradwalk.app.view;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why a file could not be written, in a sentence: Java's own exceptions often tell no more than its name. */
public final class FileWords {

    private FileWords() {}

    /** The sentence for what went wrong. */
    public static String of(IOException failure) {
        String reason = switch (failure) {
            case AccessDeniedException _ -> Messages.get("file.denied");
            case NoSuchFileException _ -> Messages.get("file.missing");
            case FileAlreadyExistsException _,NotDirectoryException _ -> Messages.get("file.noFolder");
            case FileSystemException known -> Optional.ofNullable(known.getReason())
                    .orElseGet(() -> Messages.get("file.unknown"));
            default -> Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        };
        return failure instanceof FileSystemException known && known.getFile() != null
                ? Messages.get("file.failed", known.getFile(), reason)
                : reason;
    }
}

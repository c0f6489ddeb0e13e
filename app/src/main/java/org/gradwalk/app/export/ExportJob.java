package org.gradwalk.app.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwalk.model.file.WholeFile;

/**
 * Files to be written into a folder, each as a whole or not at all.
 *
 * @param files what goes into each, by its name, in the order in which they are written
 * @param folder is made if it is not there
 */
public record ExportJob(Map<String, Content> files, Path folder) {

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Hears of the work, and may end it. */
    @FunctionalInterface
    public interface Progress {

        /** So many files are written, the last one with this name; whether to go on. */
        boolean written(int count, int of, String last);
    }

    public ExportJob {
        files = new LinkedHashMap<>(files);
    }

    /** The files that would be overwritten. */
    public List<Path> taken() {
        return files.keySet().stream().map(folder::resolve).filter(Files::exists).toList();
    }

    /**
     * Writes them, and says how many.
     *
     * @throws IOException if one cannot be written: those before it are there, and nothing of it
     */
    public int run(Progress progress) throws IOException {
        Files.createDirectories(folder);
        int count = 0;
        for (Map.Entry<String, Content> file : files.entrySet()) {
            WholeFile.write(folder.resolve(file.getKey()), channel -> {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                file.getValue().writeTo(out);
                out.flush();
            });
            count++;
            if (!progress.written(count, files.size(), file.getKey())) {
                return count;
            }
        }
        return count;
    }
}

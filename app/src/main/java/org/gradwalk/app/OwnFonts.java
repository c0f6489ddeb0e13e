package org.gradwalk.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gradwalk.app.view.Resources;

/**
 * Keeps Java's text drawing to the fonts that come with the program, so that it works on a system without any. Java on
 * Linux asks fontconfig for the system's fonts before it reads any other, and ends with an error where there are none,
 * unless it is told by a file which ones there are.
 */
final class OwnFonts {

    private static final String PROPERTY = "sun.awt.fontconfig";
    private static final String FILE = "Inter-Regular.ttf";

    private OwnFonts() {}

    /** From now on; before Java draws its first text. Other systems than Linux always have fonts. */
    static void alone() {
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && System.getProperty(PROPERTY) == null) {
            try {
                System.setProperty(PROPERTY, written(Files.createTempDirectory("gradwalk-fonts")).toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The file that names the fonts, in a folder that goes when the program ends. */
    private static Path written(Path folder) throws IOException {
        Path font = folder.resolve(FILE);
        Path names = folder.resolve("fontconfig.properties");
        List.of(folder, font, names).forEach(file -> file.toFile().deleteOnExit());
        try (InputStream in = Resources.url("fonts/" + FILE).openStream()) {
            Files.copy(in, font);
        }
        return Files.writeString(names, names(font), StandardCharsets.ISO_8859_1);
    }

    private static String names(Path font) {
        StringBuilder names = new StringBuilder("version=1\nsequence.allfonts=all\nfilename.Own=" + font + "\n");
        for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
            for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
                names.append(family).append('.').append(style).append(".all=Own\n");
            }
        }
        return names.toString();
    }
}

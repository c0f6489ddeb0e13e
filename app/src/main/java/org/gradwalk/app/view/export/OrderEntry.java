package org.gradwalk.app.view.export;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.PictureFormat;
import org.gradwalk.app.gallery.AddressPatterns;
import org.gradwalk.app.gallery.Order;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.view.Messages;

/**
 * What somebody has typed and chosen on the sheet.
 *
 * @param patterns of addresses, with commas
 * @param kinds of pictures
 * @param formats of files
 * @param theme colours of the pictures
 * @param width of a picture, in millimetres
 * @param font size of usual letters, in points
 * @param together what one file for all pictures is called, where there is to be one
 * @param folder for the files
 */
record OrderEntry(
        String patterns, List<PictureKind> kinds, List<FileFormat> formats, ChartTheme theme, String width, String font,
        Optional<String> together, String folder) {

    /** What an entry comes to. */
    sealed interface Read {

        /** An order, and the folder for its files; none where that is still to be named. */
        record Ordered(Order order, Optional<Path> folder) implements Read {}

        /** What has to be put right. */
        record Wrong(String sentence) implements Read {}
    }

    /** The addresses and patterns that are typed. */
    static List<String> parts(String patterns) {
        return Arrays.stream(patterns.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    Read read() {
        if (formats.isEmpty()) {
            return wrong("formats");
        }
        if (kinds.isEmpty() && formats.stream().anyMatch(PictureFormat.class::isInstance)) {
            return wrong("kinds");
        }
        if (together.filter(String::isBlank).isPresent()) {
            return wrong("together");
        }
        Optional<Paper> paper = paper();
        return paper.<Read>map(size -> new Read.Ordered(order(size), path())).orElseGet(() -> wrong("paper"));
    }

    private static Read wrong(String what) {
        return new Read.Wrong(words(what));
    }

    /** What has to be put right. */
    static String words(String what) {
        return Messages.get("save.wrong." + what);
    }

    /** Whether no address is typed or ticked: then all are meant. */
    boolean isOfAll() {
        return parts(patterns).isEmpty();
    }

    private Optional<Paper> paper() {
        try {
            return Optional.of(
                    Paper.ofMillimetres(Double.parseDouble(width.strip()), Double.parseDouble(font.strip())));
        } catch (IllegalArgumentException noNumberOrNoSize) {
            return Optional.empty();
        }
    }

    private Optional<Path> path() {
        try {
            return Optional.of(folder.strip()).filter(name -> !name.isEmpty()).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Order order(Paper paper) {
        return new Order(
                AddressPatterns.of(parts(patterns)), kinds, formats, theme, paper, together.map(String::strip));
    }
}

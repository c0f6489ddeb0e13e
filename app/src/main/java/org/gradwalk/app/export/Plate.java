package org.gradwalk.app.export;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Picture;

/**
 * A picture of an iteration that can leave the program: drawn for any width, as high as that asks.
 *
 * @param kind of picture, as it is called on the command line
 * @param address of the value or the node that it shows
 * @param parts which head and sequence of it, such as {@code head 2}; empty where it shows all, or has only one
 * @param words for the caption, beside the address and the parts; found when they are asked for
 * @param leastWidth with which it can be read, in points
 * @param drawing draws it
 */
public record Plate(
        String kind, String address, List<String> parts, Supplier<List<String>> words, double leastWidth,
        Drawing drawing) {

    /** Draws a picture. */
    @FunctionalInterface
    public interface Drawing {

        /**
         * So many points wide.
         *
         * @param fineness how many cells of a heat map a point has room for, each way
         */
        Picture draw(double width, double fineness);
    }

    public Plate {
        parts = List.copyOf(parts);
    }

    /** One that shows all of what has the address. */
    public Plate(String kind, String address, Supplier<List<String>> words, double leastWidth, Drawing drawing) {
        this(kind, address, List.of(), words, leastWidth, drawing);
    }

    /** What its file is called, without an ending: no character that a file system might refuse. */
    public String fileName() {
        return Stream.concat(Stream.concat(Stream.of(address), parts.stream()), Stream.of(kind))
                .map(Plate::fileName)
                .collect(Collectors.joining("."));
    }

    /** An address as part of a file's name. */
    public static String fileName(String address) {
        return address.replaceAll("[^A-Za-z0-9._]+", "-");
    }

    /** What its caption says: the address, which part of it, and what else there is to say. */
    List<String> caption() {
        return Stream.of(List.of(address), parts, words.get()).flatMap(List::stream).toList();
    }
}

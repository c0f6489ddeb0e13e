package org.gradwalk.app.export;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.gradwalk.app.chart.Picture;

/**
 * A picture of an iteration that can leave the program: drawn for any width, as high as that asks.
 *
 * @param kind of picture, as it is called on the command line
 * @param address of the value or the node that it shows
 * @param words for the caption, beside the address; found when it is asked for
 * @param leastWidth with which it can be read, in points
 * @param drawing draws it so many points wide
 */
public record Plate(String kind, String address, Supplier<List<String>> words, double leastWidth,
        DoubleFunction<Picture> drawing) {

    /** What its file is called, without an ending: no character that a file system might refuse. */
    public String fileName() {
        return fileName(address) + "." + kind;
    }

    /** An address as part of a file's name. */
    public static String fileName(String address) {
        return address.replaceAll("[^A-Za-z0-9._]+", "-");
    }
}

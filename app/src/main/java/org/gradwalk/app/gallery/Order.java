package org.gradwalk.app.gallery;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.view.ViewState;

/**
 * What somebody wants to take away of an iteration: which values and nodes, and in which form. The window and the command
 * line fill in the same order, and so get the same bytes.
 *
 * @param patterns of addresses
 * @param kinds of pictures
 * @param formats of the files
 * @param theme colours of the pictures
 * @param paper their size
 * @param together the name of one file for all of them below each other; without it each has its own
 */
public record Order(
        AddressPatterns patterns,
        List<PictureKind> kinds,
        List<FileFormat> formats,
        ChartTheme theme,
        Paper paper,
        Optional<String> together) {

    public Order {
        kinds = List.copyOf(kinds);
        formats = List.copyOf(formats);
    }

    /** What of it there is at a moment of a walk; may take a while. */
    public Offer at(ViewState state) {
        return new Offer(this, state);
    }

    /** Whether what has this address is asked for. */
    public boolean fits(String address) {
        return patterns.test(address);
    }

    /** The formats of one form. */
    <F> List<F> formats(Class<F> form) {
        return formats.stream().filter(form::isInstance).map(form::cast).toList();
    }

    /** Whether LaTeX is asked for, and means formulas. */
    boolean hasFormulas() {
        return formats.contains(TableFormat.TEX) && kinds.contains(PictureKind.FORMULA);
    }
}

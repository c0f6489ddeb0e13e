package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person has arranged the window.
 *
 * @param outlineEnd where the outline ends, as a share of the width
 * @param inspectorStart where the inspector starts, as a share of the width
 * @param tab the inspector's chosen tab, by the key of its title
 * @param flowFolded whether only the title line of the flow is shown
 * @param drawerFolded whether only the names of the drawer are shown; null before somebody has chosen
 * @param drawerStart where the drawer starts, as a share of the height of the centre
 * @param stepsPerSecond how fast playing is
 * @param letters whose letters the formulas have
 * @param exportFolder the folder for pictures and numbers; empty before one was chosen
 * @param historyMegabytes what is kept of earlier iterations takes at most; 0 for the usual part of the memory
 * @param recent paths of the models and sessions that were open last, the newest first
 * @param openStrips which of the lists below the outline are unfolded
 */
public record Arrangement(double outlineEnd, double inspectorStart, String tab, boolean flowFolded,
        @Nullable Boolean drawerFolded, double drawerStart, double stepsPerSecond, Letters letters,
        String exportFolder, long historyMegabytes, List<String> recent, Set<String> openStrips) {

    /** The arrangement of the very first start. */
    public static final Arrangement FIRST = new Arrangement(
            0.18, 0.7, "tab.attention", false, null, 0.72, 4, Letters.PLAIN, "", 0, List.of(), Set.of());

    /** An arrangement from a file; the first versions of the program wrote only its first four parts and the speed. */
    @JsonCreator
    static Arrangement read(
            @JsonProperty("outlineEnd") double outlineEnd,
            @JsonProperty("inspectorStart") double inspectorStart,
            @JsonProperty("tab") String tab,
            @JsonProperty("flowFolded") boolean flowFolded,
            @JsonProperty("drawerFolded") @Nullable Boolean drawerFolded,
            @JsonProperty("drawerStart") @Nullable Double drawerStart,
            @JsonProperty("stepsPerSecond") double stepsPerSecond,
            @JsonProperty("letters") @Nullable Letters letters,
            @JsonProperty("exportFolder") @Nullable String exportFolder,
            @JsonProperty("historyMegabytes") long historyMegabytes,
            @JsonProperty("recent") @Nullable List<String> recent,
            @JsonProperty("openStrips") @Nullable Set<String> openStrips) {
        return new Arrangement(
                outlineEnd, inspectorStart, tab, flowFolded, drawerFolded,
                requireNonNullElse(drawerStart, FIRST.drawerStart), stepsPerSecond,
                requireNonNullElse(letters, Letters.PLAIN), requireNonNullElse(exportFolder, ""), historyMegabytes,
                requireNonNullElse(recent, List.of()),
                requireNonNullElse(openStrips, Set.of()));
    }

    /** Rejects what no window can be: it may have been read from a file. */
    public Arrangement {
        requireNonNull(tab, "tab");
        recent = List.copyOf(recent);
        for (String path : recent) {
            requireNonNull(Path.of(path));
        }
        openStrips = Set.copyOf(openStrips);
        if (!(outlineEnd > 0) || !(outlineEnd < inspectorStart) || !(inspectorStart < 1)) {
            throw new IllegalArgumentException("no places for dividers");
        }
        if (!(drawerStart > 0) || !(drawerStart < 1)) {
            throw new IllegalArgumentException("no place for the drawer");
        }
        if (!(stepsPerSecond > 0) || Double.isInfinite(stepsPerSecond)) {
            throw new IllegalArgumentException("no speed");
        }
        if (historyMegabytes < 0) {
            throw new IllegalArgumentException("no memory");
        }
    }
}

package org.gradwalk.app.chart;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwalk.app.chart.Ink.Role;
import org.gradwalk.model.formula.SymbolClass;

/** The colours of a theme, read from its style sheet, which those of the window share: they stand in one place. */
public enum ChartTheme {
    LIGHT("light"),
    DARK("dark"),
    PRINT("print");

    private final Map<Role, Color> colours = new EnumMap<>(Role.class);

    ChartTheme(String stylesheet) {
        Matcher matcher = Pattern.compile("-gw-([a-z-]+):\\s*(#[0-9A-Fa-f]{6})\\s*;")
                .matcher(read("/org/gradwalk/ui/css/" + stylesheet + ".css"));
        while (matcher.find()) {
            for (Role role : Role.values()) {
                if (role.cssName().equals(matcher.group(1))) {
                    colours.put(role, Color.decode(matcher.group(2)));
                }
            }
        }
        for (Role role : Role.values()) {
            Objects.requireNonNull(colours.get(role), () -> stylesheet + ".css has no colour " + role.cssName());
        }
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(ChartTheme.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The colour of a role. */
    public Color colour(Role role) {
        return Objects.requireNonNull(colours.get(role));
    }

    /** The colour of an ink. */
    public Color colour(Ink ink) {
        Color full = colour(ink.role());
        return ink.opacity() == 1
                ? full
                : new Color(full.getRed(), full.getGreen(), full.getBlue(), (int) Math.round(255 * ink.opacity()));
    }

    /** The colour of a class of symbols as #RRGGBB. */
    public String hex(SymbolClass kind) {
        return String.format("#%06X", colour(Ink.of(kind)).getRGB() & 0xFFFFFF);
    }
}

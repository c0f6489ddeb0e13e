package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.gradwalk.app.Contrast;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every named colour that is written or drawn with can be told from what is behind it. */
class PaletteTest {
    private static final Pattern COLOUR = Pattern.compile("-gw-([a-z-]+): (#[0-9A-F]{6});");
    private static final List<String> SURFACES = List.of("background", "panel", "raised");
    private static final List<String> READABLE = List.of("foreground", "muted", "accent", "danger", "activation",
            "weight",
            "error", "parameter-gradient", "query", "key", "value", "attention", "statistics", "constant",
            "breakpoint");

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light", "print"})
    void coloursStandOutFromEverySurface(String theme) throws IOException {
        Map<String, Color> palette = read(theme);

        for (String surface : SURFACES) {
            for (String colour : READABLE) {
                assertThat(contrast(palette, colour, surface)).as(colour + " on " + surface).isGreaterThan(4.5);
            }
            assertThat(contrast(palette, "subtle", surface)).as("subtle on " + surface).isGreaterThan(3);
        }
        assertThat(contrast(palette, "on-accent", "accent")).as("text on accent").isGreaterThan(4.5);
    }

    private static Map<String, Color> read(String theme) throws IOException {
        try (var css = Resources.url("css/" + theme + ".css").openStream()) {
            return COLOUR.matcher(new String(css.readAllBytes(), StandardCharsets.UTF_8)).results()
                    .collect(Collectors.toMap((MatchResult match) -> match.group(1),
                            match -> Color.web(match.group(2))));
        }
    }

    private static double contrast(Map<String, Color> palette, String one, String other) {
        return Contrast.of(
                requireNonNull(palette.get(one), one), requireNonNull(palette.get(other), other));
    }
}

package org.gradwalk.app.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The program's own fonts for pictures, so that a picture looks the same on every machine. */
public enum Typeface {
    SANS("Inter-Regular.ttf"),
    SANS_SEMIBOLD("Inter-SemiBold.ttf"),
    MONO(
            "JetBrainsMono-Regular.ttf");

    /** How pictures measure text: as outlines, at fractions of a point. */
    static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private final String resource;
    private final Font font;

    Typeface(String file) {
        resource = "/org/gradwalk/ui/fonts/" + file;
        try (InputStream in = file()) {
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The program's own font " + file + " cannot be read", e);
        }
    }

    /** The font's file, for whoever puts it into another. */
    public InputStream file() {
        return Objects.requireNonNull(Typeface.class.getResourceAsStream(resource), resource);
    }

    /** The font at a size in points. */
    public Font at(double size) {
        return new OwnFont(font.deriveFont((float) size));
    }

    /** The width of a line of text in points. */
    public double width(String text, double size) {
        return at(size).getStringBounds(text, METRICS).getWidth();
    }
}

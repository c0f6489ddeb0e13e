package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.stage.DerivationText.Piece;
import org.gradwalk.model.program.Notation;

/** Draws a derivation, line below line, and below it all invariants of the step. */
final class DerivationPicture {

    private static final double MARGIN = 16;
    private static final double LINE_GAP = 6;
    private static final double SPACE = 0.3;
    private static final double WORDS = 0.84;
    private static final double[] SIZES = {18, 16.5, 15, 13.5, 12};

    private final double size;
    private final List<Row> rows = new ArrayList<>();
    private final InvariantRows invariants;

    private sealed interface Part {

        record Word(String text, double size) implements Part {
            @Override
            public double width() {
                return Typeface.SANS.width(text, size);
            }

            @Override
            public double ascent() {
                return size;
            }

            @Override
            public double descent() {
                return size * SPACE;
            }
        }

        record Set(TypesetFormula formula) implements Part {
            @Override
            public double width() {
                return formula.width();
            }

            @Override
            public double ascent() {
                return formula.ascent();
            }

            @Override
            public double descent() {
                return formula.height() - formula.ascent();
            }
        }

        double width();

        double ascent();

        double descent();
    }

    /** What stands beside each other, each with the space before it. */
    private record Row(List<Part> parts, List<Double> places) {

        double ascent() {
            return parts.stream().mapToDouble(Part::ascent).max().orElse(0);
        }

        double descent() {
            return parts.stream().mapToDouble(Part::descent).max().orElse(0);
        }
    }

    private DerivationPicture(
            DerivationText text, List<Invariants.Found> found, Notation notation, double width, double size) {
        this.size = size;
        double room = width - 2 * MARGIN;
        text.lines().forEach(line -> breakLine(line, room));
        invariants = InvariantRows.of(found, notation, size * WORDS, room, Integer.MAX_VALUE);
    }

    /** With the largest letters with which it is at most so high. */
    static DerivationPicture of(
            DerivationText text, List<Invariants.Found> found, Notation notation, double width, double most) {
        DerivationPicture picture = new DerivationPicture(text, found, notation, width, SIZES[0]);
        for (int i = 1; i < SIZES.length && picture.height() > most; i++) {
            picture = new DerivationPicture(text, found, notation, width, SIZES[i]);
        }
        return picture;
    }

    private void breakLine(List<Piece> line, double room) {
        List<Part> parts = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        double x = 0;
        boolean spaced = false;
        for (Piece piece : line) {
            for (Part part : parts(piece)) {
                double gap = spaced && !isPunctuation(part) ? size * SPACE : 0;
                if (x + gap + part.width() > room && !parts.isEmpty() && !isPunctuation(part)) {
                    rows.add(new Row(List.copyOf(parts), List.copyOf(places)));
                    parts.clear();
                    places.clear();
                    x = size;
                    gap = 0;
                }
                places.add(x + gap);
                parts.add(part);
                x += gap + part.width();
                spaced = true;
            }
        }
        rows.add(new Row(List.copyOf(parts), List.copyOf(places)));
    }

    private static boolean isPunctuation(Part part) {
        return part instanceof Part.Word(String text, double _) && text.matches("[.,:;].*");
    }

    private List<Part> parts(Piece piece) {
        return switch (piece) {
            case Piece.Words(String text) -> text.isBlank()
                    ? List.of()
                    : List.of(text.strip().split(" +")).stream().<Part>map(
                            word -> new Part.Word(word, size * WORDS)).toList();
            case Piece.Formula(var latex) -> List.of(new Part.Set(TypesetFormula.text(latex, size)));
        };
    }

    /** How much room it needs. */
    double height() {
        return LINE_GAP + rows.stream().mapToDouble(row -> row.ascent() + row.descent() + LINE_GAP).sum()
                + (invariants.rows().isEmpty() ? 0 : invariants.height() + LINE_GAP);
    }

    Picture draw(double width, double height, String title) {
        PictureBuilder b = new PictureBuilder();
        b.fill(new Bounds(0, 0, width, 1), 0, Ink.BORDER);
        double y = LINE_GAP;
        for (Row row : rows) {
            double baseline = y + row.ascent();
            for (int i = 0; i < row.parts.size(); i++) {
                draw(b, row.parts.get(i), MARGIN + row.places.get(i), baseline);
            }
            y = baseline + row.descent() + LINE_GAP;
        }
        invariants.draw(b, MARGIN, y, 0);
        return b.build(width, height, title);
    }

    private static void draw(PictureBuilder b, Part part, double x, double baseline) {
        switch (part) {
            case Part.Word(String text, double size) ->
                b.text(x, baseline, text, Typeface.SANS, size, Ink.FOREGROUND);
            case Part.Set(TypesetFormula formula) ->
                b.add(new Mark.Formula(x - formula.lead(), baseline - formula.ascent(), formula, Ink.FOREGROUND));
        }
    }
}

package org.gradwalk.app.view.gradients;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bars;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.view.Awaited;
import org.gradwalk.app.view.DistancePicture;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.tensor.Matrix;

/** One parameter's gradient: its formula, the gradient as a heat map and a histogram, and its sizes. */
final class GradientPicture {

    private static final double MARGIN = 14;
    private static final double FORMULA_SIZE = 17;
    private static final double LINE = 17;
    private static final double SIDE = 0.42;
    private static final double SIZE = 11.5;
    private static final double GAP = 12;
    private static final double BOTTOM = 12;
    private static final double LEAST_HISTOGRAM = 50;
    private static final double MOST_HISTOGRAM = 140;
    private static final double MOST_BARS = 190;
    private static final Ink RIGHT = Ink.of(Ink.Role.WEIGHT);
    private static final Ink WRONG = Ink.of(Ink.Role.ERROR);
    private static final Ink INK = Ink.of(SymbolClass.GRADIENT);
    /** The sizes, by what they are called. */
    private static final List<String> SIZES = List.of(
            "gradients.norm", "gradients.largest", "gradients.share", "gradients.weight", "gradients.ratio",
            "gradients.update");

    private final ViewState state;
    private final Parameter parameter;
    private final Optional<ThreeWay> check;
    private final Optional<String> failure;
    private final boolean distance;

    /**
     * A picture of a parameter's gradient.
     *
     * @param check what is known of it
     * @param failure why nothing is
     * @param distance whether how far the check's ways lie apart is shown in place of the gradient
     */
    GradientPicture(
            ViewState state, Parameter parameter, Optional<ThreeWay> check, Optional<String> failure,
            boolean distance) {
        this.state = state;
        this.parameter = parameter;
        this.check = check;
        this.failure = failure;
        this.distance = distance;
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        b.text(MARGIN, 20, parameter.name(), Typeface.MONO, 12.5, Ink.FOREGROUND);
        double top = drawFormula(b, width);
        Value gradient = parameter.gradient();
        Optional<Matrix> numbers = state.snapshot().numbers(gradient);
        if (numbers.isEmpty()) {
            Awaited.backward(
                    b, new Bounds(0, top, width, height - top), state, gradient,
                    Messages.get("gradients.awaited", parameter.name()));
        } else {
            double below = drawCheck(b, top + LINE - 6) + 6;
            Bounds room = new Bounds(MARGIN, below, width - 2 * MARGIN, height - below - BOTTOM);
            if (distance && check.isPresent()) {
                DistancePicture.draw(b, state, check.get(), room);
            } else if (numbers.get().rows() == 1) {
                drawVector(b, numbers.get(), room);
            } else {
                drawMatrix(b, numbers.get(), room);
            }
        }
        return b.build(width, height, gradient.name());
    }

    /** Whether engine, formula and differences agree, in two lines that stay where they are; says where they end. */
    private double drawCheck(PictureBuilder b, double baseline) {
        if (check.isEmpty()) {
            String words = failure.orElseGet(() -> Messages.get("gradients.check.running"));
            b.text(MARGIN, baseline, words, Typeface.SANS, SIZE, failure.isEmpty() ? Ink.MUTED : WRONG);
        }
        check.ifPresent(found -> {
            b.text(
                    MARGIN, baseline, formula(found), Typeface.SANS, SIZE,
                    found.formulaAgrees() ? RIGHT : WRONG);
            found.differences().ifPresent(differences -> b.text(
                    MARGIN, baseline + LINE, words(differences), Typeface.SANS, SIZE,
                    differences.agree() ? RIGHT : WRONG));
        });
        return baseline + LINE;
    }

    private static String formula(ThreeWay found) {
        return Messages.get(
                !found.formulaAgrees()
                        ? "gradients.check.formula.wrong"
                        : found.cancels() ? "gradients.check.formula.terms" : "gradients.check.formula",
                Numbers.briefly(found.deviation()));
    }

    private static String words(FiniteDifferences differences) {
        return Messages.get(
                !differences.agree()
                        ? "gradients.check.differences.wrong"
                        : differences.isBelowNoise()
                                ? "gradients.check.differences.noise"
                                : "gradients.check.differences",
                Numbers.briefly(differences.largest()), differences.entries().size(), differences.value().size());
    }

    /** The heat map on the left; on the right the histogram as high as there is room above the sizes. */
    private void drawMatrix(PictureBuilder b, Matrix numbers, Bounds room) {
        double side = room.width() * SIDE;
        Figures.heatMap(state, parameter.gradient(), numbers, "", INK)
                .draw(b, new Bounds(room.x(), room.y(), room.width() - MARGIN - side, room.height()));
        double sizes = SIZES.size() * LINE;
        double histogram = Math.min(MOST_HISTOGRAM, room.height() - sizes - 2 * GAP);
        drawHistogram(b, numbers, new Bounds(room.right() - side, room.y() + GAP, side, histogram));
        drawSizes(b, room.right() - side, room.y() + 2 * GAP + Math.max(0, histogram), side);
    }

    /** Its entries as bars over the whole width; below them the histogram beside the sizes. */
    private void drawVector(PictureBuilder b, Matrix numbers, Bounds room) {
        double sizes = SIZES.size() * LINE;
        double bars = Math.min(MOST_BARS, room.height() - sizes - 3 * GAP);
        Side side = new Side(Figures.Sides.of(parameter.gradient()).columns(), List.of());
        Bars drawn = Bars.of(parameter.gradient().name(), "", numbers, side, INK);
        b.text(room.x(), room.y() + GAP, Messages.get("gradients.entries"), Typeface.SANS, SIZE, Ink.MUTED);
        b.text(room.right(), room.y() + GAP, drawn.range(), Typeface.MONO, 9.5, Ink.MUTED, Mark.Anchor.END);
        drawn.draw(b, new Bounds(room.x(), room.y() + 1.5 * GAP, room.width(), bars));
        double width = room.width() * SIDE;
        double top = room.y() + 2.5 * GAP + bars;
        drawHistogram(b, numbers, new Bounds(room.x(), top, room.width() - MARGIN - width, sizes));
        drawSizes(b, room.right() - width, top, width);
    }

    private static void drawHistogram(PictureBuilder b, Matrix numbers, Bounds room) {
        if (room.height() >= LEAST_HISTOGRAM) {
            b.add(new Mark.Plotted(room, Plot.Histogram.of(numbers.toArray(), Messages.get("histogram.unit"), INK)));
        }
    }

    /** A line for each size; pointing at one tells what it is. */
    private void drawSizes(PictureBuilder b, double x, double top, double width) {
        double y = top;
        for (String key : SIZES) {
            b.text(x, y + LINE - 5, Messages.get(key), Typeface.SANS, SIZE, Ink.MUTED);
            double number = size(key);
            b.text(
                    x + width, y + LINE - 5, Double.isNaN(number) ? "–" : Numbers.shortly(number), Typeface.MONO, SIZE,
                    Ink.FOREGROUND, Mark.Anchor.END);
            b.target(new Target.Named(Messages.get(key), Messages.get(key + ".words"), new Bounds(x, y, width, LINE)));
            y += LINE;
        }
    }

    private double size(String key) {
        Norms norms = state.snapshot().norms();
        Value gradient = parameter.gradient();
        double weight = norms.norm(parameter.value());
        return switch (key) {
            case "gradients.norm" -> norms.norm(gradient);
            case "gradients.largest" -> norms.largest(gradient);
            case "gradients.share" -> 100 * share(gradient);
            case "gradients.weight" -> weight;
            case "gradients.ratio" -> weight == 0 ? Double.NaN : norms.norm(gradient) / weight;
            default -> state.snapshot().updateRatio(parameter);
        };
    }

    /** Of the squared norm of all gradients that are there. */
    private double share(Value gradient) {
        Norms norms = state.snapshot().norms();
        double total = state.snapshot().program().parameters().stream()
                .map(Parameter::gradient)
                .filter(state.snapshot()::exists)
                .mapToDouble(each -> norms.norm(each) * norms.norm(each))
                .sum();
        return total == 0 ? 0 : norms.norm(gradient) * norms.norm(gradient) / total;
    }

    /** The formula of the operation that yields the gradient. */
    private double drawFormula(PictureBuilder b, double width) {
        Equation equation = state.snapshot().program().equation(parameter.gradient()).orElseThrow();
        TypesetFormula formula = TypesetFormula.equation(
                equation.symbol(), equation.formula(), state.notation().writing(equation), FORMULA_SIZE);
        b.add(new Mark.Formula(Math.max(MARGIN, (width - formula.width()) / 2), 30, formula, Ink.FOREGROUND));
        return 30 + formula.height() + 6;
    }
}

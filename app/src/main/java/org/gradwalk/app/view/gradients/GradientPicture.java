package org.gradwalk.app.view.gradients;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/** One parameter's gradient: its formula, the gradient as a heat map and a histogram, and its sizes. */
final class GradientPicture {

    private static final double MARGIN = 14;
    private static final double FORMULA_SIZE = 17;
    private static final double LINE = 17;
    private static final double SIDE = 0.42;

    private final ViewState state;
    private final Parameter parameter;

    GradientPicture(ViewState state, Parameter parameter) {
        this.state = state;
        this.parameter = parameter;
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        b.text(MARGIN, 20, parameter.name(), Typeface.MONO, 12.5, Ink.FOREGROUND);
        double top = drawFormula(b, width);
        Value gradient = parameter.gradient();
        Optional<Matrix> numbers = state.snapshot().numbers(gradient);
        if (numbers.isEmpty()) {
            b.message(
                    new Bounds(0, top, width, height - top), Messages.get("panel.notyet", gradient.name()), Ink.MUTED);
            return b.build(width, height, gradient.name());
        }
        Ink ink = Ink.of(SymbolClass.GRADIENT);
        double side = (width - 2 * MARGIN) * SIDE;
        HeatMap map = Figures.heatMap(state, gradient, numbers.get(), "", ink);
        map.draw(b, new Bounds(MARGIN, top, width - 3 * MARGIN - side, height - top - 6));
        double x = width - MARGIN - side;
        List<String> lines = sizes(gradient);
        double histogramHeight = Math.max(0, Math.min(140, height - top - 24 - lines.size() * LINE));
        if (histogramHeight > 50) {
            b.add(new Mark.Plotted(
                    new Bounds(x, top + 12, side, histogramHeight),
                    Plot.Histogram.symmetric(numbers.get().toArray(), ink)));
        }
        double y = top + 20 + histogramHeight;
        for (String line : lines) {
            int tab = line.indexOf('\t');
            y += LINE;
            b.text(x, y, line.substring(0, tab), Typeface.SANS, 11.5, Ink.MUTED);
            b.text(
                    x + side, y, line.substring(tab + 1), Typeface.MONO, 11.5, Ink.FOREGROUND, Mark.Anchor.END);
        }
        return b.build(width, height, gradient.name());
    }

    private List<String> sizes(Value gradient) {
        Norms norms = state.snapshot().norms();
        double weight = norms.norm(parameter.value());
        return List.of(
                Messages.get("gradients.norm") + "\t" + Numbers.shortly(norms.norm(gradient)),
                Messages.get("gradients.largest") + "\t" + Numbers.shortly(norms.largest(gradient)),
                Messages.get("gradients.share") + "\t" + Numbers.shortly(100 * share(gradient)),
                Messages.get("gradients.weight") + "\t" + Numbers.shortly(weight),
                Messages.get("gradients.ratio") + "\t"
                        + (weight == 0 ? "–" : Numbers.shortly(norms.norm(gradient) / weight)),
                Messages.get("gradients.update") + "\t" + update());
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

    private String update() {
        double ratio = state.snapshot().updateRatio(parameter);
        return Double.isNaN(ratio) ? "–" : Numbers.shortly(ratio);
    }

    /** The formula of the operation that yields the gradient. */
    private double drawFormula(PictureBuilder b, double width) {
        Operation operation = state.snapshot().program().operations()
                .get(state.snapshot().program().writtenBy(parameter.gradient()));
        Operation.Output output = operation.outputs().stream()
                .filter(each -> each.value().equals(parameter.gradient()))
                .findFirst()
                .orElseThrow();
        TypesetFormula formula = TypesetFormula.equation(output.symbol(), output.formula(), FORMULA_SIZE);
        b.add(new Mark.Formula(Math.max(MARGIN, (width - formula.width()) / 2), 30, formula, Ink.FOREGROUND));
        return 30 + formula.height() + 6;
    }
}

package org.gradwalk.app.view.gradients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Parameter;

/**
 * How large the gradients are over the depth of the network, on a logarithmic axis: of each parameter its norm, of each
 * layer ν = √(∑ₚ ‖gₚ‖²) over its own parameters. A steady slope means that the error vanishes or explodes
 * ({@code formulas.md}, section 5).
 */
final class GradientsByLayer {

    private static final double MARGIN = 14;
    private static final double TITLE = 20;
    private static final double LEGEND = 18;
    private static final double LINE = 15;
    private static final double SIZE = 11.5;
    private static final double DOT = 2.6;
    private static final Ink LAYER = Ink.of(SymbolClass.GRADIENT);
    private static final Ink PARAMETER = Ink.of(Ink.Role.MUTED).withOpacity(0.6);

    private final Snapshot snapshot;
    private final SequencedMap<String, List<Parameter>> layers = new LinkedHashMap<>();

    GradientsByLayer(Snapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.program().parameters().forEach(
                parameter -> layers.computeIfAbsent(parameter.layer(), _ -> new ArrayList<>()).add(parameter));
    }

    /** The smallest and the largest norm of a layer. */
    List<String> words() {
        double[] norms = Arrays.stream(norms()).filter(norm -> !Double.isNaN(norm)).sorted().toArray();
        return norms.length == 0
                ? List.of()
                : List.of(Messages.get(
                        "caption.range", Numbers.briefly(norms[0]), Numbers.briefly(norms[norms.length - 1])));
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        b.text(MARGIN, TITLE, Messages.get("gradients.layers.title"), Typeface.SANS, SIZE + 1, Ink.FOREGROUND);
        double[] norms = norms();
        List<String> zero = zeros(norms);
        double x = key(b, MARGIN, TITLE + LEGEND, LAYER, "gradients.layers.layer");
        key(b, x + MARGIN, TITLE + LEGEND, PARAMETER, "gradients.layers.parameter");
        double top = TITLE + LEGEND + LINE / 2;
        double bottom = height - (zero.isEmpty() ? MARGIN / 2 : MARGIN / 2 + LINE);
        Bounds room = new Bounds(MARGIN / 2, top, width - MARGIN, Math.max(1, bottom - top));
        b.add(new Mark.Plotted(room, new Plot.Curves(
                List.of(parameters(), curve(norms)), List.copyOf(layers.sequencedKeySet()),
                Messages.get("gradients.layers.unit"))));
        if (!zero.isEmpty()) {
            b.text(
                    MARGIN, height - MARGIN / 2,
                    Messages.get("gradients.layers.zero", zero.size(), zero.getFirst(), zero.getLast()), Typeface.SANS,
                    SIZE, Ink.MUTED);
        }
        b.target(new Target.Named(
                Messages.get("gradients.layers.title"), Messages.get("gradients.layers.words"),
                new Bounds(0, 0, width, TITLE + LEGEND)));
        return b.build(width, height, Messages.get("gradients.layers.title"));
    }

    private static double key(PictureBuilder b, double x, double baseline, Ink ink, String words) {
        b.fill(new Bounds(x, baseline - 2 * DOT - 1, 2 * DOT, 2 * DOT), DOT, ink);
        String text = Messages.get(words);
        b.text(x + 4 * DOT, baseline, text, Typeface.SANS, SIZE, Ink.MUTED);
        return x + 4 * DOT + Typeface.SANS.width(text, SIZE);
    }

    private static Plot.Curve curve(double[] norms) {
        double[] places = new double[norms.length];
        Arrays.setAll(places, i -> i);
        return new Plot.Curve(places, norms, LAYER, true);
    }

    private Plot.Curve parameters() {
        List<double[]> dots = new ArrayList<>();
        int place = 0;
        for (List<Parameter> layer : layers.sequencedValues()) {
            for (Parameter parameter : layer) {
                dots.add(new double[]{place, norm(parameter)});
            }
            place++;
        }
        return new Plot.Curve(
                dots.stream().mapToDouble(dot -> dot[0]).toArray(),
                dots.stream().mapToDouble(dot -> dot[1]).toArray(), PARAMETER, false);
    }

    /** Of each layer; NaN where the gradient of one of its parameters is not there. */
    private double[] norms() {
        return layers.sequencedValues().stream()
                .mapToDouble(layer -> Math.sqrt(layer.stream().mapToDouble(this::norm).map(norm -> norm * norm).sum()))
                .toArray();
    }

    private double norm(Parameter parameter) {
        return snapshot.exists(parameter.gradient()) ? snapshot.norms().norm(parameter.gradient()) : Double.NaN;
    }

    /** Layers that have no place on the axis. */
    private List<String> zeros(double[] norms) {
        List<String> names = List.copyOf(layers.sequencedKeySet());
        List<String> zeros = new ArrayList<>();
        for (int i = 0; i < norms.length; i++) {
            if (norms[i] == 0) {
                zeros.add(names.get(i));
            }
        }
        return zeros;
    }
}

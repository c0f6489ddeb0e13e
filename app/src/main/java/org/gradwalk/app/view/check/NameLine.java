package org.gradwalk.app.view.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.run.DerivationQuestion;

/**
 * The names that can be typed, with their shapes, in one line: as many of those that begin as a word does as there is room
 * for, first what the step itself reads, then other arrays. The tooltip has all.
 */
final class NameLine {

    private static final double SIZE = 11;
    private static final String BETWEEN = "   ";

    private final Label label = new Label();
    private final Tooltip all = new Tooltip();
    private Optional<Names> known = Optional.empty();
    private Set<String> own = Set.of();
    private UnaryOperator<Symbol> letters = UnaryOperator.identity();
    private String begun = "";

    NameLine() {
        label.getStyleClass().add("derivation-names");
        label.setId("names");
        label.setTooltip(all);
        label.setMinWidth(0);
        label.setPrefWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        label.widthProperty().addListener((_, _, _) -> show());
    }

    Region region() {
        return label;
    }

    /**
     * Shows names.
     *
     * @param question none where nothing can be typed
     * @param newLetters how their symbols are set
     * @param word that they begin with; all of them where it is empty
     */
    void show(Optional<DerivationQuestion> question, UnaryOperator<Symbol> newLetters, String word) {
        known = question.map(DerivationQuestion::names);
        own = question.stream().flatMap(asked -> asked.equation().formula().symbols()).map(Symbol::name)
                .collect(Collectors.toSet());
        letters = newLetters;
        begun = word;
        show();
    }

    private void show() {
        List<String> shown = names(begun).filter(name -> !begun.isEmpty() || isName(name)).map(this::described)
                .toList();
        int room = (int) (label.getWidth() / Typeface.MONO.width("0", SIZE)) - BETWEEN.length() - 1;
        int count = shown.size();
        while (count > 0 && String.join(BETWEEN, shown.subList(0, count)).length() > room) {
            count--;
        }
        String more = count < shown.size() ? BETWEEN + "…" : "";
        label.setText(String.join(BETWEEN, shown.subList(0, count)) + more);
        all.setText(names("").filter(this::isName).map(this::described).collect(Collectors.joining("\n")));
    }

    private Stream<String> names(String word) {
        return known.stream().flatMap(names -> names.complete(word).stream()
                .sorted(Comparator.comparing((String name) -> !own.contains(name))
                        .thenComparing(name -> !names.arrays().containsKey(name))));
    }

    /** Whether it stands for numbers, and is no function. */
    private boolean isName(String name) {
        return !described(name).equals(name);
    }

    /** Where it is another one than what is typed. */
    private String letter(Symbol symbol) {
        String letter = letters.apply(symbol).text();
        return letter.equals(symbol.text()) ? "" : " " + letter;
    }

    private String described(String name) {
        return known.flatMap(
                names -> Optional.ofNullable(names.arrays().get(name))
                        .map(array -> name + letter(array.symbol()) + " " + array.shape())
                        .or(() -> Optional.ofNullable(names.sizes().get(name)).map(size -> name + " = " + size)))
                .orElse(name);
    }
}

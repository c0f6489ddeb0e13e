package org.gradwalk.app.view.layernorm;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.tensor.Matrix;

/** The figures of one row: its mean and spread before and after, and what the way back takes out of its error. */
final class RowFigures {

    private static final int COLUMNS = 3;
    /** The width of the names, in percent. */
    private static final double NAMES = 31;
    private static final int STATISTICS = 1;
    private static final int REMOVED = 4;
    private static final int LINES = 7;

    private final GridPane grid = new GridPane();
    private final Label title = new Label();
    private final Label[][] figures = new Label[LINES][COLUMNS];

    RowFigures() {
        grid.getStyleClass().add("figures");
        ColumnConstraints names = new ColumnConstraints();
        names.setPercentWidth(NAMES);
        grid.getColumnConstraints().add(names);
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth((100 - NAMES) / COLUMNS);
            constraints.setHalignment(HPos.RIGHT);
            grid.getColumnConstraints().add(constraints);
        }
        title.getStyleClass().add("figures-title");
        grid.add(title, 0, 0);
        heads(0, "layernorm.x", "layernorm.xhat", "layernorm.y");
        name("layernorm.row.mean", "muted", STATISTICS);
        name("layernorm.row.deviation", "muted", STATISTICS + 1);
        name("layernorm.removed", "figures-title", REMOVED - 1);
        heads(REMOVED - 1, "layernorm.size", "layernorm.share", "layernorm.shareOfAll");
        name("layernorm.removed.mean", "muted", REMOVED);
        name("layernorm.removed.xhat", "muted", REMOVED + 1);
        name("layernorm.removed.both", "muted", REMOVED + 2);
        for (int line : new int[]{STATISTICS, STATISTICS + 1, REMOVED, REMOVED + 1, REMOVED + 2}) {
            for (int column = 0; column < COLUMNS; column++) {
                Label figure = new Label();
                figure.getStyleClass().add("figure");
                figures[line][column] = figure;
                grid.add(figure, column + 1, line);
            }
        }
    }

    private void name(String key, String style, int line) {
        Label name = new Label(Messages.get(key));
        name.getStyleClass().add(style);
        name.setTooltip(new Tooltip(Messages.get(key + ".words")));
        grid.add(name, 0, line);
    }

    private void heads(int line, String... keys) {
        for (int column = 0; column < keys.length; column++) {
            Label head = new Label(Messages.get(keys[column]));
            head.getStyleClass().add("muted");
            head.setTooltip(new Tooltip(Messages.get(keys[column] + ".words")));
            grid.add(head, column + 1, line);
        }
    }

    Region region() {
        return grid;
    }

    /**
     * Shows a row.
     *
     * @param token that stands there
     * @param removedOfAll what is taken out of all rows together
     */
    void show(LayerNormNumbers numbers, int row, String token, Optional<Removed> removedOfAll) {
        title.setText(Messages.get("layernorm.row", token, row));
        spread(0, numbers.input(), row);
        spread(1, numbers.normalized(), row);
        spread(2, numbers.output(), row);
        Optional<Removed> removed = numbers.removed(row);
        line(REMOVED, removed.map(Removed::mean), removed.map(Removed::meanShare),
                removedOfAll.map(Removed::meanShare));
        line(REMOVED + 1, removed.map(Removed::normalized), removed.map(Removed::normalizedShare),
                removedOfAll.map(Removed::normalizedShare));
        line(REMOVED + 2, removed.map(Removed::size), removed.map(Removed::share), removedOfAll.map(Removed::share));
    }

    private void spread(int column, Optional<Matrix> matrix, int row) {
        Optional<Spread> spread = matrix.map(each -> Spread.of(each, row));
        write(STATISTICS, column, spread.map(Spread::mean));
        write(STATISTICS + 1, column, spread.map(Spread::deviation));
    }

    private void line(int line, Optional<Double> size, Optional<Double> share, Optional<Double> shareOfAll) {
        write(line, 0, size);
        writePercent(line, 1, share);
        writePercent(line, 2, shareOfAll);
    }

    private void write(int line, int column, Optional<Double> number) {
        write(line, column, number, "");
    }

    private void writePercent(int line, int column, Optional<Double> share) {
        write(line, column, share.map(each -> 100 * each), " %");
    }

    private void write(int line, int column, Optional<Double> number, String unit) {
        figures[line][column].setText(
                number.filter(each -> !each.isNaN()).map(each -> Numbers.shortly(each) + unit).orElse("–"));
    }
}

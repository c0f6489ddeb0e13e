package org.gradwalk.app.view.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.Derivations.Kept;
import org.gradwalk.app.view.Messages;

/** The lines that a person has kept with what was found of them, the newest first, in a menu. */
final class KeptLines {

    private static final int MOST = 50;

    private final MenuButton button = new MenuButton();
    private final List<Kept> all = new ArrayList<>();
    private final Consumer<String> chosen;
    private final Runnable onChange;

    /**
     * None yet.
     *
     * @param chosen takes a line that somebody wants back
     * @param onChange hears when lines are kept or forgotten
     */
    KeptLines(Consumer<String> chosen, Runnable onChange) {
        this.chosen = chosen;
        this.onChange = onChange;
        button.setTooltip(new Tooltip(Messages.get("derive.kept.tooltip")));
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("kept-button");
        show();
    }

    Region region() {
        return button;
    }

    List<Kept> all() {
        return List.copyOf(all);
    }

    /** Keeps others instead. */
    void set(List<Kept> others) {
        all.clear();
        all.addAll(others.subList(0, Math.min(MOST, others.size())));
        show();
    }

    private static String words(Kept one) {
        return (one.right() ? "✓  " : "✗  ") + one.text() + "   (" + one.node() + ")";
    }

    /** Keeps a line; the same line of the same node is kept once. */
    void keep(String node, String text, boolean right) {
        all.removeIf(one -> one.node().equals(node) && one.text().equals(text));
        all.addFirst(new Kept(node, text, right));
        if (all.size() > MOST) {
            all.removeLast();
        }
        show();
        onChange.run();
    }

    /** The line that was kept so much before another one: nothing after the newest, none before the oldest. */
    Optional<String> before(String text, int further) {
        List<String> lines = all.stream().map(Kept::text).distinct().toList();
        int wanted = lines.indexOf(text) + further;
        return wanted >= lines.size() ? Optional.empty() : Optional.of(wanted < 0 ? "" : lines.get(wanted));
    }

    private void show() {
        button.setText(Messages.get("derive.kept", all.size()));
        button.setDisable(all.isEmpty());
        button.getItems().clear();
        for (Kept one : all) {
            MenuItem item = new MenuItem(words(one));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> chosen.accept(one.text()));
            button.getItems().add(item);
        }
        MenuItem clear = new MenuItem(Messages.get("derive.clear"));
        clear.setOnAction(_ -> {
            all.clear();
            show();
            onChange.run();
        });
        button.getItems().addAll(new SeparatorMenuItem(), clear);
    }
}

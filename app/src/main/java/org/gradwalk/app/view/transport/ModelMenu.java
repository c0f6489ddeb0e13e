package org.gradwalk.app.view.transport;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.RecentFile;
import org.gradwalk.model.gpt.GptConfig;

/** The model's name, with the other models that can be opened under it. */
final class ModelMenu {

    private ModelMenu() {}

    /**
     * The menu.
     *
     * @param offers what comes with the program
     * @param recent files that were open last
     * @param actions opens what is chosen of them, asks for a file, and adapts the model that is open
     */
    static MenuButton of(Offers offers, ObservableList<RecentFile> recent, Actions actions) {
        MenuButton button = new MenuButton();
        button.getStyleClass().add("model-name");
        button.setId("model");
        button.setTooltip(new Tooltip());
        List<MenuItem> samples = new ArrayList<>();
        List<MenuItem> presets = new ArrayList<>();
        for (Opening offer : offers.models()) {
            Runnable open = () -> actions.open(offer);
            switch (offer) {
                case Opening.FromSample(var sample) -> samples.add(item(sample.title(), open));
                case Opening.FromPreset(var preset, long _) -> presets
                        .add(item(words(offer.name(), preset.config()), open));
                case Opening.FromFile _ -> samples.add(item(offer.name(), open));
            }
        }
        addGroup(button, "open.samples", samples);
        addGroup(button, "open.presets", presets);
        addGroup(button, "open.sessions", offers.sessions().stream()
                .map(sample -> item(sample.title(), () -> actions.open(sample))).toList());
        Menu last = new Menu(Messages.get("recent.title"));
        last.setId("recent");
        if (!offers.equals(Offers.NONE)) {
            button.getItems().add(new SeparatorMenuItem());
        }
        button.getItems().add(last);
        recent.addListener((ListChangeListener<RecentFile>) _ -> showRecent(last, recent, actions));
        showRecent(last, recent, actions);
        button.setOnShowing(_ -> actions.lookForRecent());
        for (KeyAction action : List.of(KeyAction.OPEN, KeyAction.ABOUT, KeyAction.ADAPT)) {
            button.getItems().add(item(action.tooltip(), () -> actions.act(action)));
        }
        button.getItems().add(new SeparatorMenuItem());
        for (KeyAction action : List.of(KeyAction.TABLES, KeyAction.LETTERS)) {
            button.getItems().add(item(action.tooltip(), () -> actions.act(action)));
        }
        return button;
    }

    private static void showRecent(Menu menu, List<RecentFile> recent, Actions actions) {
        menu.setDisable(recent.isEmpty());
        menu.getItems().setAll(
                recent.stream().map(file -> item(file.words(), () -> actions.open(file.path()))).toList());
    }

    private static void addGroup(MenuButton button, String title, List<MenuItem> items) {
        if (!items.isEmpty()) {
            MenuItem heading = new MenuItem(Messages.get(title));
            heading.getStyleClass().add("menu-title");
            heading.setDisable(true);
            button.getItems().add(heading);
            button.getItems().addAll(items);
        }
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static String words(String name, GptConfig config) {
        return Messages.get(
                "open.preset", name, config.layers(), config.heads(), config.width(), config.parameterCount());
    }
}

package org.gradwalk.app.view.transport;

import java.util.OptionalLong;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TypedNumber;

/** How many iterations to train on: some usual numbers, any other one, or until it is paused. */
final class RunMenu {

    private static final long[] USUAL = {10, 100, 1000};
    private static final long MOST = 1_000_000_000;
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private RunMenu() {}

    static MenuButton of(Actions actions) {
        MenuButton button = new MenuButton();
        button.setId("run-count");
        button.getStyleClass().add("run-count");
        button.setTooltip(new Tooltip(Messages.get("run.count.tooltip")));
        button.setAccessibleText(Messages.get("run.count.tooltip"));
        for (long number : USUAL) {
            button.getItems().add(item(Messages.get("run.count", number), () -> run(actions, number)));
        }
        button.getItems().addAll(
                other(button, actions), new SeparatorMenuItem(),
                item(KeyAction.RUN_ON.tooltip(), () -> actions.act(KeyAction.RUN_ON)));
        return button;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static CustomMenuItem other(MenuButton button, Actions actions) {
        TextField field = new TextField();
        field.setId("run-count-field");
        field.setPrefColumnCount(7);
        field.setPromptText("412");
        field.setAccessibleText(Messages.get("run.count.other"));
        field.textProperty().addListener((_, _, _) -> field.pseudoClassStateChanged(REFUSED, false));
        field.setTooltip(new Tooltip(Messages.get("run.count.range", MOST)));
        field.setOnAction(_ -> TypedNumber.whole(field.getText(), 1, MOST).ifPresentOrElse(number -> {
            button.hide();
            run(actions, number);
        }, () -> field.pseudoClassStateChanged(REFUSED, true)));
        HBox line = new HBox(8, field, new Label(Messages.get("run.count.other")));
        line.setAlignment(Pos.CENTER_LEFT);
        return new CustomMenuItem(line, false);
    }

    private static void run(Actions actions, long number) {
        actions.execute(new Command.RunOn(OptionalLong.of(number)));
    }
}

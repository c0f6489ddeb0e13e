package org.gradwalk.app.view;

import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.export.PlateName;

/** What can be done with every picture of the window: it is copied, and, where it is one that can be made anew, saved. */
public final class PictureMenu {

    private final ContextMenu menu = new ContextMenu();
    private final MenuItem save = new MenuItem(Messages.get("picture.save"));
    private Optional<PlateName> plate = Optional.empty();

    /** A menu that opens over a picture by itself. */
    public PictureMenu(PictureView view, Actions actions) {
        save.setId("save-picture");
        save.setOnAction(_ -> plate.ifPresent(actions::save));
        save.setVisible(false);
        MenuItem copy = new MenuItem(Messages.get("picture.copyAll", KeyAction.COPY_PICTURE.keyNames().getFirst()));
        copy.setId("copy-picture");
        copy.setOnAction(_ -> {
            view.requestFocus();
            actions.act(KeyAction.COPY_PICTURE);
        });
        menu.getItems().addAll(save, copy);
        view.setOnContextMenuRequested(event -> menu.show(view, event.getScreenX(), event.getScreenY()));
    }

    /** Which picture it is from now on, where it can be saved. */
    public void name(Optional<PlateName> shown) {
        plate = shown;
        save.setVisible(shown.isPresent());
    }

    /** To add what this picture offers beside, and to hide it. */
    ContextMenu menu() {
        return menu;
    }

    /** Takes the menu away. */
    public void hide() {
        menu.hide();
    }
}

package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Value;

/** What menus offer to do to a value by hand; where it cannot be done, the menu says why. */
public final class HandMenu {

    private HandMenu() {}

    /** The items for what was pointed at; none where it is of no value. */
    public static List<MenuItem> of(Snapshot snapshot, Spot pointed, Actions actions) {
        Spot spot = pointed.ofParameter(snapshot.program());
        Optional<Value> value = snapshot.program().value(spot.value());
        List<MenuItem> items = new ArrayList<>();
        value.ifPresent(of -> {
            Optional<String> refusal = ByHand.refusal(snapshot, of);
            MenuItem change = item(
                    Messages.get("hand.change", of.name(), KeyAction.BY_HAND.shortKey()),
                    () -> actions.changeByHand(spot));
            change.setId("hand-change");
            change.setDisable(refusal.isPresent());
            items.add(change);
            refusal.ifPresent(why -> {
                MenuItem reason = item(why, () -> {});
                reason.setId("hand-refusal");
                reason.setDisable(true);
                items.add(reason);
            });
            if (ByHand.canBeFrozen(snapshot, of)) {
                boolean frozen = ByHand.isFrozen(snapshot, of);
                MenuItem freeze = item(
                        Messages.get(frozen ? "hand.thaw" : "hand.freeze", of.name()),
                        () -> actions.execute(new Command.Freeze(of.name(), !frozen)));
                freeze.setId("hand-freeze");
                items.add(freeze);
            }
        });
        return items;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}

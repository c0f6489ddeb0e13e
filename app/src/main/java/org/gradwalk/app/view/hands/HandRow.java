package org.gradwalk.app.view.hands;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.HandSign;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.ByHandWords;
import org.gradwalk.app.view.HandIcon;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.PointRow;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/** A row of the list: what was changed or frozen, and what takes it back. */
final class HandRow {

    private HandRow() {}

    /** A change. What was done to a parameter happened once: undo takes it back. */
    static Region of(ByHand.Deed deed, Program program, Actions actions, Runnable leave) {
        String done = Messages.get(
                "hand.row", ByHandWords.of(deed.value(), deed.change().where()), ByHandWords.done(deed.change()));
        if (deed.iteration().isPresent()) {
            return row(
                    deed.value(), HandSign.CHANGED, done,
                    Messages.get(
                            "hand.once", Long.toString(deed.iteration().getAsLong()),
                            KeyAction.UNDO.keyNames().getFirst()),
                    program, actions).region();
        }
        return row(deed.value(), HandSign.CHANGED, done, Messages.get("hand.always"), program, actions)
                .withRemoving(Messages.get("hand.takeback"), () -> {
                    leave.run();
                    actions.execute(new Command.TakeBack(deed.change()));
                }).region();
    }

    /** A parameter that is frozen. */
    static Region frozen(Value parameter, Program program, Actions actions, Runnable leave) {
        return row(
                parameter, HandSign.FROZEN, Messages.get("hand.row.frozen"), "", program, actions)
                .withRemoving(Messages.get("hand.thaw", parameter.name()), () -> {
                    leave.run();
                    actions.execute(new Command.Freeze(parameter.name(), false));
                }).region();
    }

    private static PointRow row(
            Value value, HandSign sign, String done, String duration, Program program, Actions actions) {
        Label what = PointRow.words("hand-done");
        what.setText(done);
        VBox details = new VBox(what);
        details.getStyleClass().add("point-details");
        if (!duration.isEmpty()) {
            Label howLong = PointRow.words("break-row-hits");
            howLong.setText(duration);
            details.getChildren().add(howLong);
        }
        int place = program.writtenBy(value) < 0 ? program.firstReader(value) : program.writtenBy(value);
        String address = program.nodeOf(program.operations().get(place)).address();
        PointRow row = new PointRow(
                Messages.get("hand.go"), () -> actions.execute(new Command.ToNode(address)), details);
        row.putFirst(HandIcon.of(sign));
        row.setName(value.name());
        return row;
    }
}

package org.gradwalk.app.view.breakpoints;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.Completion;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.NodeExpression;

/**
 * The place where a breakpoint is edited. It says while somebody types what of the condition cannot be read, and which names
 * there are. Enter takes what was typed, where it can be read; Escape leaves the breakpoint as it was.
 */
final class BreakpointEditor {

    private final Label title = new Label();
    /** On which way through the network it stops, where the node is on several. */
    private final FlowPane ways = new FlowPane(10, 4);
    private final TextField condition = new TextField();
    private final Label complaint = new Label();
    private final Label names = new Label();
    private final TextField first = new TextField();
    private final CheckBox enabled = new CheckBox(Messages.get("break.editor.enabled"));
    private final Button done = new Button(Messages.get("break.editor.done"));
    private final VBox box;
    private final Completion completion;
    private final Actions actions;
    private final Runnable leave;
    private Breakpoint edited = Breakpoint.at("");
    /** Of the node that is chosen. */
    private String address = "";
    private Optional<Node> node = Optional.empty();
    private Optional<Program> program = Optional.empty();
    private Names scope = Names.none();

    BreakpointEditor(Actions actions, Runnable leave) {
        this.actions = actions;
        this.leave = leave;
        title.setWrapText(true);
        title.getStyleClass().add("point-editor-title");
        condition.setId("break-condition");
        condition.getStyleClass().add("point-field");
        condition.setPromptText(Messages.get("break.editor.prompt"));
        condition.textProperty().addListener((_, _, _) -> check());
        condition.setOnAction(_ -> take());
        condition.addEventFilter(KeyEvent.KEY_PRESSED, this::completeByTab);
        completion = Completion.ofNames(condition, word -> scope.complete(word));
        complaint.setId("break-complaint");
        complaint.getStyleClass().add("break-row-error");
        names.setId("break-names");
        names.getStyleClass().add("point-names");
        for (Label words : List.of(complaint, names)) {
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            words.managedProperty().bind(words.textProperty().isNotEmpty());
        }
        first.setId("break-first");
        first.getStyleClass().add("point-number");
        first.textProperty().addListener((_, _, _) -> check());
        first.setOnAction(_ -> take());
        enabled.setId("break-heeded");
        Label from = new Label(Messages.get("break.editor.first"));
        from.setMinWidth(Region.USE_PREF_SIZE);
        HBox count = new HBox(6, from, first);
        count.setAlignment(Pos.CENTER_LEFT);
        done.setId("break-done");
        done.setOnAction(_ -> take());
        Button cancel = new Button(Messages.get("break.editor.cancel"));
        cancel.setOnAction(_ -> close());
        HBox buttons = new HBox(6, done, cancel);
        Stream.of(done, cancel).forEach(button -> button.getStyleClass().add("ask-button"));
        ways.setMinWidth(0); // three have no room beside each other
        ways.setPrefWrapLength(0);
        ways.managedProperty().bind(ways.visibleProperty());
        box = new VBox(6, title, ways, condition, complaint, names, count, enabled, buttons);
        box.setId("break-editor");
        box.getStyleClass().add("point-editor");
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
    }

    Region region() {
        return box;
    }

    boolean isOpen() {
        return box.isVisible();
    }

    /** The breakpoint that is edited. */
    Breakpoint edited() {
        return edited;
    }

    /** Opens it for a breakpoint of the list. */
    void open(Breakpoint breakpoint, Program newProgram) {
        edited = breakpoint;
        address = breakpoint.address();
        condition.setText(breakpoint.condition());
        first.setText(Long.toString(breakpoint.firstHit()));
        enabled.setSelected(breakpoint.enabled());
        offerWays(newProgram);
        read(newProgram);
        box.setVisible(true);
        condition.requestFocus();
        condition.end();
    }

    private void offerWays(Program newProgram) {
        String row = BreakpointWords.row(address);
        List<String> all = Stream.of(row, Phase.BACKWARD.address() + "/" + row, Phase.UPDATE.address() + "/" + row)
                .filter(each -> newProgram.node(each).isPresent()).toList();
        ToggleGroup group = new ToggleGroup();
        ways.getChildren().setAll(all.stream().map(each -> way(each, group, newProgram)).toList());
        ways.setVisible(all.size() > 1);
    }

    private RadioButton way(String there, ToggleGroup group, Program newProgram) {
        RadioButton button = new RadioButton(BreakpointWords.phase(there));
        button.setId("break-way-" + BreakpointWords.phase(there));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(group);
        button.setSelected(there.equals(address));
        button.setOnAction(_ -> {
            address = there;
            read(newProgram);
        });
        return button;
    }

    /** Another program has other names. */
    void show(Program newProgram) {
        if (isOpen() && program.filter(newProgram::equals).isEmpty()) {
            read(newProgram);
        }
    }

    private void read(Program newProgram) {
        program = Optional.of(newProgram);
        node = newProgram.node(address);
        title.setText(Messages.get(
                "break.editor.title", BreakpointWords.row(address), BreakpointWords.phase(address)));
        scope = node.map(here -> NodeExpression.names(newProgram, here)).orElseGet(Names::none);
        names.setText(Messages.get("break.editor.names", String.join(
                "  ", Stream.concat(scope.arrays().keySet().stream().sorted(), scope.sizes().keySet().stream().sorted())
                        .toList())));
        check();
    }

    /** Says what is wrong with what is typed; only what can be read is taken. */
    private void check() {
        Optional<String> wrong = wrong();
        complaint.setText(wrong.orElse(""));
        done.setDisable(wrong.isPresent());
    }

    private Optional<String> wrong() {
        if (firstHit().isEmpty()) {
            return Optional.of(Messages.get("break.editor.wrong.first"));
        }
        String text = condition.getText();
        if (node.isEmpty() || program.isEmpty() || text.isBlank()) {
            return Optional.empty();
        }
        try {
            NodeExpression.condition(program.get(), node.get(), text);
            return Optional.empty();
        } catch (UnreadableException unreadable) {
            String remedy = unreadable.remedy().isEmpty()
                    ? ""
                    : Messages.get("break.editor.remedy", unreadable.remedy());
            return Optional.of(Messages.get(
                    "break.editor.wrong", Integer.toString(unreadable.spot().position() + 1), unreadable.sentence(),
                    remedy));
        }
    }

    private OptionalLong firstHit() {
        return TypedNumber.whole(first.getText(), 1, Long.MAX_VALUE);
    }

    private void take() {
        OptionalLong firstHit = firstHit();
        if (!done.isDisabled() && firstHit.isPresent()) {
            Breakpoint old = edited;
            Breakpoint changed = new Breakpoint(
                    address, condition.getText().strip(), firstHit.getAsLong(), enabled.isSelected());
            close();
            actions.changeBreakpoints(list -> BreakpointList.replaced(list, old, changed));
        }
    }

    /** Leaves the breakpoint as it is. */
    void close() {
        box.setVisible(false);
        leave.run();
    }

    private void completeByTab(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShiftDown() && completion.complete()) {
            event.consume();
        }
    }
}

package org.gradwalk.app.view.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Derivations;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.DistancePicture;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.LiveCheck;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.ThreeWay;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** The strip below the stage: whether engine, formula and differences agree, and a place to derive it oneself. */
public final class CheckPanel implements Panel {

    /** A node with more results than this is checked part by part. */
    private static final int MOST_VALUES = 24;

    private static final double DISTANCES_HEIGHT = 156;
    private static final double MARGIN = 16;
    private static final double TITLE = 14;

    private final Label title = new Label(Messages.get("check.title"));
    private final Outcome formula = new Outcome("check-formula");
    private final Outcome differences = new Outcome("check-differences");
    private final ToggleButton derive = new ToggleButton(Messages.get("derive.title"));
    private final ToggleButton distance = new ToggleButton("", new FontIcon(Material2AL.COMPARE));
    private final LinkedPicture distances;
    private final DerivationField derivation;
    private final VBox box;
    private final LiveCheck check;
    private final Runnable leave;
    private final Consumer<String> tell;
    private @Nullable Snapshot shown;
    private @Nullable ViewState now;
    /** Of the node that is shown, also where these are too many to be checked. */
    private List<Value> values = List.of();

    /**
     * The strip.
     *
     * @param leave gives the keys back to the walk
     */
    public CheckPanel(Checker checker, Actions actions, Runnable leave) {
        check = new LiveCheck(checker, this::tell);
        this.leave = leave;
        tell = actions::tell;
        derivation = new DerivationField(checker, actions, leave);
        title.getStyleClass().add("strip-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        derive.setTooltip(new Tooltip(KeyAction.DERIVE.tooltip()));
        derive.setFocusTraversable(false);
        derive.setMinWidth(Region.USE_PREF_SIZE);
        derive.setId("derive");
        derive.setOnAction(_ -> {
            if (derive.isSelected()) {
                nothingToDerive().ifPresent(words -> {
                    derive.setSelected(false);
                    tell.accept(words);
                });
            }
        });
        derive.getStyleClass().add("look-button");
        distance.setTooltip(new Tooltip(Messages.get("check.distance.tooltip")));
        distance.setAccessibleText(Messages.get("check.distance.tooltip"));
        distance.setFocusTraversable(false);
        distance.setMinWidth(Region.USE_PREF_SIZE);
        distance.setId("distance");
        distance.getStyleClass().add("look-button");
        distances = new LinkedPicture(actions);
        distance.selectedProperty().addListener((_, _, drawn) -> {
            if (drawn) {
                derive.setSelected(false); // both would leave the stage no room
                drawDistances();
            } else {
                distances.letGo();
            }
        });
        distances.region().setPrefHeight(DISTANCES_HEIGHT);
        distances.region().setMinHeight(Region.USE_PREF_SIZE);
        distances.region().managedProperty().bind(distance.selectedProperty());
        distances.region().visibleProperty().bind(distance.selectedProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(6, distance, derive);
        buttons.setAlignment(Pos.CENTER_LEFT);
        HBox line = new HBox(12, title, formula.region(), differences.region(), space, buttons);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("check-line");
        derivation.region().managedProperty().bind(derive.selectedProperty());
        derivation.region().visibleProperty().bind(derive.selectedProperty());
        derive.selectedProperty().addListener((_, _, open) -> {
            if (open) {
                distance.setSelected(false);
                derivation.opened();
            } else {
                leave.run();
            }
        });
        box = new VBox(line, distances.region(), derivation.region());
        box.getStyleClass().add("check");
    }

    /** Opens the place to derive, or goes back into it; where there is nothing to derive, says why. */
    public void derive() {
        Optional<String> nothing = derive.isSelected() ? Optional.empty() : nothingToDerive();
        nothing.ifPresentOrElse(tell, () -> {
            derive.setSelected(true);
            derivation.focus();
        });
    }

    private Optional<String> nothingToDerive() {
        return Optional.ofNullable(shown).flatMap(DerivationField::why);
    }

    /** Leaves the place to derive, or closes it where the keys are the walk's already; whether it was open. */
    public boolean release() {
        if (!derive.isSelected()) {
            return false;
        }
        if (derivation.hasFocus()) {
            leave.run();
        } else {
            derive.setSelected(false);
        }
        return true;
    }

    /** What was typed in it so far. */
    public Derivations derivations() {
        return derivation.derivations();
    }

    /** Others than those that were typed so far. */
    public void setDerivations(Derivations others) {
        derivation.setDerivations(others);
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        derivation.show(state);
        now = state;
        Snapshot snapshot = state.snapshot();
        if (shown == null || shown.version() != snapshot.version()) {
            shown = snapshot;
            values = snapshot.node().map(node -> values(snapshot, node)).orElse(List.of());
            check.ask(snapshot, values.size() > MOST_VALUES ? List.of() : values);
            tell();
        } else {
            drawDistances();
        }
    }

    /** Says what is known. */
    private void tell() {
        drawDistances();
        if (check.found().isEmpty()) {
            String key = values.isEmpty()
                    ? "check.nothing"
                    : values.size() > MOST_VALUES ? "check.many" : "check.running";
            formula.show(Outcome.State.NONE, Messages.get(key, values.size(), KeyAction.INSIDE.shortKey()), "");
            differences.hide();
        } else {
            tell(new Findings(check.found(), values.size()));
        }
        check.failure().ifPresent(reason -> formula.show(Outcome.State.WRONG, reason, ""));
    }

    private void tell(Findings findings) {
        Optional<String> changed = changedByHand(findings);
        formula.show(
                findings.formulaState(),
                findings.formula() + changed.map(_ -> " " + Messages.get("check.formula.byhand")).orElse(""),
                findings.formulaDetails() + changed.map(words -> "\n" + words).orElse(""));
        findings.differences().ifPresentOrElse(
                text -> differences.show(findings.differencesState(), text, findings.differencesDetails()),
                differences::hide);
    }

    /** What was changed by hand is held against its formula as it was before that. */
    private Optional<String> changedByHand(Findings findings) {
        Snapshot snapshot = shown;
        return snapshot == null
                ? Optional.empty()
                : findings.known().stream()
                        .flatMap(known -> ByHand.of(snapshot, known.value()).stream())
                        .filter(deed -> deed.iteration().isEmpty())
                        .map(deed -> Messages.get("check.formula.byhand.details", deed.words()))
                        .findFirst();
    }

    /** What the operations of a node have computed; a relabelling computes nothing. */
    private static List<Value> values(Snapshot snapshot, Node node) {
        List<Value> values = new ArrayList<>();
        for (Operation operation : snapshot.program().operations().subList(node.first(), node.end())) {
            if (operation.template() != Template.RELABEL) {
                operation.outputs().stream().map(Operation.Output::value)
                        .filter(value -> snapshot.exists(value) || snapshot.withholds(value))
                        .forEach(values::add);
            }
        }
        return values;
    }

    /** Of the value whose ways lie furthest apart; one of which they disagree before all others. */
    private void drawDistances() {
        ViewState state = now;
        if (state == null || !distance.isSelected()) {
            return;
        }
        Optional<ThreeWay> worst = check.found().stream().max(Comparator.comparing((ThreeWay found) -> !found.agrees())
                .thenComparingDouble(ThreeWay::deviation));
        distances.show((width, height) -> {
            PictureBuilder b = new PictureBuilder();
            worst.ifPresentOrElse(
                    found -> {
                        b.text(MARGIN, TITLE, found.value().name(), Typeface.MONO, 11.5, Ink.FOREGROUND);
                        DistancePicture.draw(
                                b, state, found,
                                new Bounds(MARGIN, TITLE, width - 2 * MARGIN, height - TITLE - 4));
                    },
                    () -> b.message(
                            new Bounds(0, 0, width, height), Messages.get("check.distance.nothing"), Ink.MUTED));
            return b.build(width, height, Messages.get("check.distance.tooltip"));
        }, state);
    }
}

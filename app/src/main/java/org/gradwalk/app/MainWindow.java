package org.gradwalk.app;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Note;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.OpenSession;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Arrangement;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Letters;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Pointing;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.Spot;
import org.gradwalk.app.view.Strip;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.app.view.attention.AttentionPanel;
import org.gradwalk.app.view.breakpoints.BreakpointsPanel;
import org.gradwalk.app.view.check.CheckPanel;
import org.gradwalk.app.view.check.ChecksPanel;
import org.gradwalk.app.view.compare.ComparePanel;
import org.gradwalk.app.view.export.ExportSheet;
import org.gradwalk.app.view.flow.FlowPanel;
import org.gradwalk.app.view.gradients.GradientsPanel;
import org.gradwalk.app.view.hands.HandsPanel;
import org.gradwalk.app.view.keys.KeySheet;
import org.gradwalk.app.view.layernorm.LayerNormPanel;
import org.gradwalk.app.view.lora.LoraSheet;
import org.gradwalk.app.view.outline.OutlinePanel;
import org.gradwalk.app.view.predictions.PredictionsPanel;
import org.gradwalk.app.view.settings.TrainingSheet;
import org.gradwalk.app.view.stage.FormulaText;
import org.gradwalk.app.view.stage.StagePanel;
import org.gradwalk.app.view.stage.StageWords;
import org.gradwalk.app.view.tables.TablesSheet;
import org.gradwalk.app.view.training.IterationBar;
import org.gradwalk.app.view.training.TrainingPanel;
import org.gradwalk.app.view.transport.Player;
import org.gradwalk.app.view.transport.TransportBar;
import org.gradwalk.app.view.watches.WatchesPanel;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Stepper.Move;
import org.jspecify.annotations.Nullable;

/** What stands in the window: the panels, the session behind them, and the keys. */
final class MainWindow implements Actions, Session.Listener, AutoCloseable {

    /** In windows lower than this the drawer is folded at first. */
    private static final double LOW_WINDOW = 920;
    private static final double LEAST_STAGE = 260;
    /** Keys that move a slider that has the focus. */
    private static final Set<KeyCode> SLIDES = EnumSet
            .of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN);
    private static final Set<KeyCode> ENDS = EnumSet.of(KeyCode.HOME, KeyCode.END);

    private final BorderPane root = new BorderPane();
    private final KeySheet keys = new KeySheet();
    private final StackPane contents = new StackPane(root);
    private final LoraSheet lora;
    private final TrainingSheet training;
    private final ExportSheet export;
    private final Scene scene = new Scene(contents);
    private final StatusLine status = new StatusLine();
    private final Question question;
    private final VBox head = new VBox();
    private final Unanswered unanswered = new Unanswered();
    private final Player player = new Player(unanswered::isNone, () -> ask(new Command.Forward(Move.INTO)));
    private final TransportBar transport;
    private final OutlinePanel outline;
    private final BreakpointsPanel breakpoints;
    private final WatchesPanel watches;
    private final HandsPanel hands;
    private final FlowPanel flow;
    private final StagePanel stage;
    private final Copying copying;
    private final Checker checker = new Checker();
    private final CheckPanel check;
    private final Checker allChecker = new Checker();
    private final ChecksPanel checks;
    private final Checker tablesChecker = new Checker();
    private final Checker gradientsChecker = new Checker();
    private final TablesSheet tables;
    private final TabPane inspector;
    private final Map<Tab, Panel> inspected = new HashMap<>();
    private final Drawer drawer;
    private final SplitPane split;
    private final List<Panel> panels;
    private final Session session;
    private final SessionFiles files;
    private final WindowDesk desk;
    private final Pointing pointing = new Pointing();
    private Selection selection = Selection.NONE;
    /** Whether the key that is down was one of the walk's. */
    private boolean taken;
    private @Nullable Snapshot snapshot;
    /** What is to be said of it. */
    private Optional<String> reason = Optional.empty();
    private Letters letters = Letters.PLAIN;
    /** The moment whose results somebody has asked for, where results are hidden. */
    private long revealed = -1;

    /**
     * Opens a walk.
     *
     * @throws RefusedException if the model cannot read the text
     */
    MainWindow(Model model, String text, Offers offers) throws RefusedException {
        session = new Session(model, text, this);
        outline = new OutlinePanel(this);
        question = new Question(outline::focus);
        files = new SessionFiles(session::save, this::desk, this::execute, status, question);
        transport = new TransportBar(this, player, offers, files.recent().all());
        transport.busyProperty().bind(unanswered.lateProperty());
        breakpoints = new BreakpointsPanel(this, outline::focus);
        watches = new WatchesPanel(this, outline::focus);
        hands = new HandsPanel(this, outline::focus);
        stage = new StagePanel(this);
        copying = new Copying(stage, pointing, status);
        stage.hidingProperty().addListener((_, _, _) -> {
            revealed = -1;
            refresh();
        });
        AttentionPanel attention = new AttentionPanel(this);
        GradientsPanel gradients = new GradientsPanel(gradientsChecker, this);
        LayerNormPanel layerNorm = new LayerNormPanel(this);
        PredictionsPanel predictions = new PredictionsPanel(this);
        checks = new ChecksPanel(allChecker, this);
        ComparePanel compare = new ComparePanel(this);
        IterationBar iterations = new IterationBar(this);
        flow = new FlowPanel(this);
        check = new CheckPanel(checker, this, outline::focus);
        desk = new WindowDesk(session, check);
        tables = new TablesSheet(tablesChecker, this, outline::focus);
        lora = new LoraSheet(this, outline::focus);
        training = new TrainingSheet(this, this::limitHistory, outline::focus);
        export = new ExportSheet(unanswered::isNone, status::tell, outline::focus);
        contents.getChildren().addAll(tables.region(), lora.region(), training.region(), export.region(),
                keys.region(), question.region());
        panels = List.of(
                transport, outline, breakpoints, watches, hands, flow, stage, check, lora, training, iterations);
        root.getStyleClass().add("window");
        head.getChildren().setAll(transport.region(), desk.about().region());
        root.setTop(head);
        inspector = new TabPane(
                tab("tab.attention", attention), tab("tab.layernorm", layerNorm), tab("tab.gradients", gradients),
                tab("tab.predictions", predictions), tab("tab.checks", checks));
        inspector.getStyleClass().add("inspector");
        inspector.getSelectionModel().selectedItemProperty().addListener((_, hidden, _) -> {
            Optional.ofNullable(inspected.get(hidden)).ifPresent(Panel::letGo);
            refresh();
        });
        VBox walked = new VBox(flow.region(), stage.region(), check.region());
        VBox.setVgrow(stage.region(), Priority.ALWAYS);
        walked.setMinHeight(LEAST_STAGE);
        drawer = new Drawer(walked, this::refresh);
        drawer.add("drawer.training", new TrainingPanel(this));
        drawer.add("drawer.compare", compare);
        drawer.addToLine(iterations.region());
        VBox left = new VBox(outline.region(), breakpoints.region(), watches.region(), hands.region());
        VBox.setVgrow(outline.region(), Priority.ALWAYS);
        split = new SplitPane(left, drawer.region(), inspector);
        root.setCenter(split);
        root.setBottom(status.region());
        DroppedFile.accept(root, file -> files.open(file));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> {
            if (scene.getFocusOwner() instanceof Slider && ENDS.contains(event.getCode())) {
                event.consume(); // the walk has gone there when it was pressed; a slider goes when it is released
            }
        });
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (taken) {
                event.consume(); // the letter of a key that has just opened a field does not belong into it
            } else if (event.getCharacter().equals("?") && !isWriting() && !isSheetOpen()) {
                act(KeyAction.KEYS); // which key that is differs from keyboard to keyboard
            }
        });
        rememberChoices();
        Platform.runLater(outline::focus); // the keys are the walk's, not the text's
    }

    private Tab tab(String key, Panel panel) {
        Tab tab = new Tab(Messages.get(key), panel.region());
        tab.setClosable(false);
        tab.setId(key);
        inspected.put(tab, panel);
        return tab;
    }

    /**
     * Shows the walk.
     *
     * @param saved with which it goes on; none to begin at its start
     * @param file from which the session or the model was read
     */
    void begin(Optional<SavedSession> saved, Optional<Path> file) {
        file.ifPresent(files.recent()::add);
        saved.ifPresentOrElse(known -> files.resume(known, file), () -> ask(new Command.Pause()));
    }

    /** Keeps the walk in a folder for the case of a crash, and offers what was left there. */
    void keepIn(RecoveryFolder folder) {
        head.getChildren().add(1, files.keepIn(folder).region());
    }

    /** What of the window comes back with a session. */
    private void rememberChoices() {
        Choices choices = desk.choices();
        choices.add("tab", () -> inspector.getSelectionModel().getSelectedItem().getId(), this::chooseTab);
        choices.add("flow.folded", flow.foldedProperty());
        Stream.concat(panels.stream(), inspected.values().stream()).forEach(panel -> panel.remember(choices));
        drawer.remember(choices);
        SelectionChoices.add(choices, () -> selection, this::select);
    }

    private void chooseTab(String id) {
        inspector.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst()
                .ifPresent(inspector.getSelectionModel()::select);
    }

    /** Arranges the window; in its size from the first layout on, dividers stay where they are put. */
    void arrange(WindowState state) {
        contents.setPrefSize(state.width(), state.height());
        Arrangement arrangement = state.arrangement();
        split.setDividerPositions(arrangement.outlineEnd(), arrangement.inspectorStart());
        chooseTab(arrangement.tab());
        flow.foldedProperty().set(arrangement.flowFolded());
        drawer.arrange(
                arrangement.drawerStart(),
                Objects.requireNonNullElse(arrangement.drawerFolded(), state.height() < LOW_WINDOW));
        transport.stepsPerSecondProperty().set(arrangement.stepsPerSecond());
        letters = arrangement.letters();
        files.recent().set(arrangement.recent());
        training.setHistory(arrangement.historyMegabytes());
        strips().filter(strip -> arrangement.openStrips().contains(strip.id())).forEach(Strip::unfold);
        if (!arrangement.exportFolder().isEmpty()) {
            export.setFolder(arrangement.exportFolder());
        }
        refresh();
    }

    private Stream<Strip> strips() {
        return Stream.of(breakpoints.strip(), watches.strip(), hands.strip());
    }

    /** How the window is arranged now. */
    Arrangement arrangement() {
        double[] dividers = split.getDividerPositions();
        return new Arrangement(
                dividers[0], dividers[1], inspector.getSelectionModel().getSelectedItem().getId(),
                flow.foldedProperty().get(), drawer.isFolded(), drawer.start(),
                transport.stepsPerSecondProperty().get(), letters, export.folder(), training.history(),
                files.recent().paths(),
                strips().filter(Strip::isOpen).map(Strip::id).collect(Collectors.toSet()));
    }

    Scene scene() {
        return scene;
    }

    private void onKey(KeyEvent event) {
        boolean writing = isWriting();
        boolean presses = scene.getFocusOwner() instanceof ButtonBase && event.getCode() == KeyCode.SPACE;
        boolean slides = scene.getFocusOwner() instanceof Slider && SLIDES.contains(event.getCode());
        if (presses || slides || isSheetOpen()) {
            taken = false;
            return;
        }
        Optional<KeyAction> known = KeyAction.of(event, writing);
        taken = known.isPresent();
        known.ifPresent(action -> {
            event.consume();
            act(action);
        });
    }

    private boolean isWriting() {
        return scene.getFocusOwner() instanceof TextInputControl field && field.isEditable();
    }

    /** Whether a sheet lies over the window that has keys of its own. */
    private boolean isSheetOpen() {
        return question.isShown() || lora.isShown() || training.isShown() || export.isShown();
    }

    @Override
    public void act(KeyAction action) {
        transport.light(action);
        switch (action) {
            case OVER -> stepOn(Move.OVER);
            case INTO -> stepOn(Move.INTO);
            case OUT -> stepOn(Move.OUT);
            case BACK_OVER -> execute(new Command.Back(Move.OVER));
            case BACK_INTO -> execute(new Command.Back(Move.INTO));
            case BACK_OUT -> execute(new Command.Back(Move.OUT));
            case INSIDE -> execute(new Command.Inside());
            case TO_START -> execute(new Command.ToStart());
            case TO_END -> execute(new Command.ToEnd());
            case RUN -> execute(new Command.RunIteration());
            case TO_LOSS -> execute(new Command.ToLoss());
            case RUN_ON -> runOn();
            case ITERATION_BEFORE -> execute(new Command.OtherIteration(-1));
            case ITERATION_AFTER -> execute(new Command.OtherIteration(1));
            case BREAKPOINT -> toggleBreakpoint();
            case WATCH -> watches.add();
            case BY_HAND -> changeByHand();
            case RESET -> execute(new Command.Reset());
            case UNDO -> execute(new Command.Undo());
            case PLAY -> play();
            case HEAD_BEFORE -> moveHead(-1);
            case HEAD_AFTER -> moveHead(1);
            case SEQUENCE_BEFORE -> select(held -> held.withSequence(held.sequence() - 1));
            case SEQUENCE_AFTER -> select(held -> held.withSequence(held.sequence() + 1));
            case LOOK -> look();
            case EXPLAIN -> stage.toggleDerivation();
            case HIDE -> stage.toggleHiding();
            case SHOW -> showResult();
            case CHECK_ALL -> checkAll();
            case COPY_LATEX -> copying.formulas(FormulaText.LATEX);
            case COPY_NUMPY -> copying.formulas(FormulaText.NUMPY);
            case COPY_NUMBERS -> copying.numbers();
            case COPY_PICTURE -> copying.picture(scene.getFocusOwner());
            case PIN -> {
                drawer.open();
                execute(new Command.Pin());
            }
            case LETTERS -> switchLetters();
            case TABLES -> tables.toggle();
            case DERIVE -> check.derive();
            case RELEASE -> release();
            case ADAPT -> {
                player.pause();
                lora.open();
            }
            case TRAINING -> {
                player.pause();
                if (snapshot != null && snapshot.isRunning()) {
                    ask(new Command.Pause());
                }
                training.open();
            }
            case EXPORT -> {
                player.pause();
                keys.hide();
                export.open();
            }
            case OPEN -> files.choose(scene.getWindow());
            case SAVE -> files.save(scene.getWindow());
            case SAVE_AS -> files.saveAs(scene.getWindow());
            case ABOUT -> {
                if (!desk.about().toggle()) {
                    status.tell(Messages.get("about.nothing"));
                }
            }
            case RECENT -> transport.offerRecent();
            case TEXT -> transport.editText();
            case KEYS -> keys.toggle();
            case THEME -> switchTheme();
            case QUIT -> quit();
        }
    }

    /** Closes the window; where something would be lost, it is asked for first. */
    void quit() {
        player.pause();
        if (snapshot != null && snapshot.isRunning()) {
            ask(new Command.Pause()); // or it would do more while it is asked, and while it is saved
        }
        files.quit(scene.getWindow(), scene.getWindow()::hide);
    }

    /** At the row that the keyboard has chosen, else at the node of the cursor. */
    private void toggleBreakpoint() {
        Optional<Node> node = outline.chosen().or(() -> Optional.ofNullable(snapshot).flatMap(Snapshot::node));
        node.map(Node::address).ifPresentOrElse(
                address -> changeBreakpoints(list -> BreakpointList.toggled(list, address)),
                () -> status.tell(Messages.get("break.nowhere")));
    }

    @Override
    public void changeBreakpoints(UnaryOperator<List<Breakpoint>> change) {
        List<Breakpoint> before = session.breakpoints().all();
        session.breakpoints().set(change.apply(before));
        breakpoints.changedFrom(before);
        changed();
        refresh();
    }

    @Override
    public void editBreakpoint(String address) {
        if (session.breakpoints().all().stream().noneMatch(each -> each.address().equals(address))) {
            changeBreakpoints(list -> BreakpointList.toggled(list, address));
        }
        breakpoints.edit(address);
    }

    @Override
    public void changeWatches(UnaryOperator<List<Watch>> change) {
        session.watches().set(change.apply(session.watches().all()));
        changed();
        session.measureWatches();
    }

    /** What is pointed at, else what the row yields that the keyboard has chosen, else the node of the cursor. */
    private void changeByHand() {
        pointing.spot().or(() -> outline.chosenValue().or(this::lastValue).map(value -> Spot.of(value.name())))
                .ifPresentOrElse(this::changeByHand, () -> status.tell(Messages.get("hand.nothing")));
    }

    private Optional<Value> lastValue() {
        return Optional.ofNullable(snapshot).flatMap(moment -> moment.node()
                .map(node -> moment.program().operations().get(node.end() - 1).result().value()));
    }

    @Override
    public void changeByHand(Spot spot) {
        player.pause();
        hands.open(spot);
    }

    /** Goes on, or pauses what goes on. */
    private void runOn() {
        boolean running = snapshot != null && snapshot.isRunning();
        execute(running ? new Command.Pause() : new Command.RunOn(OptionalLong.empty()));
    }

    private void play() {
        if (snapshot != null && snapshot.isRunning()) {
            runOn();
        } else {
            player.toggle();
        }
    }

    /** Where there is nothing to look at, the button cannot be pressed, and the key says why. */
    private void look() {
        Optional<String> nothing = Optional.ofNullable(snapshot).map(this::asked).flatMap(StageWords::nothingToLookAt);
        nothing.ifPresentOrElse(status::tell, stage::toggleLook);
    }

    /** What is hidden on the stage is shown before the walk leaves it. */
    private void stepOn(Move move) {
        if (snapshot != null && asked(snapshot).isWithheld()) {
            player.pause();
            showResult();
        } else {
            execute(new Command.Forward(move));
        }
    }

    private void showResult() {
        if (snapshot != null) {
            revealed = snapshot.version();
            sayWhyItStops();
            refresh();
        }
    }

    /** Where nothing has been computed there is nothing to check, and the panel stays as it is. */
    private void checkAll() {
        if (snapshot == null || snapshot.position().operations() == 0) {
            status.tell(Messages.get("checks.none", KeyAction.OVER.shortKey(), KeyAction.TO_LOSS.shortKey()));
            return;
        }
        inspected.forEach((tab, panel) -> {
            if (panel.equals(checks)) {
                inspector.getSelectionModel().select(tab);
            }
        });
        checks.toggle();
    }

    @Override
    public void open(Opening model) {
        files.open(model);
    }

    @Override
    public void open(SampleSession sample) {
        files.open(sample);
    }

    SessionFiles files() {
        return files;
    }

    private void switchTheme() {
        Theme.of(scene).other().applyTo(scene);
        refresh();
    }

    private void switchLetters() {
        letters = letters.other();
        refresh();
    }

    /**
     * Ends what is under way. Closes the sheet of keys, or the tables; where there is none, leaves the place to derive; where that is closed too,
     * lets go of the selection but not of the head, and of a message.
     */
    private void release() {
        boolean running = snapshot != null && snapshot.isRunning();
        if (files.cancel()) {
            return;
        }
        if (running || !unanswered.isNone()) {
            execute(new Command.Pause());
        } else if (keys.isShown()) {
            keys.hide();
        } else if (tables.isShown()) {
            tables.hide();
        } else if (desk.about().isShown()) {
            desk.about().hide();
        } else if (!check.release()) {
            status.clear();
            select(held -> Selection.NONE.withHead(held.head()));
        }
    }

    private void moveHead(int step) {
        select(held -> held.withHead(held.head() + step));
    }

    /** What a person asks for ends playing. */
    @Override
    public void execute(Command command) {
        player.pause();
        if (command instanceof Command.RunOn) {
            drawer.offer(); // the charts of what is trained
        }
        ask(command);
    }

    private void limitHistory(long bytes) {
        session.setHistoryBytes(bytes);
    }

    private void ask(Command command) {
        files.asked(command);
        unanswered.asked();
        session.execute(command);
    }

    @Override
    public void select(UnaryOperator<Selection> change) {
        selection = change.apply(selection);
        if (snapshot != null) {
            selection = selection.within(snapshot.program().extent());
        }
        refresh();
    }

    @Override
    public void save(PlateName plate) {
        player.pause();
        export.open(plate);
    }

    @Override
    public void changed() {
        files.worked();
    }

    @Override
    public void open(Path file) {
        files.open(file);
    }

    @Override
    public void lookForRecent() {
        files.recent().look();
    }

    @Override
    public void tell(String sentence) {
        status.tell(sentence);
    }

    @Override
    public Pointing pointing() {
        return pointing;
    }

    @Override
    public void show(Snapshot newSnapshot) {
        Optional<String> words = StatusWords.of(newSnapshot);
        Platform.runLater(() -> {
            unanswered.answered();
            showNow(newSnapshot, words);
            if (desk.lay()) {
                refresh(); // which may unfold what was folded
            }
            files.done();
        });
    }

    @Override
    public void follow(Snapshot newSnapshot) {
        Optional<String> words = StatusWords.of(newSnapshot);
        Platform.runLater(() -> {
            files.worked();
            showNow(newSnapshot, words);
        });
    }

    @Override
    public void opened(OpenSession other) {
        Platform.runLater(() -> {
            files.opened(other);
            desk.opened(other.desk());
        });
    }

    private Desk desk() {
        return desk.now();
    }

    @Override
    public void watched() {
        Platform.runLater(this::refresh);
    }

    @Override
    public void replaying(long done, long of) {
        Platform.runLater(() -> status.tell(Messages.get("status.replaying", done, of)));
    }

    /**
     * Shows a moment of a walk, on the JavaFX thread.
     *
     * @param words what is to be said of it for as long as it lasts
     */
    void showNow(Snapshot newSnapshot, Optional<String> words) {
        if (snapshot == null || Stopped.isNew(snapshot, newSnapshot)) {
            selection = Stopped.select(selection, newSnapshot);
        }
        snapshot = newSnapshot;
        reason = words;
        selection = selection.within(newSnapshot.program().extent());
        if (newSnapshot.next().isEmpty() || newSnapshot.stop().isPresent() || newSnapshot.hit().isPresent()) {
            player.pause();
        }
        sayWhyItStops();
        refresh();
    }

    /** What was said of another moment goes. */
    private void sayWhyItStops() {
        reason.ifPresentOrElse(status::keep, status::clear);
    }

    /** Styles and lays out all that is shown, in a window or out of one. */
    void layOut() {
        contents.applyCss();
        contents.resize(contents.getPrefWidth(), contents.getPrefHeight());
        contents.layout();
    }

    @Override
    public void refuse(RefusedException refused) {
        Platform.runLater(() -> {
            unanswered.answered();
            files.refused();
            player.pause();
            transport.refused();
            status.complain(Messages.get(refused.key(), refused.arguments()), refused.details());
            if (snapshot == null) {
                ask(new Command.Pause()); // what was to be shown first is not there
            }
        });
    }

    @Override
    public void fail(RefusedException reason) {
        Platform.runLater(
                () -> status.complain(Messages.get(reason.key(), reason.arguments()), reason.details()));
    }

    @Override
    public void note(Note note) {
        Object[] arguments = note.arguments().stream()
                .map(argument -> argument instanceof Double number ? Numbers.shortly(number) : argument).toArray();
        Platform.runLater(() -> status.tell(Messages.get(note.key(), arguments)));
    }

    /** A moment without the results that are hidden. */
    private Snapshot asked(Snapshot moment) {
        boolean hidden = stage.hidingProperty().get() && revealed != moment.version();
        return hidden ? moment.withheld() : moment;
    }

    /** Of the inspector only what can be seen is brought up to date. */
    private void refresh() {
        if (snapshot != null) {
            ChartTheme theme = ChartTheme.valueOf(Theme.of(scene).name());
            ViewState asked = new ViewState(
                    asked(snapshot), selection, theme, letters.notation(snapshot.model().config()))
                    .withPoints(BreakpointList.of(session.breakpoints(), snapshot.program()),
                            session.watches().readings());
            panels.forEach(panel -> panel.show(asked));
            drawer.show(asked);
            tables.show(asked);
            export.show(asked);
            Optional.ofNullable(inspected.get(inspector.getSelectionModel().getSelectedItem()))
                    .ifPresent(panel -> panel.show(asked));
        }
    }

    @Override
    public void close() {
        player.pause();
        export.stopWriting();
        files.close();
        session.close();
        checker.close();
        allChecker.close();
        tablesChecker.close();
        gradientsChecker.close();
    }
}

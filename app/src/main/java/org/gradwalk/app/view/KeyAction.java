package org.gradwalk.app.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/** Everything that can be done with a key, with the keys for it; the first is the one that is shown. */
public enum KeyAction {
    OVER(Group.WALK, key(KeyCode.F10), key(KeyCode.O), key(KeyCode.PAGE_DOWN)),
    INTO(Group.WALK, key(KeyCode.F11), key(KeyCode.I)),
    OUT(Group.WALK, key(KeyCode.F12), key(KeyCode.U)),
    BACK_OVER(Group.WALK, shift(KeyCode.F10), shift(KeyCode.O), key(KeyCode.PAGE_UP)),
    BACK_INTO(Group.WALK, shift(KeyCode.F11), shift(KeyCode.I)),
    BACK_OUT(Group.WALK, shift(KeyCode.F12), shift(KeyCode.U)),
    INSIDE(Group.WALK, key(KeyCode.G), shortcut(KeyCode.F11)),
    TO_START(Group.WALK, key(KeyCode.HOME)),
    TO_LOSS(Group.WALK, key(KeyCode.L)),
    TO_END(Group.WALK, key(KeyCode.END)),
    PLAY(Group.RUN, key(KeyCode.SPACE)),
    RUN(Group.RUN, key(KeyCode.F5), key(KeyCode.R)),
    RUN_ON(Group.RUN, key(KeyCode.F8), key(KeyCode.P)),
    ITERATION_BEFORE(Group.RUN, key(KeyCode.COMMA)),
    ITERATION_AFTER(Group.RUN, key(KeyCode.PERIOD)),
    TRAINING(Group.RUN, key(KeyCode.M)),
    RESET(Group.RUN, shift(KeyCode.F5)),
    BREAKPOINT(Group.POINTS, key(KeyCode.F9), key(KeyCode.B)),
    WATCH(Group.POINTS, key(KeyCode.V)),
    BY_HAND(Group.POINTS, key(KeyCode.Z)),
    HEAD_BEFORE(Group.SELECTION, key(KeyCode.OPEN_BRACKET)),
    HEAD_AFTER(Group.SELECTION, key(KeyCode.CLOSE_BRACKET)),
    SEQUENCE_BEFORE(Group.SELECTION, shift(KeyCode.OPEN_BRACKET)),
    SEQUENCE_AFTER(Group.SELECTION, shift(KeyCode.CLOSE_BRACKET)),
    LOOK(Group.SELECTION, key(KeyCode.W)),
    EXPLAIN(Group.SELECTION, key(KeyCode.E)),
    HIDE(Group.SELECTION, key(KeyCode.H)),
    SHOW(Group.SELECTION, key(KeyCode.S)),
    COPY_LATEX(Group.SELECTION, key(KeyCode.Y)),
    COPY_NUMPY(Group.SELECTION, shift(KeyCode.Y)),
    COPY_NUMBERS(Group.SELECTION, shortcut(KeyCode.C)),
    COPY_PICTURE(Group.SELECTION, key(KeyCode.C, KeyCombination.SHIFT_DOWN, KeyCombination.SHORTCUT_DOWN)),
    PIN(Group.WINDOW, key(KeyCode.J)),
    LETTERS(Group.WINDOW, key(KeyCode.N)),
    TABLES(Group.WINDOW, key(KeyCode.T)),
    DERIVE(Group.SELECTION, key(KeyCode.D)),
    CHECK_ALL(Group.WINDOW, key(KeyCode.C)),
    RELEASE(Group.SELECTION, key(KeyCode.ESCAPE)),
    OPEN(Group.WINDOW, shortcut(KeyCode.O)),
    ABOUT(Group.WINDOW, shift(KeyCode.F1)),
    RECENT(Group.WINDOW, key(KeyCode.O, KeyCombination.SHIFT_DOWN, KeyCombination.SHORTCUT_DOWN)),
    TEXT(Group.WINDOW, shortcut(KeyCode.E)),
    ADAPT(Group.WINDOW, key(KeyCode.A)),
    SAVE(Group.WINDOW, shortcut(KeyCode.S)),
    SAVE_AS(Group.WINDOW, key(KeyCode.S, KeyCombination.SHIFT_DOWN, KeyCombination.SHORTCUT_DOWN)),
    EXPORT(Group.WINDOW, key(KeyCode.X)),
    UNDO(Group.WINDOW, shortcut(KeyCode.Z)),
    KEYS(Group.WINDOW, key(KeyCode.F1)),
    THEME(Group.WINDOW, shortcut(KeyCode.T)),
    QUIT(Group.WINDOW, shortcut(KeyCode.Q));

    /** What belongs together on the sheet of keys. */
    public enum Group {
        WALK,
        RUN,
        POINTS,
        SELECTION,
        WINDOW;

        /** What it is called, in words. */
        public String words() {
            return Messages.get("keys." + name().toLowerCase(Locale.ROOT));
        }
    }

    private final Group group;
    private final List<KeyCodeCombination> keys;

    KeyAction(Group group, KeyCodeCombination... keys) {
        this.group = group;
        this.keys = List.of(keys);
    }

    /** What it belongs to. */
    public Group group() {
        return group;
    }

    private static KeyCodeCombination key(KeyCode code, Modifier... modifiers) {
        return new KeyCodeCombination(code, modifiers);
    }

    private static KeyCodeCombination shift(KeyCode code) {
        return key(code, KeyCombination.SHIFT_DOWN);
    }

    private static KeyCodeCombination shortcut(KeyCode code) {
        return key(code, KeyCombination.SHORTCUT_DOWN);
    }

    /**
     * The action of a key event.
     *
     * @param writing whether a text field has the focus: then letters, space, page keys, Home and End are its own
     */
    public static Optional<KeyAction> of(KeyEvent event, boolean writing) {
        for (KeyAction action : values()) {
            for (KeyCodeCombination combination : action.keys) {
                boolean textKey = !combination.getCode().isFunctionKey()
                        && combination.getShortcut() != KeyCombination.ModifierValue.DOWN;
                boolean ofField = writing && (action == UNDO || action == COPY_NUMBERS);
                if (combination.match(event) && !(writing && textKey) && !ofField) {
                    return Optional.of(action);
                }
            }
        }
        return Optional.empty();
    }

    /** All keys, as they are shown. */
    public List<String> keyNames() {
        return keys.stream().map(KeyCodeCombination::getDisplayText).toList();
    }

    /** The first key, as short as a button wants it. */
    public String shortKey() {
        return keyNames().getFirst().replace("Shift+", "⇧");
    }

    /** What it does, in words. */
    public String words() {
        return Messages.get("action." + name().toLowerCase(Locale.ROOT));
    }

    /** What a tooltip says: the words and the key. */
    public String tooltip() {
        return words() + "  (" + keyNames().getFirst() + ")";
    }
}

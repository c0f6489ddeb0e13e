package org.gradwalk.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.view.Theme;

/** What is wrong with the layout of a window, seen from its nodes, its pictures and its pixels. */
public final class LayoutFaults {

    private static final double TOLERANCE = 1;
    private static final double LEAST_CONTRAST = 4.5;
    /** Texts of a picture may touch, since line heights hold more than the letters. */
    private static final double TEXT_OVERLAP = 2;

    private final Scene scene;
    private final WritableImage pixels;
    private final List<String> faults = new ArrayList<>();

    private LayoutFaults(Scene scene) {
        this.scene = scene;
        pixels = scene.snapshot(null);
    }

    /** All faults of a scene, each in words; on the JavaFX thread. */
    static List<String> of(Scene scene) {
        return of(scene, scene.getRoot());
    }

    /** The faults of a part of a scene, such as what is laid over the rest. */
    static List<String> of(Scene scene, Node part) {
        LayoutFaults found = new LayoutFaults(scene);
        found.visit(part);
        return found.faults;
    }

    private void visit(Node node) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && isInside(labeled)) {
            checkText(labeled);
        }
        if (node instanceof PictureView view) {
            Picture picture = view.pictureProperty().get();
            if (picture != null) {
                faults.addAll(of(picture, ChartTheme.valueOf(Theme.of(scene).name())));
            }
        }
        if (node instanceof Parent parent) {
            checkChildren(parent);
            parent.getChildrenUnmodifiable().forEach(this::visit);
        }
    }

    /** Cells of a list that is scrolled may be cut by its edge; they are left out. */
    private boolean isInside(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (above instanceof IndexedCell<?> cell && cell.getParent() != null) {
                Bounds list = clip(cell);
                Bounds own = node.localToScene(node.getLayoutBounds());
                return list.contains(own);
            }
        }
        return true;
    }

    private static Bounds clip(Node cell) {
        Node above = cell;
        while (above.getParent() != null && !above.getStyleClass().contains("virtual-flow")) {
            above = above.getParent();
        }
        return above.localToScene(above.getLayoutBounds());
    }

    private void checkText(Labeled labeled) {
        String text = labeled.getText();
        if (text == null || text.isEmpty()) {
            return;
        }
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text shown && shown.getStyleClass().contains("text")) {
                checkHidden(labeled, shown);
                if (!shown.getText().equals(text) && !labeled.isWrapText()) {
                    fault("is cut", labeled, shown.getText());
                }
                if (shown.getText().endsWith("...") && !text.endsWith("...")) {
                    fault("is cut", labeled, shown.getText());
                }
                checkContrast(labeled, shown);
            }
        }
    }

    /** By the edge of something that it lies in. */
    private void checkHidden(Labeled labeled, Text shown) {
        Rectangle2D box = rectangle(shown.localToScene(shown.getLayoutBounds()));
        for (Node above = labeled.getParent(); above != null; above = above.getParent()) {
            if (above.getClip() != null
                    && !holds(rectangle(above.localToScene(above.getClip().getBoundsInParent())), box)) {
                fault("is hidden by the edge of " + above.getStyleClass(), labeled, "");
            }
        }
    }

    /** Against the colour that most pixels around the letters have. What cannot be used may be pale. */
    private void checkContrast(Labeled labeled, Text shown) {
        if (labeled.isDisabled() || !(shown.getFill() instanceof Color ink)) {
            return;
        }
        Bounds b = shown.localToScene(shown.getLayoutBounds());
        Map<Color, Integer> counts = new HashMap<>();
        for (int y = (int) b.getMinY() - 2; y < b.getMaxY() + 2; y++) {
            for (int x = (int) b.getMinX() - 2; x < b.getMaxX() + 2; x++) {
                if (x >= 0 && y >= 0 && x < pixels.getWidth() && y < pixels.getHeight()) {
                    counts.merge(pixels.getPixelReader().getColor(x, y), 1, Integer::sum);
                }
            }
        }
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).ifPresent(ground -> {
            double contrast = Contrast.of(ink, ground.getKey());
            if (contrast < LEAST_CONTRAST) {
                fault("has a contrast of " + contrast, labeled, shown.getText());
            }
        });
    }

    private void checkChildren(Parent parent) {
        List<Node> shown = parent.getChildrenUnmodifiable().stream()
                .filter(child -> child.isVisible() && child.isManaged())
                .toList();
        if (parent instanceof HBox || parent instanceof VBox) {
            Rectangle2D room = rectangle(parent.getLayoutBounds());
            for (Node child : shown) {
                if (!holds(room, rectangle(child.getBoundsInParent()))) {
                    fault("is outside of its parent", child, child.getBoundsInParent().toString());
                }
            }
            for (int i = 0; i < shown.size(); i++) {
                for (int j = i + 1; j < shown.size(); j++) {
                    Rectangle2D a = layout(shown.get(i));
                    if (overlap(a, layout(shown.get(j)), TOLERANCE)) {
                        fault("overlaps " + name(shown.get(j)), shown.get(i), "");
                    }
                }
            }
        }
        for (Node child : shown) {
            if (child instanceof ScrollBar bar && bar.getOrientation() == Orientation.HORIZONTAL
                    && bar.getVisibleAmount() < bar.getMax()) {
                fault("scrolls sideways", parent, "");
            }
        }
    }

    /** Something written in a picture. */
    private record Writing(String text, Rectangle2D box) {}

    /** All faults of a picture, each in words. */
    public static List<String> of(Picture picture, ChartTheme theme) {
        List<String> faults = new ArrayList<>();
        List<Writing> writings = new ArrayList<>();
        for (Mark mark : picture.marks()) {
            if (mark instanceof Mark.Text text && !text.text().isBlank()) {
                writings.add(new Writing("\"" + text.text() + "\"", box(text)));
                double contrast = Contrast.of(
                        colour(theme.colour(text.ink())), colour(theme.colour(Ink.BACKGROUND)));
                if (contrast < LEAST_CONTRAST) {
                    faults.add(picture.title() + ": \"" + text.text() + "\" has a contrast of " + contrast);
                }
            } else if (mark instanceof Mark.Formula formula) {
                writings.add(new Writing(
                        "formula at " + formula.x(),
                        new Rectangle2D(
                                formula.x(), formula.y(), formula.formula().width(), formula.formula().height())));
            }
        }
        Rectangle2D all = new Rectangle2D(0, 0, picture.width(), picture.height());
        for (int i = 0; i < writings.size(); i++) {
            Writing writing = writings.get(i);
            if (!holds(all, writing.box)) {
                faults.add(picture.title() + ": " + writing.text + " leaves the picture at " + writing.box);
            }
            for (Writing other : writings.subList(i + 1, writings.size())) {
                if (overlap(writing.box, other.box, TEXT_OVERLAP)) {
                    faults.add(picture.title() + ": " + writing.text + " overlaps " + other.text);
                }
            }
        }
        return faults;
    }

    private static Rectangle2D box(Mark.Text text) {
        double width = text.face().width(text.text(), text.size());
        double x = switch (text.anchor()) {
            case START -> text.x();
            case MIDDLE -> text.x() - width / 2;
            case END -> text.x() - width;
        };
        return new Rectangle2D(x, text.y() - text.size() * 0.75, width, text.size() * 0.95);
    }

    private static Color colour(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getAlpha() / 255.0);
    }

    private static Rectangle2D layout(Node node) {
        Point2D at = new Point2D(node.getLayoutX(), node.getLayoutY());
        Bounds b = node.getLayoutBounds();
        return new Rectangle2D(at.getX() + b.getMinX(), at.getY() + b.getMinY(), b.getWidth(), b.getHeight());
    }

    private static Rectangle2D rectangle(Bounds b) {
        return new Rectangle2D(b.getMinX(), b.getMinY(), b.getWidth(), b.getHeight());
    }

    private static boolean holds(Rectangle2D room, Rectangle2D box) {
        return box.getMinX() >= room.getMinX() - TOLERANCE && box.getMinY() >= room.getMinY() - TOLERANCE
                && box.getMaxX() <= room.getMaxX() + TOLERANCE && box.getMaxY() <= room.getMaxY() + TOLERANCE;
    }

    private static boolean overlap(Rectangle2D a, Rectangle2D b, double tolerance) {
        return Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX()) > tolerance
                && Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY()) > tolerance;
    }

    private void fault(String what, Node node, String more) {
        faults.add(name(node) + " " + what + " " + more);
    }

    private static String name(Node node) {
        String text = node instanceof Labeled labeled ? " \"" + labeled.getText() + "\"" : "";
        return node.getClass().getSimpleName() + Set.copyOf(node.getStyleClass()) + text;
    }
}

package org.gradwalk.app;

import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import org.testfx.util.WaitForAsyncUtils;

/** Whether somebody who moves by the tab key sees where the keys are. */
final class FocusSeen {

    /** Rings may lie around what they belong to. */
    private static final int AROUND = 3;
    /** A caret alone is not enough. */
    private static final int PIXELS = 40;

    private FocusSeen() {}

    /** Whether what has the focus looks different without it. It has lost it afterwards, if only to have it back. */
    static boolean isSeen(Scene scene) {
        Node owner = Objects.requireNonNull(scene.getFocusOwner());
        WaitForAsyncUtils.waitForFxEvents();
        Image with = WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.snapshot(null));
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.getRoot().requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        Image without = WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.snapshot(null));
        WaitForAsyncUtils.waitForAsyncFx(5000, owner::requestFocus);
        Bounds place = owner.localToScene(owner.getLayoutBounds());
        int different = 0;
        for (int y = Math.max(0, (int) place.getMinY() - AROUND); y < Math.min(
                with.getHeight(), place.getMaxY() + AROUND); y++) {
            for (int x = Math.max(0, (int) place.getMinX() - AROUND); x < Math.min(
                    with.getWidth(), place.getMaxX() + AROUND); x++) {
                different += with.getPixelReader().getArgb(x, y) == without.getPixelReader().getArgb(x, y) ? 0 : 1;
            }
        }
        return different >= PIXELS;
    }
}

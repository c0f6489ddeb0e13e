package org.gradwalk.app.view;

import javafx.scene.Node;
import org.gradwalk.app.chart.HandSign;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** The signs of what a person has done by hand, as icons of lists and tables. */
public final class HandIcon {

    private HandIcon() {}

    /** A new icon of a sign. */
    public static Node of(HandSign sign) {
        FontIcon icon = new FontIcon(switch (sign) {
            case CHANGED -> Material2AL.EDIT;
            case FROZEN -> Material2AL.AC_UNIT;
        });
        icon.getStyleClass().add("hand-sign");
        return icon;
    }
}

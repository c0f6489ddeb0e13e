package org.gradwalk.app.view;

import java.util.function.DoubleSupplier;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As high as its contents are in the width there is, up to some height; what is higher is scrolled. */
public final class Room extends ScrollPane {

    private final Region content;
    private final DoubleSupplier most;

    /**
     * Room for something.
     *
     * @param most the largest height, in points
     */
    public Room(Region content, DoubleSupplier most) {
        super(content);
        this.content = content;
        this.most = most;
        getStyleClass().add("strip-room");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(0);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.min(most.getAsDouble(), Math.ceil(content.prefHeight(width)));
    }
}

package org.gradwalk.app.session;

/**
 * What somebody watches.
 *
 * @param text the full name of a value, or an expression as {@link org.gradwalk.model.run.NodeExpression} reads it
 */
public record Watch(String text) {}

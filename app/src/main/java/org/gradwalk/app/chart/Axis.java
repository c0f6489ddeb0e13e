package org.gradwalk.app.chart;

/**
 * What the rows or the columns of something drawn run over. Where two axes are equal, pointing at a place on one lights up
 * the same place on the other.
 *
 * @param id what makes axes equal
 */
public record Axis(String id) {

    /** The positions of the text; of an attention map the ones that ask. */
    public static final Axis POSITION = new Axis("position");

    /** The positions of an attention map that are asked. */
    public static final Axis KEY = new Axis("key");

    /** The tokens that the model knows. */
    public static final Axis VOCABULARY = new Axis("vocabulary");

    /** An axis with one place, or one that nothing else runs over. */
    public static final Axis NONE = new Axis("");
}

package org.gradwalk.app.session;

/**
 * A text that comes with the program.
 *
 * @param id the name by which the program knows it
 * @param file beside the index
 * @param title of the work
 * @param author of the work
 * @param year in which it was first printed
 * @param use {@code training}: long enough to train on; {@code reading}: to look at a model with
 * @param characters its length
 * @param source where it comes from
 * @param rights why it may be given away
 */
public record SampleText(String id, String file, String title, String author, int year, String use, int characters,
        String source, String rights) {}

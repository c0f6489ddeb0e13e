package org.gradwalk.app.session;

/**
 * A session that comes with the program, and shows a fault.
 *
 * @param id the name by which the program knows it
 * @param file beside the index
 * @param title what it shows, in a few words
 * @param text what one sees, where to look, what the cause is and what to try; the file has it as its description
 */
public record SampleSession(String id, String file, String title, String text) {}

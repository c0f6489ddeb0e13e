package org.gradwalk.model.run;

/** Stub. */
public record Hit() {}

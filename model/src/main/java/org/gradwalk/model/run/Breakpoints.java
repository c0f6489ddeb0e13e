package org.gradwalk.model.run;

/** Stub. */
public final class Breakpoints {}

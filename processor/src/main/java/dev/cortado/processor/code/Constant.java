package dev.cortado.processor.code;

/** An int constant of the generated class, for example {@code HIDDEN_KERNEL = 7850}. */
public record Constant(String name, int value) {}

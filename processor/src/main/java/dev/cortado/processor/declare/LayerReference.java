package dev.cortado.processor.declare;

/** The name of a layer that feeds another, and where it stands. */
public record LayerReference(String name, Place place) {}

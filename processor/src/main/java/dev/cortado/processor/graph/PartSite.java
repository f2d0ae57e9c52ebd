package dev.cortado.processor.graph;

/**
 * Where a use of a part finds it; both are arrays, by repeat, where the part is repeated.
 *
 * @param constant what holds the part
 * @param buffers what holds its arrays
 * @param part what it is called with
 */
public record PartSite(String constant, String buffers, PartInterface part) {}

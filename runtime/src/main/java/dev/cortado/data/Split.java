package dev.cortado.data;

/**
 * Two parts that have nothing in common.
 *
 * @param train what to fit on
 * @param test what to measure with
 */
public record Split<T>(T train, T test) {}

package dev.cortado.model;

import java.util.random.RandomGenerator;

/** Draws the first values of a parameter. Implementations are immutable. */
@FunctionalInterface
public interface WeightInitializer {
  /**
   * Draws one parameter.
   *
   * @param shape the parameter's shape; a dense kernel's is {@code (inputs, outputs)}
   * @param random where randomness comes from, positioned for this parameter alone
   * @param values receives {@code shape.size()} values in row-major order, from index {@code
   *     offset} on. Modified.
   * @param offset the index of the first value
   */
  void fill(Shape shape, RandomGenerator random, float[] values, int offset);
}

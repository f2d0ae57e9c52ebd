package dev.cortado.initializer;

import dev.cortado.model.Shape;

/**
 * How many values feed one output of a parameter, and how many outputs one value feeds.
 *
 * @param in the fan in, at least 1
 * @param out the fan out, at least 1
 */
record Fans(double in, double out) {

  /** The fans of a parameter, as Keras 3 computes them from its shape. */
  static Fans of(Shape shape) {
    int rank = shape.sizes().size();
    if (rank == 1) {
      return new Fans(shape.last(), shape.last());
    }
    double inputs = shape.sizes().get(rank - 2);
    double outputs = shape.last();
    double receptiveField = shape.size() / (inputs * outputs);
    return new Fans(receptiveField * inputs, receptiveField * outputs);
  }

  /** The mean of both. */
  double average() {
    return (in + out) / 2;
  }
}

package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.random.RandomGenerator;

/** Uniform between two bounds. */
record Uniform(double min, double max) implements WeightInitializer {
  Uniform {
    Initializers.requireFinite("min", min);
    Initializers.requireFinite("max", max);
    if (max < min) {
      throw new IllegalArgumentException(
          "max is %s, but must be at least min, which is %s; swap them".formatted(max, min));
    }
  }

  @Override
  public void fill(Shape shape, RandomGenerator random, float[] values, int offset) {
    int end = offset + shape.size();
    for (int i = offset; i < end; i++) {
      values[i] = (float) (min + (max - min) * random.nextDouble());
    }
  }
}

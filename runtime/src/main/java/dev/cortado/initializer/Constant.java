package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** All values the same. */
record Constant(double value) implements WeightInitializer {
  Constant {
    Initializers.requireFinite("constant", value);
  }

  @Override
  public void fill(Shape shape, RandomGenerator random, float[] values, int offset) {
    Arrays.fill(values, offset, offset + shape.size(), (float) value);
  }
}

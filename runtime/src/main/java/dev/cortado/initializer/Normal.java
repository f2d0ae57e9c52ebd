package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.random.RandomGenerator;

/**
 * Normal, without values further than {@code cut} standard deviations from the mean: those are
 * drawn again.
 */
record Normal(double mean, double stddev, double cut) implements WeightInitializer {
  Normal {
    Initializers.requireFinite("mean", mean);
    Initializers.requireFinite("stddev", stddev);
    if (stddev < 0) {
      throw new IllegalArgumentException(
          "stddev is %s, but must be 0 or more; give the standard deviation itself"
              .formatted(stddev));
    }
  }

  @Override
  public void fill(Shape shape, RandomGenerator random, float[] values, int offset) {
    int end = offset + shape.size();
    for (int i = offset; i < end; i++) {
      values[i] = (float) (mean + stddev * draw(random));
    }
  }

  private double draw(RandomGenerator random) {
    double z = standard(random);
    while (Math.abs(z) > cut) {
      z = standard(random);
    }
    return z;
  }

  /**
   * A draw of mean 0 and deviation 1, by the polar method (Marsaglia and Bray, "A convenient method
   * for generating normal variables", 1964). The generator's own method is not specified, so it
   * could differ from one Java to the next; this one cannot.
   */
  static double standard(RandomGenerator random) {
    double x;
    double square;
    do {
      x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * Math.sqrt(-2 * StrictMath.log(square) / square);
  }
}

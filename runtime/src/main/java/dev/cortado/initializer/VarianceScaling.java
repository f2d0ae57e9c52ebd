package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A distribution of mean 0 and variance {@code scale / fan}.
 *
 * @param scale the variance for a fan of 1
 * @param fan which of the fans counts
 * @param distribution from a variance, the distribution
 */
record VarianceScaling(
    double scale, ToDoubleFunction<Fans> fan, DoubleFunction<WeightInitializer> distribution)
    implements WeightInitializer {
  /** The standard deviation of a standard normal variable that is kept within -2 and 2. */
  private static final double TRUNCATED_DEVIATION = 0.87962566103423978;

  /** Uniform, with the wanted variance. */
  static VarianceScaling uniform(double scale, ToDoubleFunction<Fans> fan) {
    return new VarianceScaling(
        scale,
        fan,
        variance -> {
          double limit = Math.sqrt(3 * variance);
          return new Uniform(-limit, limit);
        });
  }

  /** Normal cut at two standard deviations, widened so that the variance is the wanted one. */
  static VarianceScaling truncatedNormal(double scale, ToDoubleFunction<Fans> fan) {
    return new VarianceScaling(
        scale, fan, variance -> new Normal(0, Math.sqrt(variance) / TRUNCATED_DEVIATION, 2));
  }

  @Override
  public void fill(Shape shape, RandomGenerator random, float[] values, int offset) {
    double variance = scale / fan.applyAsDouble(Fans.of(shape));
    distribution.apply(variance).fill(shape, random, values, offset);
  }
}

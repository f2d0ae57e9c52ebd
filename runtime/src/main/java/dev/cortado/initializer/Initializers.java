package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;

/**
 * The ways to draw the first values of a parameter. Definitions are those of Keras 3.
 *
 * <p>The fans of a parameter follow from its shape: {@code (inputs, outputs)} has {@code fanIn =
 * inputs} and {@code fanOut = outputs}; {@code (n)} has both equal to {@code n}; a convolution's
 * {@code (..., inputs, outputs)} has both multiplied by the sizes of the leading axes.
 *
 * <p>Values are computed in double and rounded to float last, so a bound holds up to that rounding.
 * For a given generator they are the same on every machine.
 */
public final class Initializers {
  private Initializers() {}

  /** All zero. */
  public static WeightInitializer zeros() {
    return constant(0);
  }

  /** All one. */
  public static WeightInitializer ones() {
    return constant(1);
  }

  /**
   * All the same.
   *
   * @throws IllegalArgumentException where the value is not finite as a float
   */
  public static WeightInitializer constant(double value) {
    return new Constant(value);
  }

  /**
   * Uniform between two bounds.
   *
   * @param min the lower bound
   * @param max the upper bound, at least the lower
   * @throws IllegalArgumentException where a bound is not finite as a float, or the upper is below
   *     the lower
   */
  public static WeightInitializer uniform(double min, double max) {
    return new Uniform(min, max);
  }

  /**
   * Normal.
   *
   * @param mean the mean
   * @param stddev the standard deviation, 0 or more
   * @throws IllegalArgumentException where a number is not finite as a float, or the deviation is
   *     negative
   */
  public static WeightInitializer normal(double mean, double stddev) {
    return new Normal(mean, stddev, Double.POSITIVE_INFINITY);
  }

  /**
   * Normal, but values further than two standard deviations from the mean are drawn again. The
   * result's standard deviation is about 0.88 of the one given.
   *
   * @param mean the mean
   * @param stddev the standard deviation before values are left out, 0 or more
   * @throws IllegalArgumentException where a number is not finite as a float, or the deviation is
   *     negative
   */
  public static WeightInitializer truncatedNormal(double mean, double stddev) {
    return new Normal(mean, stddev, 2);
  }

  /**
   * Uniform within {@code ±sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio, "Understanding the
   * difficulty of training deep feedforward neural networks", 2010).
   */
  public static WeightInitializer glorotUniform() {
    return VarianceScaling.uniform(1, Fans::average);
  }

  /** Truncated normal of variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio, 2010). */
  public static WeightInitializer glorotNormal() {
    return VarianceScaling.truncatedNormal(1, Fans::average);
  }

  /**
   * Uniform within {@code ±sqrt(6 / fanIn)} (He and others, "Delving deep into rectifiers", 2015).
   */
  public static WeightInitializer heUniform() {
    return VarianceScaling.uniform(2, Fans::in);
  }

  /** Truncated normal of variance {@code 2 / fanIn} (He and others, 2015). */
  public static WeightInitializer heNormal() {
    return VarianceScaling.truncatedNormal(2, Fans::in);
  }

  /** Uniform within {@code ±sqrt(3 / fanIn)} (LeCun and others, "Efficient backprop", 1998). */
  public static WeightInitializer lecunUniform() {
    return VarianceScaling.uniform(1, Fans::in);
  }

  /** Truncated normal of variance {@code 1 / fanIn} (LeCun and others, 1998). */
  public static WeightInitializer lecunNormal() {
    return VarianceScaling.truncatedNormal(1, Fans::in);
  }

  /**
   * For the bias of an LSTM, of shape {@code (4 · units)}: ones for the forget gates, its second
   * quarter (Jozefowicz and others, "An empirical exploration of recurrent network architectures",
   * 2015).
   *
   * @param others draws the first quarter, and the second half
   */
  public static WeightInitializer unitForgetBias(WeightInitializer others) {
    return (shape, random, values, offset) -> {
      int units = shape.size() / 4;
      others.fill(Shape.of(units), random, values, offset);
      ones().fill(Shape.of(units), random, values, offset + units);
      others.fill(Shape.of(2 * units), random, values, offset + 2 * units);
    };
  }

  /**
   * A matrix with orthonormal columns, or orthonormal rows where it has fewer rows than columns,
   * times a factor (Saxe and others, "Exact solutions to the nonlinear dynamics of learning in deep
   * linear neural networks", 2013). A parameter of more than two axes is a matrix whose columns are
   * its last axis.
   *
   * @param gain the factor
   * @return an initializer that refuses shapes of one axis with an {@link IllegalArgumentException}
   * @throws IllegalArgumentException where the factor is not finite as a float
   */
  public static WeightInitializer orthogonal(double gain) {
    return new Orthogonal(gain);
  }

  /** Refuses a number that is not finite as a float. */
  static void requireFinite(String name, double value) {
    if (!Float.isFinite((float) value)) {
      throw new IllegalArgumentException(
          "%s is %s, but must be a finite float; give a number of magnitude up to %s"
              .formatted(name, value, Float.MAX_VALUE));
    }
  }
}

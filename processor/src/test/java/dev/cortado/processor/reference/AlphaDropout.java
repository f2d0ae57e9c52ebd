package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import java.util.Optional;

/** {@code @AlphaDropout}: dropout that keeps mean 0 and variance 1. */
public record AlphaDropout(double rate) implements Noisy {
  private static final double LEAST = -1.6732632423543772 * 1.0507009873554805;

  static Optional<Drawn> draw(Choices choices) {
    double rate = choices.one(List.of(0.0, 0.1, 0.25, 0.5));
    return Optional.of(new Drawn(new AlphaDropout(rate), List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + rate);
  }

  private boolean isDropped(long key, int element) {
    return Noise.uniform(key, element) < (float) rate;
  }

  private double scale() {
    return Math.pow((1 - rate) * (1 + rate * LEAST * LEAST), -0.5);
  }

  @Override
  public double factor(long key, int element, Shape shape) {
    return isDropped(key, element) ? 0 : scale();
  }

  @Override
  public double summand(long key, int element, Shape shape) {
    return scale() * LEAST * ((isDropped(key, element) ? 1 : 0) - rate);
  }
}

package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import java.util.Optional;

/** {@code @GaussianDropout}: normally distributed noise multiplies while training. */
public record GaussianDropout(double rate) implements Noisy {

  static Optional<Drawn> draw(Choices choices) {
    double rate = choices.one(List.of(0.0, 0.1, 0.25, 0.5));
    return Optional.of(new Drawn(new GaussianDropout(rate), List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + rate);
  }

  /** The noise in single precision, which may cancel the 1. */
  @Override
  public double factor(long key, int element, Shape shape) {
    float deviation = (float) Math.sqrt(rate / (1 - rate));
    return Math.fma(deviation, Noise.gaussian(key, element), 1f);
  }
}

package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import java.util.Optional;

/** {@code @GaussianNoise}: normally distributed noise is added while training. */
public record GaussianNoise(double deviation) implements Noisy {

  static Optional<Drawn> draw(Choices choices) {
    double deviation = choices.one(List.of(0.0, 0.1, 0.5));
    return Optional.of(new Drawn(new GaussianNoise(deviation), List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + deviation);
  }

  @Override
  public double factor(long key, int element, Shape shape) {
    return 1;
  }

  @Override
  public double summand(long key, int element, Shape shape) {
    return deviation * Noise.gaussian(key, element);
  }
}

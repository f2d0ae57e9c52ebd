package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import java.util.Optional;

/**
 * {@code @SpatialDropout1D} and {@code @SpatialDropout2D}: dropout of channels.
 *
 * @param axes how many axes there are besides that of the channels
 * @param rate the fraction that is dropped
 */
public record SpatialDropout(int axes, double rate) implements Noisy {

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    double rate = choices.one(List.of(0.0, 0.1, 0.25, 0.5));
    int axes = choices.shape(input).rank() - 1;
    return axes == 1 || axes == 2
        ? Optional.of(new Drawn(new SpatialDropout(axes, rate), List.of(input)))
        : Optional.empty();
  }

  @Override
  public String annotation() {
    return "SpatialDropout%dD".formatted(axes);
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + rate);
  }

  @Override
  public double factor(long key, int element, Shape shape) {
    return Noise.uniform(key, element % shape.last()) < (float) rate ? 0 : 1 / (1 - rate);
  }
}

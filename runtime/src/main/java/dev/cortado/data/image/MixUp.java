package dev.cortado.data.image;

import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform;
import dev.cortado.random.Draws;
import java.util.Arrays;

/**
 * Lays each sample of a batch over another one, inputs and targets alike: {@code w x + (1 - w) y}
 * with one draw of {@code w} from the beta distribution for the batch (Zhang and others, "mixup:
 * beyond empirical risk minimization", 2018), as Keras's {@code MixUp}. Targets are rows with a
 * number for each class; weights of samples stay.
 *
 * @param alpha both parameters of the distribution, above 0: near 0, samples are mixed little
 */
public record MixUp(double alpha) implements BatchTransform {
  /**
   * @throws IllegalArgumentException where alpha is not above 0 or not finite
   */
  public MixUp {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alpha is above 0 and finite, not %s; 0.2 is usual".formatted(alpha));
    }
  }

  /** With a parameter of the distribution; 0.2 is usual. */
  public static MixUp of(double alpha) {
    return new MixUp(alpha);
  }

  /**
   * Mixes a batch.
   *
   * @throws IllegalArgumentException where a target is the index of a class
   */
  @Override
  public void apply(Batch batch, Keys keys) {
    Draws draws = new Draws(keys.batch());
    int[] partners = Mixing.partners(batch.samples(), draws);
    double[] weights = new double[partners.length];
    Arrays.fill(weights, draws.beta(alpha));
    for (int i = 0; i < batch.inputCount(); i++) {
      Mixing.rows(batch.input(i), partners, weights);
    }
    Mixing.targets(batch, partners, weights);
  }
}

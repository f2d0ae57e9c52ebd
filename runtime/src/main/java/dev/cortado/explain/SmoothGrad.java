package dev.cortado.explain;

import dev.cortado.model.Model;
import dev.cortado.random.Draws;
import dev.cortado.random.Randomness;

/**
 * SmoothGrad (Smilkov et al. 2017): the mean of a score's gradients at noisy copies of a sample,
 * which shows less of the noise of gradients than one gradient does. The same seed gives the same
 * bits.
 */
public final class SmoothGrad {
  private final Saliency saliency;
  private final int copies;
  private final double noise;
  private final long seed;

  private SmoothGrad(Saliency saliency, int copies, double noise, long seed) {
    this.saliency = saliency;
    this.copies = copies;
    this.noise = noise;
    this.seed = seed;
  }

  /** Explains the only output of a network by its {@link Score#LOGIT}. */
  public static SmoothGrad of(Model network, int copies, double noise, long seed) {
    return of(Saliency.of(network), copies, noise, seed);
  }

  /**
   * Explains what a saliency does.
   *
   * @param saliency finds the gradients
   * @param copies how many noisy copies of a sample, at least 1; the paper takes 50
   * @param noise the standard deviation of the noise as a part of the range from the least to the
   *     greatest value of an input, at least 0; the paper takes 0.1 to 0.2
   * @param seed seeds the noise
   */
  public static SmoothGrad of(Saliency saliency, int copies, double noise, long seed) {
    if (copies < 1 || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "copies are at least 1 and noise at least 0, but they are %d and %s"
              .formatted(copies, noise));
    }
    return new SmoothGrad(saliency, copies, noise, seed);
  }

  /**
   * The mean gradients of a score, with their signs.
   *
   * @param element the element of the output, for example the class
   * @param sample for each input, its values. Not modified.
   */
  public float[][] of(int element, float[]... sample) {
    Draws draws = new Draws(Randomness.of(seed).key("SmoothGrad"));
    float[][] sums = new float[sample.length][];
    float[][] copy = new float[sample.length][];
    float[][] found = new float[sample.length][];
    for (int i = 0; i < sample.length; i++) {
      sums[i] = new float[sample[i].length];
      copy[i] = new float[sample[i].length];
      found[i] = new float[sample[i].length];
    }
    for (int c = 0; c < copies; c++) {
      for (int i = 0; i < sample.length; i++) {
        blur(sample[i], copy[i], draws);
      }
      saliency.gradient(element, copy, found);
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums[i].length; j++) {
          sums[i][j] += found[i][j] / copies;
        }
      }
    }
    return sums;
  }

  private void blur(float[] values, float[] copy, Draws draws) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double deviation = noise * ((double) greatest - least);
    for (int j = 0; j < values.length; j++) {
      copy[j] = (float) (values[j] + deviation * draws.normal());
    }
  }
}

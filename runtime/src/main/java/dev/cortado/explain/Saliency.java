package dev.cortado.explain;

import dev.cortado.model.Model;
import dev.cortado.random.Draws;
import dev.cortado.random.Randomness;

/**
 * Saliency maps (Simonyan, Vedaldi and Zisserman 2013, "Deep Inside Convolutional Networks"): how
 * fast a score changes with each input, as the absolute value of its gradient. The network
 * predicts: dropout is off, and batch normalization uses its moving averages.
 *
 * <p>Needs {@code @Network(explain = true)}. It owns arrays, so each thread takes one of its own;
 * it sees the parameters that the network has when it is called.
 */
public final class Saliency {
  private final InputGradients gradients;
  private final float[][] one = new float[1][];

  private Saliency(InputGradients gradients) {
    this.gradients = gradients;
  }

  /**
   * Explains the only output of a network by its {@link Score#LOGIT}.
   *
   * @throws IllegalArgumentException where there are several outputs
   * @throws IllegalStateException where the network was not declared {@code @Network(explain =
   *     true)}
   */
  public static Saliency of(Model network) {
    return of(network, InputGradients.theOutput(network), Score.LOGIT);
  }

  /**
   * Explains an output of a network.
   *
   * @throws IllegalArgumentException where the network has no such output
   * @throws IllegalStateException where the network was not declared {@code @Network(explain =
   *     true)}
   */
  public static Saliency of(Model network, String output, Score score) {
    return new Saliency(InputGradients.of(network, output, score, 1));
  }

  /**
   * The absolute gradients of a score.
   *
   * @param element the element of the output, for example the class
   * @param sample for each input, its values. Not modified.
   * @return for each input, as many values as it has, in fresh arrays
   */
  public float[][] of(int element, float[]... sample) {
    float[][] found = gradient(element, sample);
    for (float[] row : found) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.abs(row[i]);
      }
    }
    return found;
  }

  /** The gradients of a score, with their signs, in fresh arrays. */
  public float[][] gradient(int element, float[]... sample) {
    float[][] found = gradients.newRows();
    gradient(element, sample, found);
    return found;
  }

  /**
   * The gradients of a score, with their signs. Allocates nothing.
   *
   * @param element the element of the output, for example the class
   * @param sample for each input, its values. Not modified.
   * @param found receives for each input as many values as it has. Modified.
   * @return the score
   */
  public float gradient(int element, float[][] sample, float[][] found) {
    gradients.requireElement(element);
    gradients.require("a sample", sample);
    gradients.require("an array for its gradients", found);
    for (int i = 0; i < sample.length; i++) {
      one[0] = sample[i];
      gradients.input(i, one, 1);
    }
    gradients.run(element, 1);
    for (int i = 0; i < found.length; i++) {
      System.arraycopy(gradients.gradient(i)[0], 0, found[i], 0, found[i].length);
    }
    float score = gradients.score(element, 0);
    one[0] = null;
    gradients.release();
    return score;
  }

  /**
   * SmoothGrad (Smilkov et al. 2017): the mean of the gradients of a score, with their signs, at
   * noisy copies of a sample. It shows less of the noise of gradients than one gradient does. The
   * same seed gives the same bits.
   *
   * @param copies how many noisy copies, at least 1; the paper takes 50
   * @param noise the standard deviation of the noise as a part of the range from the least to the
   *     greatest value of an input, at least 0; the paper takes 0.1 to 0.2
   * @param seed seeds the noise
   * @param element the element of the output, for example the class
   * @param sample for each input, its values. Not modified.
   */
  public float[][] smoothGradient(
      int copies, double noise, long seed, int element, float[]... sample) {
    if (copies < 1 || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "copies are at least 1 and noise at least 0, but they are %d and %s"
              .formatted(copies, noise));
    }
    gradients.require("a sample", sample);
    Draws draws = new Draws(Randomness.of(seed).key("SmoothGrad"));
    float[][] means = gradients.newRows();
    float[][] copy = gradients.newRows();
    float[][] found = gradients.newRows();
    for (int c = 0; c < copies; c++) {
      for (int i = 0; i < sample.length; i++) {
        blur(sample[i], copy[i], noise, draws);
      }
      gradient(element, copy, found);
      for (int i = 0; i < means.length; i++) {
        for (int j = 0; j < means[i].length; j++) {
          means[i][j] += found[i][j] / copies;
        }
      }
    }
    return means;
  }

  private static void blur(float[] values, float[] copy, double noise, Draws draws) {
    float least = values[0];
    float greatest = values[0];
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

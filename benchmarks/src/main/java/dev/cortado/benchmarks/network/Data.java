package dev.cortado.benchmarks.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random samples that can be learnt: each is its class's centre, and a quarter of it noise. */
public final class Data {
  private static final int SEED = 7;

  private final float[][] inputs;
  private final float[][] targets;

  private Data(float[][] inputs, float[][] targets) {
    this.inputs = inputs;
    this.targets = targets;
  }

  /** So many samples for a network: of as many classes as it tells apart, or else of two. */
  public static Data of(Sequential network, int samples) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] centres = new float[network.isClassifier() ? network.outputs() : 2][];
    for (int c = 0; c < centres.length; c++) {
      centres[c] = uniform(random, network.inputs());
    }
    float[][] inputs = new float[samples][];
    float[][] targets = new float[samples][network.outputs()];
    for (int s = 0; s < samples; s++) {
      int label = random.nextInt(centres.length);
      if (network.isClassifier()) {
        targets[s][label] = 1;
      } else {
        Arrays.fill(targets[s], label - 0.5f);
      }
      inputs[s] = uniform(random, network.inputs());
      for (int i = 0; i < inputs[s].length; i++) {
        inputs[s][i] = (inputs[s][i] + 3 * centres[label][i]) / 4;
      }
    }
    return new Data(inputs, targets);
  }

  /** Some of the samples, by reference. */
  public Data slice(int from, int to) {
    return new Data(Arrays.copyOfRange(inputs, from, to), Arrays.copyOfRange(targets, from, to));
  }

  /** One row a sample, of numbers from 0 to 1; not a copy. */
  public float[][] inputs() {
    return inputs;
  }

  /** One row a sample: a 1 at its class, or else a half with its sign; not a copy. */
  public float[][] targets() {
    return targets;
  }

  /** The number of samples. */
  public int samples() {
    return inputs.length;
  }

  /** All rows in one array, one after the other. */
  public static float[] flat(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, values, row * rows[row].length, rows[row].length);
    }
    return values;
  }

  private static float[] uniform(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}

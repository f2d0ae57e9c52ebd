package dev.cortado.data.image;

import dev.cortado.data.Batch;
import dev.cortado.random.Draws;

/** What {@link MixUp} and {@link CutMix} have in common. */
final class Mixing {
  private Mixing() {}

  /** With which sample of a batch each is mixed: all of them in another order. */
  static int[] partners(int samples, Draws draws) {
    int[] partners = new int[samples];
    for (int i = 0; i < samples; i++) {
      int other = draws.below(i + 1);
      partners[i] = partners[other];
      partners[other] = i;
    }
    return partners;
  }

  /** Mixes rows: {@code weights[s] row[s] + (1 - weights[s]) row[partners[s]]}, in fresh arrays. */
  static void rows(float[][] rows, int[] partners, double[] weights) {
    float[][] mixed = new float[partners.length][];
    for (int s = 0; s < partners.length; s++) {
      float[] row = rows[s];
      float[] other = rows[partners[s]];
      mixed[s] = new float[row.length];
      for (int i = 0; i < row.length; i++) {
        mixed[s][i] = (float) (weights[s] * row[i] + (1 - weights[s]) * other[i]);
      }
    }
    System.arraycopy(mixed, 0, rows, 0, mixed.length);
  }

  /**
   * Mixes the targets of all outputs.
   *
   * @throws IllegalArgumentException where one is the index of a class
   */
  static void targets(Batch batch, int[] partners, double[] weights) {
    for (int i = 0; i < batch.outputCount(); i++) {
      float[][] targets = batch.target(i);
      for (int s = 0; s < batch.samples(); s++) {
        if (targets[s].length == 1 && !(targets[s][0] >= 0 && targets[s][0] <= 1)) {
          throw new IllegalArgumentException(
              "the target %s cannot be mixed: if it is the index of a class, put new OneHotTargets(classes) before the mixing"
                  .formatted(targets[s][0]));
        }
      }
      rows(targets, partners, weights);
    }
  }
}

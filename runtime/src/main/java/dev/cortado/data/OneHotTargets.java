package dev.cortado.data;

/**
 * Makes a row with a 1 at its index of each target that is the index of a class, for categorical
 * cross-entropy and for mixing: {@code data.transformed(1, new OneHotTargets(10), MixUp.of(0.2))}.
 *
 * @param classes how many classes there are
 */
public record OneHotTargets(int classes) implements BatchTransform {
  /**
   * @throws IllegalArgumentException with less than 2 classes
   */
  public OneHotTargets {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "there are 2 classes or more, not %d; give their number".formatted(classes));
    }
  }

  /**
   * Replaces the targets of each output.
   *
   * @throws IllegalArgumentException where a target is no index of a class
   */
  @Override
  public void apply(Batch batch, Keys keys) {
    for (int i = 0; i < batch.outputCount(); i++) {
      float[][] targets = batch.target(i);
      for (int s = 0; s < batch.samples(); s++) {
        targets[s] = oneHot(targets[s], keys.first() + s);
      }
    }
  }

  private float[] oneHot(float[] target, long sample) {
    int index = target.length == 1 ? (int) target[0] : -1;
    if (index < 0 || index >= classes || index != target[0]) {
      throw new IllegalArgumentException(
          "the target of sample %d of the pass is %s, but an index of a class is one whole number from 0 to %d"
              .formatted(
                  sample,
                  target.length == 1 ? target[0] : "a row of " + target.length + " values",
                  classes - 1));
    }
    float[] row = new float[classes];
    row[index] = 1;
    return row;
  }
}

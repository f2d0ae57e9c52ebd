package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run of training goes.
 *
 * @param epochs how often all samples are visited
 * @param batchSize how many samples a step sums over; 32 unless given
 * @param validationSplit the last fraction of the samples, kept for validation; 0 unless given
 * @param validation a data set for validation
 * @param shuffle whether each epoch visits the samples in another order; true unless given
 * @param progress how progress is shown; {@link Progress#AUTO} unless given
 * @param callbacks who is told, in this order
 */
public record Fit(
    int epochs,
    int batchSize,
    double validationSplit,
    Optional<Dataset> validation,
    boolean shuffle,
    Progress progress,
    List<Callback> callbacks) {
  /** Checks the numbers. */
  public Fit {
    if (epochs < 1 || batchSize < 1 || !(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "a run has at least 1 epoch, batches of at least 1 and a validation split of at least 0 and below 1, not %d, %d and %s"
              .formatted(epochs, batchSize, validationSplit));
    }
    callbacks = List.copyOf(callbacks);
  }

  /** So many epochs, all else as Keras does by default. */
  public static Fit epochs(int epochs) {
    return new Fit(epochs, 32, 0, Optional.empty(), true, Progress.AUTO, List.of());
  }

  /** This with another batch size. */
  public Fit batchSize(int size) {
    return new Fit(epochs, size, validationSplit, validation, shuffle, progress, callbacks);
  }

  /** This with the last fraction of the samples, before any shuffling, kept for validation. */
  public Fit validationSplit(double fraction) {
    return new Fit(epochs, batchSize, fraction, validation, shuffle, progress, callbacks);
  }

  /** This with a data set for validation. */
  public Fit validationData(Dataset data) {
    return new Fit(
        epochs, batchSize, validationSplit, Optional.of(data), shuffle, progress, callbacks);
  }

  /** This with or without shuffling. */
  public Fit shuffle(boolean whether) {
    return new Fit(epochs, batchSize, validationSplit, validation, whether, progress, callbacks);
  }

  /** This with another way to show progress. */
  public Fit progress(Progress way) {
    return new Fit(epochs, batchSize, validationSplit, validation, shuffle, way, callbacks);
  }

  /** This with one more callback. */
  public Fit callback(Callback callback) {
    List<Callback> more = new ArrayList<>(callbacks);
    more.add(callback);
    return new Fit(epochs, batchSize, validationSplit, validation, shuffle, progress, more);
  }
}

package dev.cortado.callback;

import java.util.List;
import java.util.Locale;

/**
 * A figure that a callback watches, and what counts as an improvement of it: Keras's {@code
 * MonitorCallback}.
 *
 * @param figure the name among the figures of an epoch, for example {@code val_loss}
 * @param mode which figures are better ones
 * @param minDelta by more than how much, at least 0
 */
record Monitor(String figure, MonitorMode mode, double minDelta) {
  private static final List<String> RISE =
      List.of(
          "acc",
          "auc",
          "dice",
          "f1",
          "fbeta",
          "iou",
          "kappa",
          "precision",
          "r2",
          "recall",
          "sensitivity",
          "similarity",
          "specificity");
  private static final List<String> FALL =
      List.of(
          "cosh",
          "divergence",
          "entropy",
          "error",
          "hinge",
          "loss",
          "mae",
          "mape",
          "mse",
          "msle",
          "nll",
          "perplexity",
          "poisson");

  Monitor {
    if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "an improvement is a change by at least 0, but minDelta is " + minDelta);
    }
  }

  Monitor figure(String name) {
    return new Monitor(name, mode, minDelta);
  }

  Monitor mode(MonitorMode other) {
    return new Monitor(figure, other, minDelta);
  }

  Monitor minDelta(double delta) {
    return new Monitor(figure, mode, delta);
  }

  /** What any figure improves on. */
  double worst() {
    return rises() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Whether a figure is better than another one by more than the least change; NaN never is. */
  boolean improves(double current, double reference) {
    return rises() ? current - minDelta > reference : current + minDelta < reference;
  }

  /** Whether an epoch lacks the figure while others have it, as where not each is validated. */
  boolean isLeftOut(Training training, Logs logs) {
    return !logs.has(figure) && training.figures().contains(figure);
  }

  /**
   * The figure of an epoch.
   *
   * @throws IllegalArgumentException where the epoch has none of that name
   */
  double of(Logs logs) {
    if (!logs.has(figure)) {
      throw new IllegalArgumentException(
          "'%s' is to be monitored, but there are only %s; monitor one of these%s"
              .formatted(
                  figure,
                  logs.names(),
                  figure.startsWith("val_")
                      ? ", or give validationSplit or validationData to have those of the validation"
                      : ""));
    }
    return logs.get(figure);
  }

  /**
   * Whether greater figures are better.
   *
   * @throws IllegalArgumentException where the name does not say so and no mode was given
   */
  boolean rises() {
    if (mode != MonitorMode.AUTO) {
      return mode == MonitorMode.MAX;
    }
    // The last words of a name are the metric's, those before may be an output's: recall_loss.
    String[] words = figure.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])", -1);
    for (int i = words.length - 1; i >= 0; i--) {
      String word = words[i].toLowerCase(Locale.ROOT);
      if (FALL.stream().anyMatch(known -> isAbout(word, known))) {
        return false;
      }
      if (RISE.stream().anyMatch(known -> isAbout(word, known))) {
        return true;
      }
    }
    throw new IllegalArgumentException(
        "the name '%s' does not say whether greater figures are better; give mode(MonitorMode.MAX) or mode(MonitorMode.MIN)"
            .formatted(figure));
  }

  /** Two letters alone would be found in too many words: "r2" in "layer2". */
  private static boolean isAbout(String word, String known) {
    return word.equals(known)
        || (known.length() > 2 && (word.startsWith(known) || word.endsWith(known)));
  }
}

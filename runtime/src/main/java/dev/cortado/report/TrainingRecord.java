package dev.cortado.report;

import dev.cortado.model.Model;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A run of training as a report shows it.
 *
 * @param model the network
 * @param begun when it began
 * @param plannedEpochs how many epochs were asked for
 * @param stepsPerEpoch how many steps an epoch takes, where known
 * @param settings what the user adds, by name
 * @param epochs what came of the epochs so far
 * @param status how far it has come
 * @param confusion how classes are confused, where given
 */
record TrainingRecord(
    Model model,
    ZonedDateTime begun,
    int plannedEpochs,
    OptionalInt stepsPerEpoch,
    Map<String, String> settings,
    List<EpochRecord> epochs,
    Status status,
    Optional<ConfusionTable> confusion) {
  private static final String VALIDATION = "val_";

  /** Copies the epochs; the settings keep their order. */
  TrainingRecord {
    epochs = List.copyOf(epochs);
  }

  /** This with other epochs. */
  TrainingRecord epochs(List<EpochRecord> other) {
    return new TrainingRecord(
        model, begun, plannedEpochs, stepsPerEpoch, settings, other, status, confusion);
  }

  /** This at its end, or so far. */
  TrainingRecord status(Status other) {
    return new TrainingRecord(
        model, begun, plannedEpochs, stepsPerEpoch, settings, epochs, other, confusion);
  }

  /** This with a confusion matrix. */
  TrainingRecord confusion(ConfusionTable matrix) {
    return new TrainingRecord(
        model, begun, plannedEpochs, stepsPerEpoch, settings, epochs, status, Optional.of(matrix));
  }

  /** The loss and the metrics without those of the validation: the loss first, then by name. */
  List<String> figures() {
    return epochs.stream()
        .flatMap(epoch -> epoch.figures().keySet().stream())
        .map(name -> name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name)
        .distinct()
        .sorted(
            Comparator.comparing((String name) -> !name.equals("loss"))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The curves of a figure: in training and in validation, as far as there are any. */
  List<Series> curves(String figure) {
    return Stream.of(
            new Series("training", "train", values(figure)),
            new Series("validation", "validation", values(VALIDATION + figure)))
        .filter(curve -> curve.values().stream().anyMatch(value -> !value.isNaN()))
        .toList();
  }

  /** A figure by epoch; NaN where an epoch has none. */
  List<Double> values(String name) {
    return epochs.stream().map(epoch -> epoch.figures().getOrDefault(name, Double.NaN)).toList();
  }

  /** How long all epochs took. */
  double seconds() {
    return epochs.stream().mapToDouble(EpochRecord::seconds).sum();
  }
}

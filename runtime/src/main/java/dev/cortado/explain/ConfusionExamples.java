package dev.cortado.explain;

import dev.cortado.data.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The samples that are predicted wrongly, the most confident predictions first: what a network is
 * sure of and wrong about shows most of why.
 */
public final class ConfusionExamples {
  private final List<Example> all;

  private ConfusionExamples(List<Example> all) {
    this.all = List.copyOf(all);
  }

  /**
   * A sample that is predicted wrongly.
   *
   * @param sample its index
   * @param actual its class
   * @param predicted the class that is predicted
   * @param confidence the prediction for that class
   */
  public record Example(int sample, int actual, int predicted, float confidence) {}

  /**
   * Those among predictions.
   *
   * @param predictions for each sample a probability for each class, or for class 1 alone
   * @param labels for each sample its class
   * @throws IllegalArgumentException where their numbers differ
   */
  public static ConfusionExamples of(float[][] predictions, int[] labels) {
    if (predictions.length != labels.length) {
      throw new IllegalArgumentException(
          "%d predictions and %d labels; give one label for each prediction"
              .formatted(predictions.length, labels.length));
    }
    List<Example> wrong = new ArrayList<>();
    for (int s = 0; s < labels.length; s++) {
      float[] row = predictions[s];
      int predicted = row.length == 1 ? (row[0] > 0.5f ? 1 : 0) : Labels.argMax(row);
      if (predicted != labels[s]) {
        float confidence = row.length > 1 ? row[predicted] : Math.max(row[0], 1 - row[0]);
        wrong.add(new Example(s, labels[s], predicted, confidence));
      }
    }
    wrong.sort(Comparator.comparing(Example::confidence).reversed());
    return new ConfusionExamples(wrong);
  }

  /** All of them, the most confident ones first. */
  public List<Example> all() {
    return all;
  }

  /** Those of a class that are taken for another, the most confident ones first. */
  public List<Example> of(int actual, int predicted) {
    return all.stream()
        .filter(example -> example.actual() == actual && example.predicted() == predicted)
        .toList();
  }
}

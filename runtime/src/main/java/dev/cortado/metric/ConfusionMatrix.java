package dev.cortado.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often each class is predicted as each: a row for each true class, a column for each predicted
 * one. It stands beside metrics, since it is no single figure, but accumulates and merges as theirs
 * do; its figure is the accuracy. Not safe from many threads.
 */
public final class ConfusionMatrix implements Metric.Accumulator {
  private final int classes;
  private final double[] counts;

  private ConfusionMatrix(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "a confusion matrix has at least 2 classes, not " + classes);
    }
    this.classes = classes;
    counts = new double[classes * classes];
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /** An empty matrix. */
  public static ConfusionMatrix ofClasses(int classes) {
    return new ConfusionMatrix(classes);
  }

  /**
   * The matrix of many predictions.
   *
   * @param predictions for each sample a value for each class, of which the greatest is predicted
   * @param labels for each sample its class
   * @throws IllegalArgumentException where their numbers differ, there are none, or a label is no
   *     class
   */
  public static ConfusionMatrix of(float[][] predictions, int[] labels) {
    if (predictions.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "%d predictions and %d labels make no confusion matrix; give one label for each prediction"
              .formatted(predictions.length, labels.length));
    }
    ConfusionMatrix matrix = new ConfusionMatrix(predictions[0].length);
    for (int i = 0; i < labels.length; i++) {
      matrix.add(labels[i], Groups.greatest(predictions[i], 0, predictions[i].length));
    }
    return matrix;
  }

  /**
   * Adds a sample.
   *
   * @throws IllegalArgumentException where one of the two is no class
   */
  public void add(int label, int predicted) {
    counts[index(label, predicted)]++;
  }

  /**
   * Adds a sample. Labels that are no class, such as those that a loss ignores, are left out.
   *
   * @param prediction a value for each class, or several groups of them. Not modified.
   * @param target the index of a class for each group, or as many values as predictions. Not
   *     modified.
   * @param weight what the sample counts for
   */
  @Override
  public void add(float[] prediction, float[] target, float weight) {
    boolean sparse = target.length < prediction.length;
    if (prediction.length % classes != 0
        || target.length != (sparse ? prediction.length / classes : prediction.length)) {
      throw new IllegalArgumentException(
          "%d predictions and %d target values are no groups of %d classes; give a label or %d target values for each group of predictions"
              .formatted(prediction.length, target.length, classes, classes));
    }
    for (int from = 0; from < prediction.length; from += classes) {
      int label = sparse ? (int) target[from / classes] : Groups.greatest(target, from, classes);
      if (label >= 0 && label < classes) {
        counts[label * classes + Groups.greatest(prediction, from, classes)] += weight;
      }
    }
  }

  /** How often samples of a class are predicted as another, or as theirs: a sum of weights. */
  public double count(int label, int predicted) {
    return counts[index(label, predicted)];
  }

  /** The fraction of samples whose class is predicted; 0 without any. */
  @Override
  public double result() {
    double right = IntStream.range(0, classes).mapToDouble(c -> count(c, c)).sum();
    return quotient(right, Arrays.stream(counts).sum());
  }

  /** The fraction of what is predicted as a class that is of it; 0 without any. */
  public double precision(int c) {
    double predicted = IntStream.range(0, classes).mapToDouble(label -> count(label, c)).sum();
    return quotient(count(c, c), predicted);
  }

  /** The fraction of a class that is predicted as it; 0 without any. */
  public double recall(int c) {
    double real = IntStream.range(0, classes).mapToDouble(other -> count(c, other)).sum();
    return quotient(count(c, c), real);
  }

  private static double quotient(double part, double whole) {
    return part == 0 ? 0 : part / whole;
  }

  private int index(int label, int predicted) {
    if (Math.min(label, predicted) < 0 || Math.max(label, predicted) >= classes) {
      throw new IllegalArgumentException(
          "class %d predicted as %d: classes are numbered from 0 to %d"
              .formatted(label, predicted, classes - 1));
    }
    return label * classes + predicted;
  }

  @Override
  public void merge(Metric.Accumulator other) {
    ConfusionMatrix more = (ConfusionMatrix) other;
    if (more.classes != classes) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes cannot take one of %d"
              .formatted(classes, more.classes));
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more.counts[i];
    }
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
  }

  @Override
  public double[] state() {
    return counts.clone();
  }

  @Override
  public void restore(double[] state) {
    System.arraycopy(state, 0, counts, 0, counts.length);
  }

  /**
   * A table to print, with a line for each true class and a column for each predicted one.
   *
   * @param names the classes' names, in order
   * @throws IllegalArgumentException where there are more or fewer names than classes
   */
  public String table(List<String> names) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "%d names for the %d classes of a confusion matrix".formatted(names.size(), classes));
    }
    String[] cells = Arrays.stream(counts).mapToObj(ConfusionMatrix::format).toArray(String[]::new);
    int head = Math.max("true".length(), longest(names));
    int width = 2 + Math.max(longest(names), longest(Arrays.asList(cells)));
    StringBuilder table = new StringBuilder();
    table.append(" ".repeat(head)).append("  predicted\n").append(left("true", head));
    names.forEach(name -> table.append(right(name, width)));
    for (int i = 0; i < cells.length; i++) {
      if (i % classes == 0) {
        table.append('\n').append(left(names.get(i / classes), head));
      }
      table.append(right(cells[i], width));
    }
    return table.append('\n').toString();
  }

  /** The {@link #table} with the classes' numbers for names. */
  @Override
  public String toString() {
    return table(IntStream.range(0, classes).mapToObj(String::valueOf).toList());
  }

  private static String format(double count) {
    return count == Math.rint(count)
        ? String.valueOf((long) count)
        : String.format(Locale.ROOT, "%.2f", count);
  }

  private static int longest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}

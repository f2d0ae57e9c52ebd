package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.Arrays;

/**
 * The area under the curve that a threshold from 0 to 1 draws: Keras's {@code AUC}. All values of
 * all groups count alike; targets other than 0 are positive. It is as exact as the thresholds are
 * many, which lie at equal distances.
 *
 * @param name the name in reports; {@code auc} unless given
 * @param curve the curve; ROC unless given
 * @param numThresholds at least 2; 200 unless given
 * @param summationMethod how the area between two thresholds is measured; by interpolation unless
 *     given
 */
public record Auc(String name, Curve curve, int numThresholds, SummationMethod summationMethod)
    implements Metric {
  /** What is drawn against what. */
  public enum Curve {
    /** Recall against the fraction of negatives that are found: 0.5 for guesses. */
    ROC,
    /**
     * Precision, 0 where nothing is taken for positive, against recall. Interpolated between
     * thresholds in counts, not in precision (Davis and Goadrich, 2006).
     */
    PR
  }

  /** The height of the curve between two thresholds. */
  public enum SummationMethod {
    /** Between those at the thresholds. */
    INTERPOLATION,
    /** The lower of those at the thresholds. */
    MINORING,
    /** The higher of those at the thresholds. */
    MAJORING;

    private double height(double one, double other) {
      return switch (this) {
        case INTERPOLATION -> (one + other) / 2;
        case MINORING -> Math.min(one, other);
        case MAJORING -> Math.max(one, other);
      };
    }
  }

  /** Checks the number of thresholds. */
  public Auc {
    if (numThresholds < 2) {
      throw new IllegalArgumentException(
          "%s takes at least 2 thresholds, not %d".formatted(name, numThresholds));
    }
  }

  /** This with another name, for example {@code pr_auc}. */
  public Auc name(String value) {
    return new Auc(value, curve, numThresholds, summationMethod);
  }

  /** This of another curve. */
  public Auc curve(Curve value) {
    return new Auc(name, value, numThresholds, summationMethod);
  }

  /** This with another number of thresholds. */
  public Auc numThresholds(int value) {
    return new Auc(name, curve, value, summationMethod);
  }

  /** This with another way to measure the area. */
  public Auc summationMethod(SummationMethod value) {
    return new Auc(name, curve, numThresholds, value);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    return new Buckets(
        Groups.of(name, output, targetSize), curve, summationMethod, numThresholds - 1);
  }

  /** The weights of positives and negatives between each two thresholds. */
  private static final class Buckets implements Accumulator {
    private final Groups groups;
    private final Curve curve;
    private final SummationMethod method;
    private final double[] positives;
    private final double[] negatives;

    private Buckets(Groups groups, Curve curve, SummationMethod method, int size) {
      this.groups = groups;
      this.curve = curve;
      this.method = method;
      positives = new double[size];
      negatives = new double[size];
    }

    @Override
    public void add(float[] prediction, float[] target, float weight) {
      int size = positives.length;
      for (int group = 0; group < groups.count(); group++) {
        for (int c = 0; c < groups.classes(); c++) {
          float clipped = Math.min(Math.max(prediction[group * groups.classes() + c], 0), 1);
          // A value on a threshold lies below it, but the lowest threshold is below 0
          int bucket = Math.max((int) Math.ceil(clipped * size) - 1, 0);
          double[] side = groups.target(target, group, c) != 0 ? positives : negatives;
          side[bucket] += weight;
        }
      }
    }

    @Override
    public double result() {
      double allPositives = 0;
      double allNegatives = 0;
      for (int i = 0; i < positives.length; i++) {
        allPositives += positives[i];
        allNegatives += negatives[i];
      }
      if (allPositives == 0 || (curve == Curve.ROC && allNegatives == 0)) {
        return 0;
      }
      if (curve == Curve.ROC) {
        return roc(allPositives, allNegatives);
      }
      return method == SummationMethod.INTERPOLATION
          ? interpolatedPr(allPositives)
          : steppedPr(allPositives);
    }

    private double roc(double allPositives, double allNegatives) {
      double found = 0;
      double area = 0;
      for (int i = positives.length - 1; i >= 0; i--) {
        area += negatives[i] * method.height(found, found + positives[i]);
        found += positives[i];
      }
      return area / allPositives / allNegatives;
    }

    /** The integral of precision by recall where both counts grow linearly between thresholds. */
    private double interpolatedPr(double allPositives) {
      double right = 0;
      double all = 0;
      double area = 0;
      for (int i = positives.length - 1; i >= 0; i--) {
        double width = positives[i] + negatives[i];
        if (width > 0) {
          double slope = positives[i] / width;
          double ratio = all > 0 ? (all + width) / all : 1;
          area += slope * (positives[i] + (right - slope * all) * Math.log(ratio));
        }
        right += positives[i];
        all += width;
      }
      return area / allPositives;
    }

    /** The sum of rectangles between precisions at the thresholds. */
    private double steppedPr(double allPositives) {
      double right = 0;
      double all = 0;
      double precision = 0;
      double area = 0;
      for (int i = positives.length - 1; i >= 0; i--) {
        right += positives[i];
        all += positives[i] + negatives[i];
        double next = all == 0 ? 0 : right / all;
        area += positives[i] * method.height(precision, next);
        precision = next;
      }
      return area / allPositives;
    }

    @Override
    public void merge(Accumulator other) {
      Buckets more = (Buckets) other;
      for (int i = 0; i < positives.length; i++) {
        positives[i] += more.positives[i];
        negatives[i] += more.negatives[i];
      }
    }

    @Override
    public void reset() {
      Arrays.fill(positives, 0);
      Arrays.fill(negatives, 0);
    }

    @Override
    public double[] state() {
      double[] state = Arrays.copyOf(positives, 2 * positives.length);
      System.arraycopy(negatives, 0, state, positives.length, positives.length);
      return state;
    }

    @Override
    public void restore(double[] state) {
      System.arraycopy(state, 0, positives, 0, positives.length);
      System.arraycopy(state, positives.length, negatives, 0, positives.length);
    }
  }
}

package dev.cortado.loss;

import dev.cortado.kernel.Powers;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * {@code -Σ alpha · (1 - p)^gamma · target · log(p)} over the classes along the last axis, and the
 * mean over the other axes: Keras's {@code CategoricalFocalCrossentropy} (Lin and others, 2017).
 * What is predicted well counts little. {@code p} is as in {@link CategoricalCrossentropy}.
 *
 * @param alpha the weights of the classes, at least 0: one for all, or one for each; 0.25 unless
 *     given
 * @param gamma how strongly hard examples stand out, at least 0; 2 unless given
 * @param labelSmoothing as in {@link CategoricalCrossentropy}; 0 unless given
 */
public record CategoricalFocalCrossentropy(List<Double> alpha, double gamma, double labelSmoothing)
    implements Loss {
  /** Checks the numbers and copies the list. */
  public CategoricalFocalCrossentropy {
    alpha = List.copyOf(alpha);
    if (alpha.isEmpty()
        || !alpha.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          "categorical_focal_crossentropy takes one finite alpha of at least 0, or one for each class, not "
              + alpha);
    }
    if (!(gamma >= 0 && Double.isFinite(gamma))) {
      throw new IllegalArgumentException(
          "categorical_focal_crossentropy takes a finite gamma of at least 0, not " + gamma);
    }
    Smoothing.check(labelSmoothing);
  }

  /** This with another weight of all classes, or with one for each. */
  public CategoricalFocalCrossentropy alpha(double... weights) {
    return new CategoricalFocalCrossentropy(
        Arrays.stream(weights).boxed().toList(), gamma, labelSmoothing);
  }

  /** This with another gamma. */
  public CategoricalFocalCrossentropy gamma(double value) {
    return new CategoricalFocalCrossentropy(alpha, value, labelSmoothing);
  }

  /** This with another label smoothing. */
  public CategoricalFocalCrossentropy labelSmoothing(double value) {
    return new CategoricalFocalCrossentropy(alpha, gamma, value);
  }

  @Override
  public String name() {
    return "categorical_focal_crossentropy";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also where alpha has another number of weights than classes
   */
  @Override
  public OutputLoss on(Layer output) {
    Classes classes = Classes.of(output, this);
    if (alpha.size() != 1 && alpha.size() != classes.count()) {
      throw new IllegalArgumentException(
          "%s has %d weights in alpha, but layer '%s' of shape %s has %d classes; give one weight, or one for each class"
              .formatted(name(), alpha.size(), output.name(), output.shape(), classes.count()));
    }
    return new OnOutput(this, classes, output.head() == Head.SOFTMAX);
  }

  private static final class OnOutput implements SoftmaxLoss {
    private final Classes classes;
    private final boolean fromLogits;
    private final double[] alpha;
    private final double gamma;
    private final double keep;
    private final double floor;

    private OnOutput(CategoricalFocalCrossentropy loss, Classes classes, boolean fromLogits) {
      this.classes = classes;
      this.fromLogits = fromLogits;
      alpha = new double[classes.count()];
      Arrays.setAll(alpha, c -> loss.alpha.get(loss.alpha.size() == 1 ? 0 : c));
      gamma = loss.gamma;
      keep = 1 - loss.labelSmoothing;
      floor = loss.labelSmoothing / classes.count();
    }

    @Override
    public Classes classes() {
      return classes;
    }

    @Override
    public boolean fromLogits() {
      return fromLogits;
    }

    @Override
    public int targetSize() {
      return classes.size();
    }

    @Override
    public String problemWith(float[] target) {
      return classes.problemWithDistributions("categorical_focal_crossentropy", target);
    }

    @Override
    public double sample(
        float[] prediction, float[] target, float scale, float[] gradient, float[] powers, int at) {
      double factor = (double) scale / classes.groups();
      double sum = 0;
      for (int from = 0; from < classes.size(); from += classes.count()) {
        sum +=
            fromLogits
                ? logits(prediction, target, from, factor, gradient, powers, at)
                : probabilities(prediction, target, from, factor, gradient);
      }
      return sum / classes.groups();
    }

    /** What stands before {@code (1 - p)^gamma · log(p)} of class {@code c}, without its sign. */
    private double weight(float target, int c) {
      return alpha[c] * (target * keep + floor);
    }

    /** The derivative of {@code -(1 - p)^gamma · log(p)} by {@code log(p)}. */
    private double slope(double logarithm) {
      double p = Math.exp(logarithm);
      double miss = 1 - p;
      // At 0 a power below 1 has an infinite slope, but there the logarithm is 0
      double power = miss == 0 ? 0 : gamma * Math.pow(miss, gamma - 1) * p * logarithm;
      return power - Math.pow(miss, gamma);
    }

    /** With {@code d log(p_i) / dx_j = [i = j] - p_j}. */
    private double logits(
        float[] x,
        float[] target,
        int from,
        double factor,
        float[] gradient,
        float[] powers,
        int at) {
      int count = classes.count();
      float greatest = Powers.greatest(x, from, count);
      double sum = Logits.sum(x, from, count, greatest, powers, at);
      double logSum = Math.log(sum);
      double loss = 0;
      double slopes = 0;
      for (int c = 0; c < count; c++) {
        double weight = weight(target[from + c], c);
        if (weight != 0) {
          double logarithm = (double) x[from + c] - greatest - logSum;
          loss -= weight * Math.pow(1 - Math.exp(logarithm), gamma) * logarithm;
          slopes += gradient == null ? 0 : weight * slope(logarithm);
        }
      }
      for (int c = 0; c < count && gradient != null; c++) {
        double weight = weight(target[from + c], c);
        double own = weight == 0 ? 0 : weight * slope((double) x[from + c] - greatest - logSum);
        gradient[from + c] = (float) (factor * (own - slopes * powers[at + from + c] / sum));
      }
      return loss;
    }

    /** With {@code q = p / Σ p}: {@code dq_i / dp_j = ([i = j] - q_i) / Σ p}. */
    private double probabilities(
        float[] p, float[] target, int from, double factor, float[] gradient) {
      int count = classes.count();
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += p[i];
      }
      double loss = 0;
      double slopes = 0;
      for (int c = 0; c < count; c++) {
        double q = p[from + c] / sum;
        double weight = weight(target[from + c], c);
        if (weight != 0) {
          double clipped = Epsilon.clip(q);
          loss -= weight * Math.pow(1 - clipped, gamma) * Math.log(clipped);
          boolean counts = gradient != null && !Epsilon.isClipped(q);
          slopes += counts ? weight * slope(Math.log(q)) : 0;
        }
      }
      for (int c = 0; c < count && gradient != null; c++) {
        double q = p[from + c] / sum;
        double own =
            Epsilon.isClipped(q) ? 0 : weight(target[from + c], c) * slope(Math.log(q)) / q;
        gradient[from + c] = (float) (factor * (own - slopes) / sum);
      }
      return loss;
    }
  }
}

package dev.cortado.loss;

import dev.cortado.kernel.Powers;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/**
 * {@code -Σ target · log(p)} over the classes along the last axis, and the mean over the other
 * axes: Keras's {@code CategoricalCrossentropy}. Where the output ends in a softmax it is computed
 * from the logits; otherwise, as Keras does, {@code p} is the prediction scaled to sum to 1 and
 * clipped to 1e-7 from 0 and 1, without a gradient where it is clipped.
 *
 * @param labelSmoothing how far targets are drawn towards {@code 1 / classes}, from 0 to 1: they
 *     become {@code target · (1 - s) + s / classes}; 0 unless given
 */
public record CategoricalCrossentropy(double labelSmoothing) implements Loss {
  /** Checks the smoothing. */
  public CategoricalCrossentropy {
    Smoothing.check(labelSmoothing);
  }

  /** This with another label smoothing. */
  public CategoricalCrossentropy labelSmoothing(double value) {
    return new CategoricalCrossentropy(value);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    Classes classes = Classes.of(output, this);
    return new OnOutput(
        classes,
        output.head() == Head.SOFTMAX,
        1 - labelSmoothing,
        labelSmoothing / classes.count());
  }

  /** With the factor and the summand that smooth a target. */
  private record OnOutput(Classes classes, boolean fromLogits, double keep, double floor)
      implements SoftmaxLoss {

    @Override
    public int targetSize() {
      return classes.size();
    }

    @Override
    public String problemWith(float[] target) {
      return classes.problemWithDistributions("categorical_crossentropy", target);
    }

    @Override
    public double sample(
        float[] prediction, float[] target, float scale, float[] gradient, float[] powers, int at) {
      int count = classes.count();
      double factor = (double) scale / classes.groups();
      double sum = 0;
      for (int from = 0; from < classes.size(); from += count) {
        sum +=
            fromLogits
                ? logits(prediction, target, from, count, factor, gradient, powers, at)
                : probabilities(prediction, target, from, count, factor, gradient);
      }
      return sum / classes.groups();
    }

    private double smooth(float target) {
      return target * keep + floor;
    }

    /** {@code Σ y · log Σ exp(x) - Σ y · x}, with the gradient {@code softmax(x) · Σ y - y}. */
    private double logits(
        float[] x,
        float[] target,
        int from,
        int count,
        double factor,
        float[] gradient,
        float[] powers,
        int at) {
      float greatest = Powers.greatest(x, from, count);
      double sum = Logits.sum(x, from, count, greatest, powers, at);
      double weight = 0;
      double right = 0;
      for (int i = from; i < from + count; i++) {
        double y = smooth(target[i]);
        weight += y;
        right += y == 0 ? 0 : y * ((double) x[i] - greatest);
      }
      if (gradient != null) {
        double share = weight / sum;
        for (int i = from; i < from + count; i++) {
          gradient[i] = (float) (factor * (share * powers[at + i] - smooth(target[i])));
        }
      }
      return weight * Math.log(sum) - right;
    }

    /**
     * With {@code q = p / Σ p}: the gradient {@code (Σ y - y/q) / Σ p} over what is not clipped.
     */
    private double probabilities(
        float[] p, float[] target, int from, int count, double factor, float[] gradient) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += p[i];
      }
      double loss = 0;
      double weight = 0;
      for (int i = from; i < from + count; i++) {
        double q = p[i] / sum;
        double y = smooth(target[i]);
        loss -= y * Math.log(Epsilon.clip(q));
        weight += Epsilon.isClipped(q) ? 0 : y;
      }
      for (int i = from; i < from + count && gradient != null; i++) {
        double own = Epsilon.isClipped(p[i] / sum) ? 0 : smooth(target[i]) / p[i];
        gradient[i] = (float) (factor * (weight / sum - own));
      }
      return loss;
    }
  }
}

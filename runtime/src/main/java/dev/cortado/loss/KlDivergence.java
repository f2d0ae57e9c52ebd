package dev.cortado.loss;

import static dev.cortado.loss.Epsilon.EPSILON;

import dev.cortado.kernel.Powers;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/**
 * {@code Σ target · log(target / p)} over the classes along the last axis, and the mean over the
 * other axes: Keras's {@code KLDivergence} (Kullback and Leibler, 1951). Targets below 1e-7 count
 * as 1e-7. Where the output ends in a softmax, {@code p} is computed from the logits; otherwise, as
 * Keras does, it is the prediction clipped to the range from 1e-7 to 1, without a gradient where it
 * is clipped.
 */
record KlDivergence() implements Loss {
  private static final double LOG_EPSILON = Math.log(EPSILON);

  @Override
  public String name() {
    return "kl_divergence";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(Classes.of(output, this), output.head() == Head.SOFTMAX);
  }

  private record OnOutput(Classes classes, boolean fromLogits) implements SoftmaxLoss {

    @Override
    public int targetSize() {
      return classes.size();
    }

    @Override
    public String problemWith(float[] target) {
      return classes.problemWithDistributions("kl_divergence", target);
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

    private static double clip(double target) {
      return Math.min(Math.max(target, EPSILON), 1);
    }

    private static double logarithm(double target) {
      return target <= EPSILON ? LOG_EPSILON : Math.log(Math.min(target, 1));
    }

    /** With the gradient {@code softmax(x) · Σ y - y}. */
    private static double logits(
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
      double logSum = Math.log(sum);
      double loss = 0;
      double weight = 0;
      for (int i = from; i < from + count; i++) {
        double y = clip(target[i]);
        weight += y;
        loss += y * (logarithm(target[i]) - ((double) x[i] - greatest - logSum));
      }
      if (gradient != null) {
        double share = weight / sum;
        for (int i = from; i < from + count; i++) {
          gradient[i] = (float) (factor * (share * powers[at + i] - clip(target[i])));
        }
      }
      return loss;
    }

    private static double probabilities(
        float[] p, float[] target, int from, int count, double factor, float[] gradient) {
      double loss = 0;
      for (int i = from; i < from + count; i++) {
        double y = clip(target[i]);
        double q = Math.min(Math.max(p[i], EPSILON), 1);
        loss += y * (logarithm(target[i]) - Math.log(q));
        if (gradient != null) {
          gradient[i] = p[i] < EPSILON || p[i] > 1 ? 0 : (float) (-factor * y / p[i]);
        }
      }
      return loss;
    }
  }
}

package dev.cortado.loss;

import dev.cortado.kernel.Powers;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import java.util.OptionalInt;

/**
 * {@code -log(p)} of the class whose index is the target, and the mean over the axes before the
 * last: Keras's {@code SparseCategoricalCrossentropy}. {@code p} is as in {@link
 * CategoricalCrossentropy}.
 *
 * @param ignoreClass a label that is left out, any integer: it has neither loss nor gradient, and
 *     does not count in the mean; none unless given
 */
public record SparseCategoricalCrossentropy(OptionalInt ignoreClass) implements Loss {

  /** This with a label that is left out, for example -1 or 255. */
  public SparseCategoricalCrossentropy ignoreClass(int label) {
    return new SparseCategoricalCrossentropy(OptionalInt.of(label));
  }

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(
        Classes.of(output, this),
        output.head() == Head.SOFTMAX,
        ignoreClass.isPresent() ? ignoreClass.getAsInt() : Float.NaN);
  }

  /** Where no label is left out, {@code ignored} is NaN, which no label equals. */
  private record OnOutput(Classes classes, boolean fromLogits, float ignored)
      implements SoftmaxLoss {

    @Override
    public int targetSize() {
      return classes.groups();
    }

    @Override
    public String problemWith(float[] target) {
      int count = classes.count();
      for (int i = 0; i < target.length; i++) {
        float label = target[i];
        boolean known = label == Math.rint(label) && label >= 0 && label < count;
        if (!known && label != ignored) {
          return "label %s at index %d is no class from 0 to %d; number classes from 0, or leave labels out with SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass"
              .formatted(label, i, count - 1);
        }
      }
      return null;
    }

    @Override
    public double counted(float[] target) {
      int counted = 0;
      for (float label : target) {
        counted += label == ignored ? 0 : 1;
      }
      return (double) counted / target.length;
    }

    @Override
    public double sample(
        float[] prediction, float[] target, float scale, float[] gradient, float[] powers, int at) {
      int count = classes.count();
      double factor = (double) scale / classes.groups();
      double sum = 0;
      for (int group = 0; group < classes.groups(); group++) {
        int from = group * count;
        if (target[group] == ignored) {
          for (int i = from; i < from + count && gradient != null; i++) {
            gradient[i] = 0;
          }
          continue;
        }
        int label = from + (int) target[group];
        sum +=
            fromLogits
                ? logits(prediction, label, from, count, factor, gradient, powers, at)
                : probabilities(prediction, label, from, count, factor, gradient);
      }
      return sum / classes.groups();
    }

    /**
     * {@code log Σ exp(x) - x[label]}, with the gradient {@code softmax(x)} less 1 at the label.
     */
    private static double logits(
        float[] x,
        int label,
        int from,
        int count,
        double factor,
        float[] gradient,
        float[] powers,
        int at) {
      float greatest = Powers.greatest(x, from, count);
      double sum = Logits.sum(x, from, count, greatest, powers, at);
      if (gradient != null) {
        double own = factor * (powers[at + label] / sum - 1);
        double share = factor / sum;
        for (int i = from; i < from + count; i++) {
          gradient[i] = (float) (share * powers[at + i]);
        }
        gradient[label] = (float) own;
      }
      return Math.log(sum) - ((double) x[label] - greatest);
    }

    /** With {@code q = p / Σ p}: the gradient {@code 1 / Σ p}, less {@code 1/p} at the label. */
    private static double probabilities(
        float[] p, int label, int from, int count, double factor, float[] gradient) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += p[i];
      }
      double q = p[label] / sum;
      if (gradient != null) {
        boolean clipped = Epsilon.isClipped(q);
        for (int i = from; i < from + count; i++) {
          double own = i == label ? 1.0 / p[label] : 0;
          gradient[i] = clipped ? 0 : (float) (factor * (1 / sum - own));
        }
      }
      return -Math.log(Epsilon.clip(q));
    }
  }
}

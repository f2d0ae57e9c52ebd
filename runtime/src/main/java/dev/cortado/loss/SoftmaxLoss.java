package dev.cortado.loss;

import dev.cortado.kernel.Powers;
import dev.cortado.kernel.Scratch;

/** A loss on classes that may be computed from the logits of a softmax. */
interface SoftmaxLoss extends Loss.OutputLoss {
  Classes classes();

  /**
   * The loss of one sample and its gradient, as {@link #sample(float[], float[], float, float[])}.
   *
   * @param powers where the loss is computed from logits, their {@link Powers}; may be {@code
   *     gradient}, and null where that is
   * @param at where those of this sample begin
   */
  double sample(
      float[] prediction, float[] target, float scale, float[] gradient, float[] powers, int at);

  @Override
  default double sample(float[] prediction, float[] target, float scale, float[] gradient) {
    if (fromLogits() && gradient != null) {
      Powers.of(prediction, classes().count(), gradient);
    }
    return sample(prediction, target, scale, gradient, gradient, 0);
  }

  @Override
  default void samples(
      float[][] predictions,
      float[][] targets,
      int count,
      float[] scales,
      float[][] gradients,
      double[] losses,
      Scratch scratch) {
    // Long rows are computed into the gradients, which are then still in the cache
    boolean areKept = gradients != null && Powers.areLong(classes().count());
    if (!fromLogits() || areKept || count == 0) {
      Loss.OutputLoss.super.samples(
          predictions, targets, count, scales, gradients, losses, scratch);
      return;
    }
    float[] powers = Powers.batch(predictions, count, classes().count(), scratch);
    for (int s = 0; s < count; s++) {
      float[] gradient = gradients == null ? null : gradients[s];
      int at = s * classes().size();
      losses[s] = sample(predictions[s], targets[s], scales[s], gradient, powers, at);
    }
  }
}

package dev.cortado.metric;

import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;

/**
 * The mean over samples and groups of the cosine of the angle between prediction and target along
 * the last axis: Keras's {@code CosineSimilarity}. 1 where they point the same way, 0 where one is
 * zero.
 */
record CosineSimilarity() implements Metric {

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups.requireDense(name(), output, targetSize);
    return new Mean(Loss.COSINE_SIMILARITY.on(output));
  }

  private static final class Mean extends MeanAccumulator {
    private final Loss.OutputLoss negated;

    private Mean(Loss.OutputLoss negated) {
      this.negated = negated;
    }

    @Override
    double value(float[] prediction, float[] target) {
      return -negated.sample(prediction, target, 1, null);
    }
  }
}

package dev.cortado.metric;

import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;

/**
 * The mean over samples of a loss that is computed from the output itself.
 *
 * @param loss the loss, whose name and formula this has
 */
record MeanLoss(Loss loss) implements Metric {

  @Override
  public String name() {
    return loss.name();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups.requireDense(name(), output, targetSize);
    return new Mean(loss.on(output));
  }

  private static final class Mean extends MeanAccumulator {
    private final Loss.OutputLoss loss;

    private Mean(Loss.OutputLoss loss) {
      this.loss = loss;
    }

    @Override
    double value(float[] prediction, float[] target) {
      return loss.sample(prediction, target, 1, null);
    }
  }
}

package dev.cortado.loss;

import dev.cortado.kernel.Functions;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/** The cross-entropy of independent yes-or-no answers. */
record BinaryCrossentropy() implements Loss {
  private static final float EPSILON = 1e-7f;

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size(), output.head() == Head.SIGMOID);
  }

  private record OnOutput(int targetSize, boolean fromLogits) implements OutputLoss {

    @Override
    public String problemWith(float[] target) {
      for (int i = 0; i < target.length; i++) {
        if (!(target[i] >= 0 && target[i] <= 1)) {
          return "value %d of the target is %s, but binary cross-entropy takes values from 0 to 1"
              .formatted(i, target[i]);
        }
      }
      return null;
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double sum = 0;
      float factor = scale / targetSize;
      for (int i = 0; i < targetSize; i++) {
        float x = prediction[i];
        float y = target[i];
        if (fromLogits) {
          // max(x, 0) - x·y + log(1 + exp(-|x|)) never overflows
          sum += Math.max(x, 0) - (double) x * y + Math.log1p(Math.exp(-Math.abs(x)));
        } else {
          double p = Math.min(Math.max(x, EPSILON), 1 - EPSILON);
          sum -= y * Math.log(p) + (1 - y) * Math.log(1 - p);
        }
        if (gradient != null) {
          gradient[i] = factor * slope(x, y);
        }
      }
      return sum / targetSize;
    }

    private float slope(float x, float y) {
      if (fromLogits) {
        return Functions.sigmoid(x) - y;
      }
      boolean clipped = x < EPSILON || x > 1 - EPSILON;
      return clipped ? 0 : (x - y) / (x * (1 - x));
    }
  }
}

package com.example;

import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;

/** The mean of the fourth powers of errors. */
public record Quartic() implements Loss {
  @Override
  public String name() {
    return "quartic";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private record OnOutput(int targetSize) implements OutputLoss {
    @Override
    public boolean fromLogits() {
      return false;
    }

    @Override
    public String problemWith(float[] target) {
      return null; // any finite target will do
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double sum = 0;
      for (int i = 0; i < targetSize; i++) {
        double error = (double) prediction[i] - target[i];
        sum += Math.pow(error, 4);
        if (gradient != null) {
          gradient[i] = (float) (scale * 4 * Math.pow(error, 3) / targetSize);
        }
      }
      return sum / targetSize;
    }
  }
}

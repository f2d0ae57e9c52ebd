package dev.cortado.loss;

import dev.cortado.model.Layer;

/** The mean of {@code (prediction - target)²}: Keras's {@code MeanSquaredError}. */
record MeanSquaredError() implements Loss {

  @Override
  public String name() {
    return "mean_squared_error";
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
      return TargetDomain.REAL.problemWith("mean_squared_error", target);
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double sum = 0;
      float factor = 2 * scale / targetSize;
      for (int i = 0; i < targetSize; i++) {
        float difference = prediction[i] - target[i];
        sum += (double) difference * difference;
        if (gradient != null) {
          gradient[i] = factor * difference;
        }
      }
      return sum / targetSize;
    }
  }
}

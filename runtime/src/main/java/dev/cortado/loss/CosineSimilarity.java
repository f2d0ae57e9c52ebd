package dev.cortado.loss;

import static dev.cortado.loss.Epsilon.EPSILON;

import dev.cortado.model.Layer;

/**
 * {@code -Σ target · prediction / (|target| · |prediction|)} along the last axis, and the mean over
 * the other axes: Keras's {@code CosineSimilarity}. -1 where they point the same way, 1 where they
 * point opposite ways, 0 where one is zero: lengths below 1e-7 count as 1e-7.
 */
record CosineSimilarity() implements Loss {

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public OutputLoss on(Layer output) {
    int length = output.shape().last();
    if (length < 2) {
      throw new IllegalArgumentException(
          "cosine_similarity compares directions, but layer '%s' of shape %s has one value along the last axis; use MEAN_SQUARED_ERROR for single values"
              .formatted(output.name(), output.shape()));
    }
    return new OnOutput(length, output.shape().size());
  }

  private record OnOutput(int length, int targetSize) implements OutputLoss {

    @Override
    public boolean fromLogits() {
      return false;
    }

    @Override
    public String problemWith(float[] target) {
      return TargetDomain.REAL.problemWith("cosine_similarity", target);
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double sum = 0;
      double factor = (double) scale * length / targetSize;
      for (int from = 0; from < targetSize; from += length) {
        double product = 0;
        double predictionSquares = 0;
        double targetSquares = 0;
        for (int i = from; i < from + length; i++) {
          product += (double) prediction[i] * target[i];
          predictionSquares += (double) prediction[i] * prediction[i];
          targetSquares += (double) target[i] * target[i];
        }
        double norm = Math.max(Math.sqrt(predictionSquares), EPSILON);
        double norms = norm * Math.max(Math.sqrt(targetSquares), EPSILON);
        double cosine = product / norms;
        sum -= cosine;
        // The derivative by the length vanishes where the length is replaced
        double radial = norm > EPSILON ? cosine / (norm * norm) : 0;
        for (int i = from; i < from + length && gradient != null; i++) {
          gradient[i] = (float) (factor * (radial * prediction[i] - target[i] / norms));
        }
      }
      return sum * length / targetSize;
    }
  }
}

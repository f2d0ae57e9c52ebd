package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * {@code max(1 + max((1 - target) · prediction) - Σ target · prediction, 0)} over the classes along
 * the last axis, and the mean over the other axes: Keras's {@code CategoricalHinge}. Targets are
 * one-hot, or -1 and 1.
 */
record CategoricalHinge() implements Loss {

  @Override
  public String name() {
    return "categorical_hinge";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(Classes.of(output, this));
  }

  private record OnOutput(Classes classes) implements OutputLoss {

    @Override
    public boolean fromLogits() {
      return false;
    }

    @Override
    public int targetSize() {
      return classes.size();
    }

    @Override
    public String problemWith(float[] target) {
      return TargetDomain.SIGN.problemWith("categorical_hinge", target);
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      int count = classes.count();
      double factor = (double) scale / classes.groups();
      double sum = 0;
      for (int from = 0; from < classes.size(); from += count) {
        int rival = from;
        double greatest = Double.NEGATIVE_INFINITY;
        double right = 0;
        for (int i = from; i < from + count; i++) {
          double other = (1.0 - target[i]) * prediction[i];
          if (other > greatest) {
            greatest = other;
            rival = i;
          }
          right += (double) target[i] * prediction[i];
        }
        double loss = Math.max(1 + greatest - right, 0);
        sum += loss;
        for (int i = from; i < from + count && gradient != null; i++) {
          double slope = (i == rival ? 1.0 - target[i] : 0) - target[i];
          gradient[i] = loss == 0 ? 0 : (float) (factor * slope);
        }
      }
      return sum / classes.groups();
    }
  }
}

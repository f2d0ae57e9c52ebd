package dev.cortado.model;

/**
 * A network as the compiler would write it, by hand: {@code sum = input · kernel + bias} of two
 * inputs and three outputs, and a scale that training leaves alone.
 */
final class TinyModel extends CompiledModel {
  private static final WeightInitializer ZEROS = (shape, random, values, offset) -> {};

  TinyModel(String fingerprint, float[] parameters) {
    super(blueprint(fingerprint), parameters, 0);
  }

  static Blueprint blueprint(String fingerprint) {
    return Blueprint.of("Tiny", fingerprint)
        .layer("input", "Input", Shape.of(2))
        .layer("sum", "Dense", Shape.of(3), "input")
        .parameter("kernel", Shape.of(2, 3), 0, ZEROS)
        .parameter("bias", Shape.of(3), 6, ZEROS)
        .frozen("scale", Shape.of(1), 9, ZEROS)
        .output("sum", Head.NONE)
        .build();
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    float[][] values = Workspace.rows(capacity, 3);
    return new Workspace(capacity, 1) {
      @Override
      public float[][] layer(int layer) {
        return layer == 0 ? input(0) : values;
      }

      @Override
      public float[][] logits(int output) {
        return values;
      }

      @Override
      public float[][] gradient(int output) {
        return values;
      }
    };
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    for (int s = 0; s < samples; s++) {
      float[] input = workspace.input(0)[s];
      for (int j = 0; j < 3; j++) {
        float sum = input[0] * parameters[j] + input[1] * parameters[3 + j] + parameters[6 + j];
        workspace.layer(1)[s][j] = parameters[9] * sum;
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    for (int s = 0; s < samples; s++) {
      float[] input = workspace.input(0)[s];
      for (int j = 0; j < 3; j++) {
        float outer = parameters[9] * workspace.gradient(0)[s][j];
        gradient[j] += outer * input[0];
        gradient[3 + j] += outer * input[1];
        gradient[6 + j] += outer;
      }
    }
  }

  @Override
  public CompiledModel copy() {
    return new TinyModel(blueprint().fingerprint(), parameters.clone());
  }
}

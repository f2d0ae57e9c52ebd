package dev.cortado.model;

/** Outputs of any shape, for tests of what is prepared for an output. */
public final class Outputs {
  private Outputs() {}

  /** An output named {@code out} of a network that computes nothing. */
  public static Layer of(Head head, int... sizes) {
    return new NoCode(
            Blueprint.of("Net", "")
                .layer("out", "Input", Shape.of(sizes))
                .output("out", head)
                .build())
        .layer("out");
  }

  private static final class NoCode extends CompiledModel {
    private NoCode(Blueprint blueprint) {
      super(blueprint, new float[0], 0);
    }

    @Override
    public Workspace workspace(int capacity, boolean training) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public void forward(Workspace workspace, int samples) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public CompiledModel copy() {
      return this;
    }
  }
}

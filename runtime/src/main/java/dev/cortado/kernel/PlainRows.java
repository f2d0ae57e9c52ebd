package dev.cortado.kernel;

/** Functions of every element, one after another. */
final class PlainRows implements RowKernels {
  @Override
  public void exp(float[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = FloatMath.exp(from[i]);
    }
  }

  @Override
  public void sigmoid(float[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = FloatMath.sigmoid(from[i]);
    }
  }

  @Override
  public void tanh(float[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = FloatMath.tanh(from[i]);
    }
  }
}

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

  @Override
  public void powers(float[] from, int start, int length, float less, float[] to) {
    for (int i = start; i < start + length; i++) {
      to[i] = FloatMath.exp(from[i] - less);
    }
  }

  @Override
  public float greatest(float[] x, int start, int length) {
    return Powers.scan(x, start, length);
  }

  @Override
  public void divide(float[] to, int start, int length, float divisor) {
    for (int i = start; i < start + length; i++) {
      to[i] /= divisor;
    }
  }

  @Override
  public void relu(float[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = Math.max(from[i], 0f);
    }
  }

  @Override
  public void reluGradient(float[] gradient, float[] output, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }
}

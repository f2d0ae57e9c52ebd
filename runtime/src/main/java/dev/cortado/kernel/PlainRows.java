package dev.cortado.kernel;

/** Functions of every element, one after another. */
final class PlainRows implements RowKernels {
  /** The bits of positive infinity: those of positive numbers are from 1 up to these. */
  private static final int INFINITY = 0x7f800000;

  /** From these lengths on, the loops of {@link PlainLongRows} are faster. */
  private static final int LONG_SIGMOID = 64;

  private static final int LONG_TANH = 128;

  @Override
  public void exp(float[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = FloatMath.exp(from[i]);
    }
  }

  @Override
  public void sigmoid(float[] from, float[] to, int length) {
    if (length >= LONG_SIGMOID && from != to) {
      PlainLongRows.sigmoid(from, to, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      to[i] = FloatMath.sigmoid(from[i]);
    }
  }

  @Override
  public void tanh(float[] from, float[] to, int length) {
    if (length >= LONG_TANH && from != to) {
      PlainLongRows.tanh(from, to, length);
      return;
    }
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
    // In whole numbers, as processors guess badly which numbers are positive
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToRawIntBits(output[i]);
      int isPositive = (-bits & ~bits & ~(INFINITY - bits)) >> 31;
      to[i] = Float.intBitsToFloat(Float.floatToRawIntBits(gradient[i]) & isPositive);
    }
  }

  @Override
  public void add(float[] from, int first, float[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] += from[first + i];
    }
  }

  /** Four sums at a time, each in a local variable. */
  @Override
  public void addVectors(float[] vectors, int count, int length, float[] sums, int at) {
    int j = 0;
    for (; j + 4 <= length; j += 4) {
      float sum0 = sums[at + j];
      float sum1 = sums[at + j + 1];
      float sum2 = sums[at + j + 2];
      float sum3 = sums[at + j + 3];
      for (int v = 0, p = j; v < count; v++, p += length) {
        sum0 += vectors[p];
        sum1 += vectors[p + 1];
        sum2 += vectors[p + 2];
        sum3 += vectors[p + 3];
      }
      sums[at + j] = sum0;
      sums[at + j + 1] = sum1;
      sums[at + j + 2] = sum2;
      sums[at + j + 3] = sum3;
    }
    for (; j < length; j++) {
      float sum = sums[at + j];
      for (int v = 0, p = j; v < count; v++, p += length) {
        sum += vectors[p];
      }
      sums[at + j] = sum;
    }
  }

  @Override
  public void max(float[] from, int first, float[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] = Math.max(to[at + i], from[first + i]);
    }
  }

  @Override
  public void takeWhereEqual(
      float[] x, float[] y, int at, float[] rest, float[] to, int first, int length) {
    for (int i = 0; i < length; i++) {
      int unlike = Float.floatToRawIntBits(x[first + i]) ^ Float.floatToRawIntBits(y[at + i]);
      int isUnlike = (unlike | -unlike) >> 31;
      int bits = Float.floatToRawIntBits(rest[i]);
      to[first + i] += Float.intBitsToFloat(bits & ~isUnlike);
      rest[i] = Float.intBitsToFloat(bits & isUnlike);
    }
  }

  @Override
  public void maxOfFour(float[] x, int first, int line, float[] to, int at, int length) {
    int second = first + length;
    int third = first + line;
    int fourth = third + length;
    for (int i = 0; i < length; i++) {
      float upper = Math.max(x[first + i], x[second + i]);
      to[at + i] = Math.max(Math.max(upper, x[third + i]), x[fourth + i]);
    }
  }

  @Override
  public void addAtFirstOfFour(
      float[] x, float[] y, float[] gradient, int at, float[] to, int first, int line, int length) {
    for (int i = 0; i < length; i++) {
      int most = Float.floatToRawIntBits(y[at + i]);
      int rest = Float.floatToRawIntBits(gradient[at + i]);
      rest = addWhereEqual(x, first + i, most, to, rest);
      rest = addWhereEqual(x, first + length + i, most, to, rest);
      rest = addWhereEqual(x, first + line + i, most, to, rest);
      addWhereEqual(x, first + line + length + i, most, to, rest);
    }
  }

  /** Adds a number where an element has given bits; what is left of it, as bits. */
  static int addWhereEqual(float[] x, int at, int most, float[] to, int rest) {
    int unlike = Float.floatToRawIntBits(x[at]) ^ most;
    int isUnlike = (unlike | -unlike) >> 31;
    to[at] += Float.intBitsToFloat(rest & ~isUnlike);
    return rest & isUnlike;
  }

  @Override
  public void multiplyAdd(
      float[] a, int aAt, float[] b, int bAt, float[] sums, int at, int length) {
    for (int i = 0; i < length; i++) {
      sums[at + i] = Math.fma(a[aAt + i], b[bAt + i], sums[at + i]);
    }
  }
}

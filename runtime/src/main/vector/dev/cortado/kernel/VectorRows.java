package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.BIAS_INT;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.GREATEST;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LARGE;
import static dev.cortado.kernel.VectorConstants.LEAST;
import static dev.cortado.kernel.VectorConstants.LIFTED_POWER_INT;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.LOWER;
import static dev.cortado.kernel.VectorConstants.MINUS_HALF;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.POWER_INT;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SMALL;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.T11;
import static dev.cortado.kernel.VectorConstants.T3;
import static dev.cortado.kernel.VectorConstants.T5;
import static dev.cortado.kernel.VectorConstants.T7;
import static dev.cortado.kernel.VectorConstants.T9;
import static dev.cortado.kernel.VectorConstants.TWO;
import static dev.cortado.kernel.VectorConstants.ZERO;
import static dev.cortado.kernel.VectorConstants.ZERO_INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The steps of {@link FloatMath}, each for a vector of numbers. They are written out in each
 * method: where HotSpot does not inline a method that takes or returns a vector, it allocates one.
 */
final class VectorRows implements RowKernels {
  VectorRows() {}

  @Override
  public void exp(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector below = x.blend(GREATEST, x.compare(VectorOperators.GT, GREATEST));
      FloatVector bounded = below.blend(LEAST, below.compare(VectorOperators.LT, LEAST));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector other = exponent.sub(half);
      FloatVector first =
          half.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector second =
          other.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector e = power.mul(first).mul(second);
      e.intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.exp(from[i]);
    }
  }

  @Override
  public void powers(float[] from, int start, int length, float less, float[] to) {
    int end = start + length;
    int i = start;
    for (; i + LANES <= end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i).sub(less);
      FloatVector below = x.blend(GREATEST, x.compare(VectorOperators.GT, GREATEST));
      FloatVector bounded = below.blend(LEAST, below.compare(VectorOperators.LT, LEAST));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector other = exponent.sub(half);
      FloatVector first =
          half.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector second =
          other.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector e = power.mul(first).mul(second);
      e.intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] = FloatMath.exp(from[i] - less);
    }
  }

  @Override
  public void sigmoid(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector argument = x.abs().neg();
      FloatVector bounded = argument.blend(LEAST, argument.compare(VectorOperators.LT, LEAST));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(LIFTED_POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale).mul(LOWER);
      FloatVector above = ONE.blend(e, x.compare(VectorOperators.LT, ZERO));
      FloatVector below = e.add(ONE);
      FloatVector quotient = above.div(below);
      FloatVector fromSum = quotient.mul(e.sub(below.sub(ONE)));
      FloatVector rest = ZERO.sub(quotient).fma(below, above).sub(fromSum);
      rest.fma(MINUS_HALF.fma(e, ONE), quotient).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.sigmoid(from[i]);
    }
  }

  @Override
  public void tanh(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector magnitude = x.abs();
      FloatVector argument = magnitude.add(magnitude);
      FloatVector bounded = argument.blend(LARGE, argument.compare(VectorOperators.GT, LARGE));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale);
      FloatVector large = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector signed = large.blend(ZERO.sub(large), x.compare(VectorOperators.LT, ZERO));
      FloatVector square = x.mul(x);
      FloatVector odd = T11.fma(square, T9);
      odd = odd.fma(square, T7).fma(square, T5);
      odd = odd.fma(square, T3);
      FloatVector small = odd.fma(square, ONE).mul(x);
      signed.blend(small, magnitude.compare(VectorOperators.LT, SMALL)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.tanh(from[i]);
    }
  }

  @Override
  public float greatest(float[] x, int start, int length) {
    if (length < LANES) {
      return Powers.scan(x, start, length);
    }
    int end = start + length;
    FloatVector most = FloatVector.fromArray(SPECIES, x, start);
    for (int i = start + LANES; i + LANES <= end; i += LANES) {
      most = most.max(FloatVector.fromArray(SPECIES, x, i));
    }
    // The last of them once more, together with what is left over
    most = most.max(FloatVector.fromArray(SPECIES, x, end - LANES));
    return most.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void divide(float[] to, int start, int length, float divisor) {
    int end = start + length;
    int i = start;
    for (; i + LANES <= end; i += LANES) {
      FloatVector.fromArray(SPECIES, to, i).div(divisor).intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] /= divisor;
    }
  }

  @Override
  public void relu(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(SPECIES, from, i).max(ZERO).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Math.max(from[i], 0f);
    }
  }

  @Override
  public void reluGradient(float[] gradient, float[] output, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      VectorMask<Float> isPositive =
          FloatVector.fromArray(SPECIES, output, i).compare(VectorOperators.GT, ZERO);
      ZERO.blend(FloatVector.fromArray(SPECIES, gradient, i), isPositive).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }

  @Override
  public void add(float[] from, int first, float[] to, int at, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, to, at + i);
      sum.add(FloatVector.fromArray(SPECIES, from, first + i)).intoArray(to, at + i);
    }
    for (; i < length; i++) {
      to[at + i] += from[first + i];
    }
  }

  @Override
  public void addVectors(float[] vectors, int count, int length, float[] sums, int at) {
    int j = 0;
    for (; j + 2 * LANES <= length; j += 2 * LANES) {
      addColumns(vectors, count, length, j, sums, at + j);
    }
    for (; j < length; j++) {
      float sum = sums[at + j];
      for (int v = 0, p = j; v < count; v++, p += length) {
        sum += vectors[p];
      }
      sums[at + j] = sum;
    }
  }

  /** Two vectors of sums. */
  private static void addColumns(
      float[] vectors, int count, int length, int first, float[] sums, int at) {
    FloatVector s = FloatVector.fromArray(SPECIES, sums, at);
    FloatVector t = FloatVector.fromArray(SPECIES, sums, at + LANES);
    for (int v = 0, p = first; v < count; v++, p += length) {
      s = s.add(FloatVector.fromArray(SPECIES, vectors, p));
      t = t.add(FloatVector.fromArray(SPECIES, vectors, p + LANES));
    }
    s.intoArray(sums, at);
    t.intoArray(sums, at + LANES);
  }

  @Override
  public void max(float[] from, int first, float[] to, int at, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector greatest = FloatVector.fromArray(SPECIES, to, at + i);
      greatest.max(FloatVector.fromArray(SPECIES, from, first + i)).intoArray(to, at + i);
    }
    for (; i < length; i++) {
      to[at + i] = Math.max(to[at + i], from[first + i]);
    }
  }

  @Override
  public void takeWhereEqual(
      float[] x, float[] y, int at, float[] rest, float[] to, int first, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      VectorMask<Integer> equal =
          FloatVector.fromArray(SPECIES, x, first + i)
              .reinterpretAsInts()
              .compare(
                  VectorOperators.EQ,
                  FloatVector.fromArray(SPECIES, y, at + i).reinterpretAsInts());
      IntVector left = FloatVector.fromArray(SPECIES, rest, i).reinterpretAsInts();
      FloatVector share = ZERO_INT.blend(left, equal).reinterpretAsFloats();
      FloatVector.fromArray(SPECIES, to, first + i).add(share).intoArray(to, first + i);
      left.blend(ZERO_INT, equal).reinterpretAsFloats().intoArray(rest, i);
    }
    for (; i < length; i++) {
      boolean isEqual = Float.floatToRawIntBits(x[first + i]) == Float.floatToRawIntBits(y[at + i]);
      to[first + i] += isEqual ? rest[i] : 0;
      rest[i] = isEqual ? 0 : rest[i];
    }
  }

  @Override
  public void maxOfFour(float[] x, int first, int line, float[] to, int at, int length) {
    int second = first + length;
    int third = first + line;
    int fourth = third + length;
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(SPECIES, x, first + i)
          .max(FloatVector.fromArray(SPECIES, x, second + i))
          .max(FloatVector.fromArray(SPECIES, x, third + i))
          .max(FloatVector.fromArray(SPECIES, x, fourth + i))
          .intoArray(to, at + i);
    }
    for (; i < length; i++) {
      float upper = Math.max(x[first + i], x[second + i]);
      to[at + i] = Math.max(Math.max(upper, x[third + i]), x[fourth + i]);
    }
  }

  @Override
  public void addAtFirstOfFour(
      float[] x, float[] y, float[] gradient, int at, float[] to, int first, int line, int length) {
    int second = first + length;
    int third = first + line;
    int fourth = third + length;
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      IntVector most = FloatVector.fromArray(SPECIES, y, at + i).reinterpretAsInts();
      IntVector rest = FloatVector.fromArray(SPECIES, gradient, at + i).reinterpretAsInts();
      VectorMask<Integer> equal =
          FloatVector.fromArray(SPECIES, x, first + i)
              .reinterpretAsInts()
              .compare(VectorOperators.EQ, most);
      FloatVector.fromArray(SPECIES, to, first + i)
          .add(ZERO_INT.blend(rest, equal).reinterpretAsFloats())
          .intoArray(to, first + i);
      rest = rest.blend(ZERO_INT, equal);
      equal =
          FloatVector.fromArray(SPECIES, x, second + i)
              .reinterpretAsInts()
              .compare(VectorOperators.EQ, most);
      FloatVector.fromArray(SPECIES, to, second + i)
          .add(ZERO_INT.blend(rest, equal).reinterpretAsFloats())
          .intoArray(to, second + i);
      rest = rest.blend(ZERO_INT, equal);
      equal =
          FloatVector.fromArray(SPECIES, x, third + i)
              .reinterpretAsInts()
              .compare(VectorOperators.EQ, most);
      FloatVector.fromArray(SPECIES, to, third + i)
          .add(ZERO_INT.blend(rest, equal).reinterpretAsFloats())
          .intoArray(to, third + i);
      rest = rest.blend(ZERO_INT, equal);
      equal =
          FloatVector.fromArray(SPECIES, x, fourth + i)
              .reinterpretAsInts()
              .compare(VectorOperators.EQ, most);
      FloatVector.fromArray(SPECIES, to, fourth + i)
          .add(ZERO_INT.blend(rest, equal).reinterpretAsFloats())
          .intoArray(to, fourth + i);
    }
    for (; i < length; i++) {
      int most = Float.floatToRawIntBits(y[at + i]);
      int rest = Float.floatToRawIntBits(gradient[at + i]);
      rest = PlainRows.addWhereEqual(x, first + i, most, to, rest);
      rest = PlainRows.addWhereEqual(x, second + i, most, to, rest);
      rest = PlainRows.addWhereEqual(x, third + i, most, to, rest);
      PlainRows.addWhereEqual(x, fourth + i, most, to, rest);
    }
  }

  @Override
  public void multiplyAdd(
      float[] a, int aAt, float[] b, int bAt, float[] sums, int at, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, at + i);
      FloatVector.fromArray(SPECIES, a, aAt + i)
          .fma(FloatVector.fromArray(SPECIES, b, bAt + i), sum)
          .intoArray(sums, at + i);
    }
    for (; i < length; i++) {
      sums[at + i] = Math.fma(a[aAt + i], b[bAt + i], sums[at + i]);
    }
  }
}

package dev.cortado.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of {@link FloatMath}, each for a vector of numbers. They are written out in each
 * method: where HotSpot does not inline a method that takes or returns a vector, it allocates one.
 */
final class VectorRows implements RowKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int FRACTION = 23;

  private static final FloatVector ZERO = of(0);
  private static final FloatVector ONE = of(1);
  private static final FloatVector TWO = of(2);
  private static final FloatVector MINUS_HALF = of(-0.5f);
  private static final FloatVector LEAST = of(FloatMath.LEAST);
  private static final FloatVector GREATEST = of(FloatMath.GREATEST);
  private static final FloatVector LOG2_E = of(FloatMath.LOG2_E);
  private static final FloatVector ROUND = of(FloatMath.ROUND);
  private static final FloatVector MINUS_LN2_HIGH = of(-FloatMath.LN2_HIGH);
  private static final FloatVector MINUS_LN2_LOW = of(-FloatMath.LN2_LOW);
  private static final FloatVector E2 = of(FloatMath.E2);
  private static final FloatVector E3 = of(FloatMath.E3);
  private static final FloatVector E4 = of(FloatMath.E4);
  private static final FloatVector E5 = of(FloatMath.E5);
  private static final FloatVector E6 = of(FloatMath.E6);
  private static final FloatVector E7 = of(FloatMath.E7);
  private static final FloatVector SMALL = of(FloatMath.SMALL);
  private static final FloatVector T3 = of(FloatMath.T3);
  private static final FloatVector T5 = of(FloatMath.T5);
  private static final FloatVector T7 = of(FloatMath.T7);
  private static final FloatVector T9 = of(FloatMath.T9);
  private static final FloatVector T11 = of(FloatMath.T11);
  private static final IntVector ZERO_INT = ZERO.reinterpretAsInts();
  private static final IntVector ROUND_INT = ROUND.reinterpretAsInts();
  private static final IntVector BIAS_INT =
      ONE.reinterpretAsInts().lanewise(VectorOperators.LSHR, FRACTION);

  VectorRows() {}

  @Override
  public void exp(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector bounded = x.max(LEAST).min(GREATEST);
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
  public void sigmoid(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector argument = x.min(ZERO.sub(x));
      FloatVector bounded = argument.max(LEAST).min(GREATEST);
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
      FloatVector magnitude = x.max(ZERO.sub(x));
      FloatVector argument = magnitude.add(magnitude);
      FloatVector bounded = argument.max(LEAST).min(GREATEST);
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

  private static FloatVector of(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}

package dev.cortado.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The steps of {@link FloatMath}, each for a vector of numbers. */
final class VectorRows implements RowKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROUND_BITS = Float.floatToRawIntBits(FloatMath.ROUND);
  private static final int BIAS = 127;
  private static final int FRACTION = 23;

  VectorRows() {}

  @Override
  public void exp(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, from, i)).intoArray(to, i);
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
      FloatVector e = exp(x.abs().neg());
      VectorMask<Float> isNegative = x.compare(VectorOperators.LT, 0f);
      FloatVector above = of(1f).blend(e, isNegative);
      FloatVector below = e.add(1f);
      FloatVector quotient = above.div(below);
      FloatVector lost = quotient.mul(e.sub(below.sub(1f)));
      FloatVector rest = quotient.neg().fma(below, above).sub(lost);
      rest.fma(of(-0.5f).fma(e, of(1f)), quotient).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.sigmoid(from[i]);
    }
  }

  @Override
  public void tanh(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, from, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.tanh(from[i]);
    }
  }

  @Override
  public void relu(float[] from, float[] to, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(SPECIES, from, i).max(0f).intoArray(to, i);
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
          FloatVector.fromArray(SPECIES, output, i).compare(VectorOperators.GT, 0f);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, gradient, i), isPositive)
          .intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = output[i] > 0 ? gradient[i] : 0;
    }
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.max(FloatMath.LEAST).min(FloatMath.GREATEST);
    FloatVector shifted = bounded.fma(of(FloatMath.LOG2_E), of(FloatMath.ROUND));
    FloatVector n = shifted.sub(FloatMath.ROUND);
    FloatVector high = n.fma(of(-FloatMath.LN2_HIGH), bounded);
    FloatVector r = n.fma(of(-FloatMath.LN2_LOW), high);
    FloatVector rest = n.fma(of(-FloatMath.LN2_LOW), high.sub(r));
    FloatVector tail = of(FloatMath.E7).fma(r, of(FloatMath.E6)).fma(r, of(FloatMath.E5));
    tail = tail.fma(r, of(FloatMath.E4)).fma(r, of(FloatMath.E3)).fma(r, of(FloatMath.E2));
    FloatVector power = r.mul(r).fma(tail, rest).add(r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(BIAS).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector square = x.mul(x);
    FloatVector odd = of(FloatMath.T11).fma(square, of(FloatMath.T9));
    odd = odd.fma(square, of(FloatMath.T7)).fma(square, of(FloatMath.T5));
    odd = odd.fma(square, of(FloatMath.T3));
    FloatVector small = odd.fma(square, of(1f)).mul(x);
    FloatVector large = of(1f).sub(of(2f).div(exp(magnitude.mul(2f)).add(1f)));
    // The result has the sign of x.
    FloatVector signed =
        large
            .reinterpretAsInts()
            .lanewise(VectorOperators.AND, Integer.MAX_VALUE)
            .lanewise(
                VectorOperators.OR,
                x.reinterpretAsInts().lanewise(VectorOperators.AND, Integer.MIN_VALUE))
            .reinterpretAsFloats();
    return signed.blend(small, magnitude.compare(VectorOperators.LT, FloatMath.SMALL));
  }

  private static FloatVector of(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}

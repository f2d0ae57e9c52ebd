package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.INFINITY;
import static dev.cortado.kernel.VectorConstants.L0;
import static dev.cortado.kernel.VectorConstants.L1;
import static dev.cortado.kernel.VectorConstants.L2;
import static dev.cortado.kernel.VectorConstants.L3;
import static dev.cortado.kernel.VectorConstants.L4;
import static dev.cortado.kernel.VectorConstants.L5;
import static dev.cortado.kernel.VectorConstants.L6;
import static dev.cortado.kernel.VectorConstants.L7;
import static dev.cortado.kernel.VectorConstants.L8;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.LN2_LOW;
import static dev.cortado.kernel.VectorConstants.MINUS_HALF;
import static dev.cortado.kernel.VectorConstants.MINUS_INFINITY;
import static dev.cortado.kernel.VectorConstants.MIN_NORMAL;
import static dev.cortado.kernel.VectorConstants.NAN;
import static dev.cortado.kernel.VectorConstants.NORMALIZE;
import static dev.cortado.kernel.VectorConstants.NORMALIZE_LOG2;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.SQRT_HALF_INT;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link FloatMath#log}. */
final class VectorLog implements RowFunction {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      VectorMask<Float> isSubnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
      FloatVector normal = x.blend(x.mul(NORMALIZE), isSubnormal);
      IntVector bits = normal.reinterpretAsInts();
      IntVector exponent = bits.sub(SQRT_HALF_INT).lanewise(VectorOperators.ASHR, FRACTION);
      FloatVector mantissa =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, FRACTION)).reinterpretAsFloats();
      FloatVector f = mantissa.sub(ONE);
      FloatVector whole = exponent.add(ROUND_INT).reinterpretAsFloats().sub(ROUND);
      FloatVector n = whole.blend(whole.sub(NORMALIZE_LOG2), isSubnormal);
      FloatVector square = f.mul(f);
      FloatVector tail = L8.fma(f, L7).fma(f, L6).fma(f, L5).fma(f, L4);
      tail = tail.fma(f, L3).fma(f, L2).fma(f, L1).fma(f, L0);
      FloatVector rest = f.mul(square).fma(tail, square.mul(MINUS_HALF));
      FloatVector logarithm = n.fma(LN2_HIGH, n.fma(LN2_LOW, rest).add(f));
      FloatVector finite = INFINITY.blend(logarithm, x.compare(VectorOperators.LT, INFINITY));
      FloatVector limit = NAN.blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, ZERO));
      limit.blend(finite, x.compare(VectorOperators.GT, ZERO)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.log(from[i]);
    }
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.BIAS_INT;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.ERF_LARGE;
import static dev.cortado.kernel.VectorConstants.ERF_SMALL;
import static dev.cortado.kernel.VectorConstants.F0;
import static dev.cortado.kernel.VectorConstants.F1;
import static dev.cortado.kernel.VectorConstants.F2;
import static dev.cortado.kernel.VectorConstants.F3;
import static dev.cortado.kernel.VectorConstants.F4;
import static dev.cortado.kernel.VectorConstants.F5;
import static dev.cortado.kernel.VectorConstants.F6;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.G0;
import static dev.cortado.kernel.VectorConstants.G1;
import static dev.cortado.kernel.VectorConstants.G2;
import static dev.cortado.kernel.VectorConstants.G3;
import static dev.cortado.kernel.VectorConstants.G4;
import static dev.cortado.kernel.VectorConstants.G5;
import static dev.cortado.kernel.VectorConstants.G6;
import static dev.cortado.kernel.VectorConstants.G7;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link FloatMath#erf}. */
final class VectorErf implements RowFunction {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector magnitude = x.abs();
      FloatVector z = magnitude.min(ERF_LARGE);
      FloatVector argument = G7.fma(z, G6).fma(z, G5).fma(z, G4);
      argument = argument.fma(z, G3).fma(z, G2).fma(z, G1).fma(z, G0);
      FloatVector shifted = argument.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, argument);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector large = ONE.sub(power.mul(scale));
      FloatVector signed = large.blend(large.neg(), x.compare(VectorOperators.LT, ZERO));
      FloatVector square = x.mul(x);
      FloatVector even = F6.fma(square, F5).fma(square, F4).fma(square, F3);
      even = even.fma(square, F2).fma(square, F1).fma(square, F0);
      FloatVector small = x.fma(even, x);
      signed.blend(small, magnitude.compare(VectorOperators.LT, ERF_SMALL)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = FloatMath.erf(from[i]);
    }
  }
}

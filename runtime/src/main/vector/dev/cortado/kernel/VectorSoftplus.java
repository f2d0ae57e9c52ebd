package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.BIAS_INT;
import static dev.cortado.kernel.VectorConstants.D0;
import static dev.cortado.kernel.VectorConstants.D1;
import static dev.cortado.kernel.VectorConstants.D2;
import static dev.cortado.kernel.VectorConstants.D3;
import static dev.cortado.kernel.VectorConstants.D4;
import static dev.cortado.kernel.VectorConstants.D5;
import static dev.cortado.kernel.VectorConstants.D6;
import static dev.cortado.kernel.VectorConstants.D7;
import static dev.cortado.kernel.VectorConstants.D8;
import static dev.cortado.kernel.VectorConstants.D9;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.EXPM1_LEAST;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LEAST;
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

/** The steps of {@link Activations#softplus} and {@link Functions#softplusSlope}. */
final class VectorSoftplus implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector argument = x.abs().neg().max(LEAST);
      FloatVector shifted = argument.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, argument);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector other = exponent.sub(half);
      FloatVector first =
          half.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector second =
          other.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector e = power.add(ONE).mul(first).mul(second);
      FloatVector poly = D9.fma(e, D8).fma(e, D7).fma(e, D6).fma(e, D5).fma(e, D4);
      poly = poly.fma(e, D3).fma(e, D2).fma(e, D1).fma(e, D0);
      FloatVector logarithm = e.fma(poly.mul(e), e);
      FloatVector positive = x.add(logarithm);
      positive.blend(logarithm, x.compare(VectorOperators.LT, ZERO)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.softplus(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector argument = FloatVector.fromArray(SPECIES, at, i).neg().max(EXPM1_LEAST);
      FloatVector shifted = argument.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, argument);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(BIAS_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector slope = scale.fma(power, scale.sub(ONE)).neg();
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.softplusSlope(at[i]);
    }
  }
}

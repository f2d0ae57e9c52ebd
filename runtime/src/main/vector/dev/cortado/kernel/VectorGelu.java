package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.C0;
import static dev.cortado.kernel.VectorConstants.C1;
import static dev.cortado.kernel.VectorConstants.C2;
import static dev.cortado.kernel.VectorConstants.C3;
import static dev.cortado.kernel.VectorConstants.C4;
import static dev.cortado.kernel.VectorConstants.C5;
import static dev.cortado.kernel.VectorConstants.C6;
import static dev.cortado.kernel.VectorConstants.C7;
import static dev.cortado.kernel.VectorConstants.C8;
import static dev.cortado.kernel.VectorConstants.C9;
import static dev.cortado.kernel.VectorConstants.CENTER;
import static dev.cortado.kernel.VectorConstants.DENSITY;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.GELU_LIMIT;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LIFTED_INT;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.LOWER;
import static dev.cortado.kernel.VectorConstants.MINUS_HALF;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.MINUS_TWO_CENTER;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Activations#gelu} and {@link Slopes#gelu}. */
final class VectorGelu implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector z = x.abs().min(GELU_LIMIT);
      FloatVector square = z.mul(z);
      FloatVector low = z.fma(z, square.neg()).mul(MINUS_HALF);
      FloatVector sum = z.add(CENTER);
      FloatVector inverse = ONE.div(sum);
      FloatVector q = inverse.fma(MINUS_TWO_CENTER, ONE);
      FloatVector polyHigh = C9.fma(q, C8).fma(q, C7).fma(q, C6).fma(q, C5).fma(q, C4);
      polyHigh = polyHigh.fma(q, C3).fma(q, C2).fma(q, C1);
      FloatVector polynomial = polyHigh.fma(q, C0);
      FloatVector polynomialLow = polyHigh.fma(q, C0.sub(polynomial));
      FloatVector fromSum = inverse.mul(z.sub(sum.sub(CENTER)));
      FloatVector minus = z.neg();
      FloatVector correction = inverse.neg().fma(sum, ONE).sub(fromSum).mul(sum);
      correction = correction.mul(minus.fma(inverse.mul(polynomial), DENSITY));
      FloatVector quotient = z.mul(inverse);
      FloatVector factor = quotient.mul(polynomial);
      FloatVector factorLow =
          quotient
              .fma(polynomial, factor.neg())
              .add(z.fma(correction, quotient.mul(polynomialLow)));
      factorLow = z.fma(inverse, quotient.neg()).fma(polynomial, factorLow);
      FloatVector argument = square.mul(MINUS_HALF);
      FloatVector shifted = argument.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector rough = n.fma(MINUS_LN2_HIGH, argument);
      FloatVector high = rough.add(low);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r)).add(rough.sub(high).add(low));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(LIFTED_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector lifted = power.add(ONE).mul(scale);
      FloatVector part = factor.fma(lifted, factorLow.mul(lifted)).mul(LOWER);
      FloatVector difference = x.max(ZERO).sub(part);
      difference.blend(x, x.compare(VectorOperators.EQ, ZERO)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.gelu(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, at, i);
      FloatVector z = x.abs().min(GELU_LIMIT);
      FloatVector inverse = ONE.div(z.add(CENTER));
      FloatVector q = inverse.fma(MINUS_TWO_CENTER, ONE);
      FloatVector polyHigh = C9.fma(q, C8).fma(q, C7).fma(q, C6).fma(q, C5).fma(q, C4);
      polyHigh = polyHigh.fma(q, C3).fma(q, C2).fma(q, C1);
      FloatVector polynomial = polyHigh.fma(q, C0);
      FloatVector factor = inverse.fma(polynomial, z.neg().mul(DENSITY));
      FloatVector argument = z.mul(z).mul(MINUS_HALF);
      FloatVector shifted = argument.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, argument);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(LIFTED_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector e = power.add(ONE).mul(scale).mul(LOWER);
      FloatVector below = factor.mul(e);
      FloatVector slope =
          ONE.sub(below).blend(below.add(ZERO), x.compare(VectorOperators.LT, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.geluSlope(at[i]);
    }
  }
}

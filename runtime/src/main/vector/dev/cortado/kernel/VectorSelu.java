package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.BIAS_INT;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.EXPM1_LEAST;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SELU_LIMIT;
import static dev.cortado.kernel.VectorConstants.SELU_SCALE;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Functions#selu} and its derivative. */
final class VectorSelu implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector argument = x.max(EXPM1_LEAST);
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
      FloatVector expm1 = scale.fma(power, scale.sub(ONE));
      FloatVector negative = expm1.mul(SELU_LIMIT);
      negative.blend(x.mul(SELU_SCALE), x.compare(VectorOperators.GE, ZERO)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.selu(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, at, i);
      FloatVector left = y.add(SELU_LIMIT);
      FloatVector slope = left.blend(SELU_SCALE, y.compare(VectorOperators.GT, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.seluSlope(at[i]);
    }
  }
}

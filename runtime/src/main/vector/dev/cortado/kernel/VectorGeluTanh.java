package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.CUBIC;
import static dev.cortado.kernel.VectorConstants.CUBIC_LOW;
import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.GELU_TANH_LIMIT;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LIFTED;
import static dev.cortado.kernel.VectorConstants.LIFTED_INT;
import static dev.cortado.kernel.VectorConstants.LINEAR;
import static dev.cortado.kernel.VectorConstants.LINEAR_LOW;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.LOWER;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.TRIPLE;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Activations#geluTanh} and {@link Slopes#geluTanh}. */
final class VectorGeluTanh implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector z = x.abs().min(GELU_TANH_LIMIT);
      FloatVector square = z.mul(z);
      FloatVector cubic = square.mul(CUBIC);
      FloatVector slope = cubic.add(LINEAR);
      FloatVector part = slope.sub(LINEAR);
      FloatVector fromSum = cubic.sub(part).add(LINEAR.sub(slope.sub(part)));
      FloatVector fromSquare = z.fma(z, square.neg());
      FloatVector slopeLow = CUBIC.fma(fromSquare, CUBIC.fma(square, cubic.neg()));
      slopeLow = slopeLow.add(fromSum).add(CUBIC_LOW.fma(square, LINEAR_LOW));
      FloatVector minus = z.neg();
      FloatVector argument = minus.mul(slope);
      FloatVector low = minus.fma(slopeLow, minus.fma(slope, argument.neg()));
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
      FloatVector e = lifted.mul(LOWER);
      VectorMask<Float> isNegative = x.compare(VectorOperators.LT, ZERO);
      FloatVector below = e.add(ONE);
      FloatVector inverse = ONE.div(below);
      FloatVector lost = inverse.mul(e.sub(below.sub(ONE)));
      FloatVector correction = inverse.neg().fma(below, ONE).sub(lost);
      FloatVector signed = z.blend(z.neg(), isNegative);
      FloatVector factor = signed.mul(inverse);
      FloatVector factorLow = factor.fma(correction, signed.fma(inverse, factor.neg()));
      FloatVector weight = LIFTED.blend(lifted, isNegative);
      FloatVector product = factor.fma(weight, factorLow.mul(weight)).mul(LOWER);
      VectorMask<Float> isItself =
          x.compare(VectorOperators.GT, z).or(x.compare(VectorOperators.EQ, ZERO));
      product.blend(x, isItself).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.geluTanh(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, at, i);
      FloatVector z = x.abs().min(GELU_TANH_LIMIT);
      FloatVector minus = z.neg();
      FloatVector square = z.mul(z);
      FloatVector argument = minus.mul(CUBIC.fma(square, LINEAR));
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
      FloatVector inverse = ONE.div(e.add(ONE));
      FloatVector below =
          e.mul(inverse).mul(minus.mul(TRIPLE.fma(square, LINEAR)).fma(inverse, ONE));
      FloatVector slope =
          ONE.sub(below).blend(below.add(ZERO), x.compare(VectorOperators.LT, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.geluTanhSlope(at[i]);
    }
  }
}

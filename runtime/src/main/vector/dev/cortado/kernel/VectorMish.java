package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.FOUR;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LIFTED;
import static dev.cortado.kernel.VectorConstants.LIFTED_INT;
import static dev.cortado.kernel.VectorConstants.LIMIT;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.LOWER;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.ROUND_INT;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.TWO;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Activations#mish} and {@link Slopes#mish}. */
final class VectorMish implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector z = x.abs().min(LIMIT);
      VectorMask<Float> isNegative = x.compare(VectorOperators.LT, ZERO);
      FloatVector minus = z.neg();
      FloatVector shifted = minus.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, minus);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(LIFTED_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector lifted = power.add(ONE).mul(scale);
      FloatVector e = lifted.mul(LOWER);
      FloatVector start = ZERO.blend(e, isNegative);
      FloatVector last = e.add(e).blend(e, isNegative);
      FloatVector above = e.fma(last, start);
      FloatVector below = e.fma(last, e.fma(TWO, ONE.blend(TWO, isNegative)));
      FloatVector less = above.div(below);
      FloatVector opposite = minus.blend(z, isNegative);
      FloatVector factor = opposite.fma(less, opposite.neg());
      FloatVector factorLow = opposite.fma(less, opposite.neg().sub(factor));
      FloatVector weight = LIFTED.blend(lifted, isNegative);
      FloatVector product = factor.fma(weight, factorLow.mul(weight)).mul(LOWER);
      VectorMask<Float> isItself =
          x.compare(VectorOperators.GT, z).or(x.compare(VectorOperators.EQ, ZERO));
      product.blend(x, isItself).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.mish(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, at, i);
      FloatVector z = x.abs().min(LIMIT);
      VectorMask<Float> isNegative = x.compare(VectorOperators.LT, ZERO);
      FloatVector minus = z.neg();
      FloatVector shifted = minus.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, minus);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector rest = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5).fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, rest).add(r);
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_INT);
      FloatVector scale =
          exponent.add(LIFTED_INT).lanewise(VectorOperators.LSHL, FRACTION).reinterpretAsFloats();
      FloatVector e = power.add(ONE).mul(scale).mul(LOWER);
      FloatVector twice = e.add(e);
      FloatVector above = twice.add(ONE).blend(e.fma(e, twice), isNegative);
      FloatVector below = above.add(twice.mul(e).blend(TWO, isNegative));
      FloatVector inverse = ONE.div(below);
      FloatVector weight = e.mul(e).blend(e, isNegative).mul(FOUR).mul(e.add(ONE));
      FloatVector signed = z.blend(minus, isNegative).mul(weight);
      FloatVector slope = inverse.mul(signed.fma(inverse, above));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.mishSlope(at[i]);
    }
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.SIX;
import static dev.cortado.kernel.VectorConstants.SIXTH;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.THREE;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Functions#hardSigmoid} and its derivative. */
final class VectorHardSigmoid implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      x.add(THREE).div(SIX).max(ZERO).min(ONE).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.hardSigmoid(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, at, i);
      FloatVector slope = ZERO.blend(SIXTH, y.compare(VectorOperators.LT, ONE));
      slope = slope.blend(ZERO, y.compare(VectorOperators.LE, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.hardSigmoidSlope(at[i]);
    }
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.MINUS_THREE;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.SIX;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.THREE;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Functions#hardSilu} and its derivative. */
final class VectorHardSilu implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector share = x.add(THREE).div(SIX).max(ZERO).min(ONE);
      x.max(MINUS_THREE).mul(share).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.hardSilu(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, at, i);
      FloatVector slope = x.add(x).add(THREE).div(SIX);
      slope = slope.blend(ZERO, x.compare(VectorOperators.LE, MINUS_THREE));
      slope = slope.blend(ONE, x.compare(VectorOperators.GT, THREE));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.hardSiluSlope(at[i]);
    }
  }
}

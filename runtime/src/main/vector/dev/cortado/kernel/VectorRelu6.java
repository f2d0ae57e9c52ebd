package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.SIX;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Functions#relu6} and its derivative. */
final class VectorRelu6 implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      x.max(ZERO).min(SIX).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.relu6(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, at, i);
      FloatVector slope = ZERO.blend(ONE, y.compare(VectorOperators.LT, SIX));
      slope = slope.blend(ZERO, y.compare(VectorOperators.LE, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.relu6Slope(at[i]);
    }
  }
}

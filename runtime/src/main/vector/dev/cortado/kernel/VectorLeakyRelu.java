package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Functions#leakyRelu} and its derivative. */
final class VectorLeakyRelu implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector scaled = x.mul(FloatVector.broadcast(SPECIES, alpha));
      scaled.blend(x, x.compare(VectorOperators.GE, ZERO)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.leakyRelu(from[i], alpha);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, at, i);
      FloatVector left = FloatVector.broadcast(SPECIES, alpha);
      FloatVector slope = left.blend(ONE, y.compare(VectorOperators.GT, ZERO));
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.leakyReluSlope(at[i], alpha);
    }
  }
}

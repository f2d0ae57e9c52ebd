package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.MAX;
import static dev.cortado.kernel.VectorConstants.MINUS_MAX;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The steps of {@link Functions#softsign} and its derivative. */
final class VectorSoftsign implements RowActivation {
  @Override
  public void apply(float[] from, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      FloatVector bounded = x.min(MAX).max(MINUS_MAX);
      bounded.div(bounded.abs().add(ONE)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = Functions.softsign(from[i]);
    }
  }

  @Override
  public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector distance = ONE.sub(FloatVector.fromArray(SPECIES, at, i).abs());
      FloatVector slope = distance.mul(distance);
      slope.mul(FloatVector.fromArray(SPECIES, gradient, i)).intoArray(to, i);
    }
    for (; i < length; i++) {
      to[i] = gradient[i] * Functions.softsignSlope(at[i]);
    }
  }
}

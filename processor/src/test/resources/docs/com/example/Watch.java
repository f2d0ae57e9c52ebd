package com.example;

import dev.cortado.model.PredictionStream;

public final class Watch {
  private Watch() {}

  public static float last(Wear wear, float[][] readings) {
    PredictionStream stream = wear.stream();
    float[] life = new float[1];
    for (float[] reading : readings) {
      stream.next(reading, life); // as predict of a sequence of all readings so far
    }
    stream.reset(); // the next reading begins another sequence
    return life[0];
  }
}

package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BreastCancerTest {
  private static final int SEEDS = 10;

  @Test
  void tellsTumoursApartWhateverTheSeed() throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      double accuracy = BreastCancer.evaluate(seed).get("accuracy");
      assertTrue(accuracy >= 0.94, "seed %d: %s".formatted(seed, accuracy));
      sum += accuracy;
    }
    assertTrue(sum / SEEDS >= 0.96, "mean " + sum / SEEDS);
  }
}

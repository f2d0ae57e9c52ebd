package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WineTest {
  private static final int SEEDS = 20;

  @Test
  void tellsCultivarsApartWhateverTheSeed() throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      double accuracy = Wine.evaluate(seed).get("accuracy");
      // One of the 59 wines is 1.7 %
      assertTrue(accuracy >= 0.92, "seed %d: %s".formatted(seed, accuracy));
      sum += accuracy;
    }
    assertTrue(sum / SEEDS >= 0.97, "mean " + sum / SEEDS);
  }
}

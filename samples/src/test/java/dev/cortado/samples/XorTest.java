package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class XorTest {
  private static final int SEEDS = 1000;

  @Test
  void convergesFromEverySeed() {
    int converged = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Xor.ExclusiveOr network = Xor.train(seed);
      boolean right = true;
      for (int i = 0; i < Xor.BITS.length; i++) {
        right &= (network.predict(Xor.BITS[i])[0] > 0.5f ? 1 : 0) == Xor.EITHER[i][0];
      }
      converged += right ? 1 : 0;
    }
    assertEquals(SEEDS, converged);
  }
}

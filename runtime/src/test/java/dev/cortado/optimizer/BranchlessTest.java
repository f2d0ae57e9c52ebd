package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BranchlessTest {
  private static final float[] MAGNITUDES = {0, 1e-45f, 1e-38f, 1e-12f, 1, 3, 1e6f, 1e30f};

  @Test
  void flushKeepsNumbersToTheirLastBit() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      if (Math.abs(value) >= 1.4e-23) {
        assertEquals(value, Branchless.flush(value), Math.ulp(value));
      }
    }
    assertEquals(Float.MAX_VALUE, Branchless.flush(Float.MAX_VALUE));
  }

  @Test
  void flushRemovesSmallNumbers() {
    assertEquals(0, Branchless.flush(7e-31f));
    assertEquals(0, Branchless.flush(-Float.MIN_VALUE));
    assertEquals(0x1p-99f, Branchless.flush(1e-30f));
  }

  @Test
  void positiveIsExact() {
    for (float magnitude : MAGNITUDES) {
      assertEquals(magnitude, Branchless.positive(magnitude));
      assertEquals(0, Branchless.positive(-magnitude));
    }
  }

  @Test
  void maxIsTheFirstExactlyAndTheSecondUpToRounding() {
    for (float first : MAGNITUDES) {
      for (float second : MAGNITUDES) {
        float expected = Math.max(first, second);
        float tolerance = first >= second ? 0 : Math.ulp(expected);
        assertEquals(expected, Branchless.max(first, second), tolerance);
      }
    }
  }

  @Test
  void signIsExactForAllThatFlushLeaves() {
    for (float magnitude : new float[] {0x1p-99f, 1e-12f, 1, 1e30f}) {
      assertEquals(1, Branchless.sign(magnitude));
      assertEquals(-1, Branchless.sign(-magnitude));
    }
    assertEquals(0, Branchless.sign(0));
    assertEquals(-0f, Branchless.sign(-0f));
  }
}

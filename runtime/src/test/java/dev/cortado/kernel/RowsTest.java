package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Functions of rows give the bits of the functions of single numbers. */
class RowsTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    88.72283f,
    88.72284f,
    -87.33655f,
    -103.97208f,
    -103.9721f,
    0.55f,
    Math.nextDown(0.55f)
  };

  private interface RowFunction {
    void of(float[] from, float[] to, int length);
  }

  private interface FloatFunction {
    float of(float x);
  }

  static float[] numbers() {
    Random random = new Random(3);
    float[] numbers = new float[200_003];
    System.arraycopy(SPECIAL, 0, numbers, 0, SPECIAL.length);
    for (int i = SPECIAL.length; i < numbers.length; i++) {
      numbers[i] =
          i % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : (float) random.nextGaussian() * (1 << i % 7);
    }
    return numbers;
  }

  private static void check(FloatFunction one, RowFunction row) {
    float[] from = numbers();
    float[] expected = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      expected[i] = one.of(from[i]);
    }
    float[] to = new float[from.length];
    row.of(from, to, from.length);
    assertArrayEquals(expected, to);
    for (int length = 0; length < 40; length++) {
      float[] inPlace = Arrays.copyOf(from, 40);
      row.of(inPlace, inPlace, length);
      assertArrayEquals(
          Arrays.copyOf(expected, length), Arrays.copyOf(inPlace, length), "length " + length);
      assertTrue(inPlace[39] == from[39], "beyond the length");
    }
  }

  @Test
  void vectorsGiveTheBitsOfSingleNumbers() {
    RowKernels rows = Kernels.vectors().rows();
    check(FloatMath::exp, rows::exp);
    check(FloatMath::sigmoid, rows::sigmoid);
    check(FloatMath::tanh, rows::tanh);
    check(x -> Math.max(x, 0f), rows::relu);
    check(x -> x > 0 ? x : 0, (from, to, length) -> rows.reluGradient(from, from, to, length));
  }

  @Test
  void soDoPlainRows() {
    RowKernels rows = Kernels.plain().rows();
    check(FloatMath::exp, rows::exp);
    check(FloatMath::sigmoid, rows::sigmoid);
    check(FloatMath::tanh, rows::tanh);
    check(x -> Math.max(x, 0f), rows::relu);
    check(x -> x > 0 ? x : 0, (from, to, length) -> rows.reluGradient(from, from, to, length));
  }

  @Test
  void vectorsGiveTheBitsOfPlainPartsOfRows() {
    RowKernels plain = Kernels.plain().rows();
    RowKernels vectors = Kernels.vectors().rows();
    float[] from = Arrays.copyOf(numbers(), 200);
    for (int i = 0; i < from.length; i++) {
      from[i] = Float.isNaN(from[i]) ? 0 : from[i];
    }
    for (int start = 0; start < 90; start += 7) {
      for (int length = 1; length < 70; length++) {
        float[] expected = from.clone();
        float[] found = from.clone();
        float greatest = plain.greatest(from, start, length);
        assertTrue(greatest == vectors.greatest(from, start, length));
        plain.powers(from, start, length, greatest, expected);
        vectors.powers(from, start, length, greatest, found);
        plain.divide(expected, start + 1, length - 1, 3.7f);
        vectors.divide(found, start + 1, length - 1, 3.7f);
        assertArrayEquals(expected, found);
      }
    }
  }
}

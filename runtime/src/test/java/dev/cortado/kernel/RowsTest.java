package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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

  /** What works on parts of arrays, at lengths and offsets around those of vectors. */
  @Test
  void partsOfRows() {
    for (RowKernels rows : List.of(Kernels.plain().rows(), Kernels.vectors().rows())) {
      for (int length = 0; length < 80; length++) {
        part(rows, length, length % 5, length % 7);
      }
    }
  }

  private static void part(RowKernels rows, int length, int first, int at) {
    Random random = new Random(length);
    float[] from = whole(random, first + length + 3);
    float[] to = whole(random, at + length + 3);
    float[] sums = to.clone();
    float[] maxima = to.clone();
    float[] vectors = whole(random, 3 * length);
    float[] total = to.clone();
    float[] products = to.clone();
    float[] rest = whole(random, length);
    float[] left = rest.clone();
    float[] taken = from.clone();
    for (int i = 0; i < length; i++) {
      sums[at + i] += from[first + i];
      maxima[at + i] = Math.max(to[at + i], from[first + i]);
      total[at + i] += vectors[i];
      total[at + i] += vectors[length + i];
      total[at + i] += vectors[2 * length + i];
      products[at + i] = Math.fma(from[first + i], vectors[length + i], to[at + i]);
      boolean isEqual = from[first + i] == to[at + i];
      taken[first + i] += isEqual ? rest[i] : 0;
      left[i] = isEqual ? 0 : rest[i];
    }
    float[] found = to.clone();
    rows.add(from, first, found, at, length);
    assertArrayEquals(sums, found);
    found = to.clone();
    rows.max(from, first, found, at, length);
    assertArrayEquals(maxima, found);
    found = to.clone();
    rows.addVectors(vectors, 3, length, found, at);
    assertArrayEquals(total, found);
    found = to.clone();
    rows.multiplyAdd(from, first, vectors, length, found, at, length);
    assertArrayEquals(products, found);
    found = from.clone();
    rows.takeWhereEqual(from, to, at, rest, found, first, length);
    assertArrayEquals(taken, found);
    assertArrayEquals(left, rest);
  }

  /** The greatest of four places, and whose it is, at lengths around those of vectors. */
  @Test
  void foursOfPlaces() {
    for (RowKernels rows : List.of(Kernels.plain().rows(), Kernels.vectors().rows())) {
      for (int length = 1; length < 80; length++) {
        four(rows, length, length % 5, length % 7, 2 * length + length % 3);
      }
    }
  }

  private static void four(RowKernels rows, int length, int first, int at, int line) {
    Random random = new Random(length);
    float[] x = whole(random, first + line + 2 * length + 3);
    float[] gradient = whole(random, at + length);
    float[] y = new float[at + length];
    float[] to = whole(random, x.length);
    float[] expected = to.clone();
    float[] maxima = y.clone();
    for (int i = 0; i < length; i++) {
      int[] places = {first + i, first + length + i, first + line + i, first + line + length + i};
      int greatest = 0;
      for (int place = 1; place < 4; place++) {
        greatest = x[places[place]] > x[places[greatest]] ? place : greatest;
      }
      maxima[at + i] = x[places[greatest]];
      expected[places[greatest]] += gradient[at + i];
    }
    rows.maxOfFour(x, first, line, y, at, length);
    assertArrayEquals(maxima, y);
    rows.addAtFirstOfFour(x, y, gradient, at, to, first, line, length);
    assertArrayEquals(expected, to);
  }

  /** Small whole numbers, of which some are equal. */
  private static float[] whole(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = 1 + random.nextInt(4);
    }
    return numbers;
  }
}

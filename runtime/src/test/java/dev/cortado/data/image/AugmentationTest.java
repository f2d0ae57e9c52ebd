package dev.cortado.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {
  private static final int H = 6;
  private static final int W = 5;
  private static final int C = 3;
  private static final float[] IMAGE = image();

  private static float[] image() {
    SplittableRandom random = new SplittableRandom(1);
    float[] image = new float[H * W * C];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble();
    }
    return image;
  }

  private static float at(float[] image, int y, int x, int c) {
    return image[(y * W + x) * C + c];
  }

  private static Augmentation none() {
    return Augmentation.of(H, W, C);
  }

  private static float[] flipped(boolean horizontal, boolean vertical) {
    float[] flipped = new float[IMAGE.length];
    for (int i = 0; i < flipped.length; i++) {
      int y = i / C / W;
      int x = i / C % W;
      flipped[i] = at(IMAGE, vertical ? H - 1 - y : y, horizontal ? W - 1 - x : x, i % C);
    }
    return flipped;
  }

  @Test
  void flipsHalfOfThePicturesExactly() {
    int[] counts = new int[4];
    for (int key = 0; key < 4000; key++) {
      float[] changed = none().flipHorizontal().flipVertical().apply(IMAGE, key);
      int kind =
          IntStream.range(0, 4)
              .filter(k -> Arrays.equals(flipped(k % 2 == 1, k > 1), changed))
              .findFirst()
              .orElseThrow();
      counts[kind]++;
    }
    for (int count : counts) {
      assertEquals(1000, count, 150);
    }
  }

  /** A place outside, as the picture that goes on without end has it: the definition. */
  private static int outside(FillMode fill, int at, int size) {
    if (at >= 0 && at < size) {
      return at;
    }
    return switch (fill) {
      case CONSTANT -> -1;
      case NEAREST -> at < 0 ? 0 : size - 1;
      case WRAP -> outside(fill, at < 0 ? at + size : at - size, size);
      case REFLECT -> outside(fill, at < 0 ? -1 - at : 2 * size - 1 - at, size);
    };
  }

  /** Bilinear interpolation with the triangle of each pixel, in double. */
  private static double interpolated(FillMode fill, double y, double x, int c) {
    double sum = 0;
    for (int row = (int) Math.floor(y) - 1; row <= y + 2; row++) {
      for (int column = (int) Math.floor(x) - 1; column <= x + 2; column++) {
        double weight = Math.max(0, 1 - Math.abs(row - y)) * Math.max(0, 1 - Math.abs(column - x));
        int inRow = outside(fill, row, H);
        int inColumn = outside(fill, column, W);
        sum += weight * (inRow < 0 || inColumn < 0 ? 0.25 : at(IMAGE, inRow, inColumn, c));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(FillMode.class)
  void movesAreThoseOfTheDefinition(FillMode fill) {
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 200; n++) {
      double angle = 7 * random.nextDouble() - 3;
      double zoom = 0.5 + random.nextDouble();
      double down = 20 * random.nextDouble() - 10;
      double right = 20 * random.nextDouble() - 10;
      Affine affine =
          Affine.translation(down, right)
              .then(Affine.rotation(angle))
              .then(Affine.zoom(zoom, 2 * zoom));
      float[] warped = new Warp(H, W, C, fill, 0.25f).apply(IMAGE, affine);
      for (int i = 0; i < warped.length; i++) {
        // Each step says where a pixel of the changed picture was: the last one first
        int row = i / C / W;
        int column = i / C % W;
        double y = zoom * (row - (H - 1) / 2.0);
        double x = 2 * zoom * (column - (W - 1) / 2.0);
        double turnedX = x * Math.cos(angle) - y * Math.sin(angle);
        double turnedY = x * Math.sin(angle) + y * Math.cos(angle);
        double fromY = turnedY - down + (H - 1) / 2.0;
        double fromX = turnedX - right + (W - 1) / 2.0;
        assertEquals(interpolated(fill, fromY, fromX, i % C), warped[i], 1e-5);
      }
    }
  }

  @Test
  void quarterTurnsAreCounterClockwise() {
    float[] square = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] turned =
        new Warp(3, 3, 1, FillMode.NEAREST, 0).apply(square, Affine.rotation(Math.PI / 2));
    assertArrayEquals(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, turned, 1e-5f);
  }

  @Test
  void translationsStayWithinTheirRangeAndFill() {
    float[] ones = new float[H * W * C];
    Arrays.fill(ones, 1);
    float least = 1;
    for (int key = 0; key < 500; key++) {
      float[] moved = none().fill(0f).translation(0.5, 0).apply(ones, key);
      double sum = 0;
      for (float value : moved) {
        sum += value;
        least = Math.min(least, value);
      }
      // At most half of the rows have left
      assertTrue(sum >= ones.length / 2.0 - 1e-3, "sum " + sum);
      assertArrayEquals(ones, none().translation(1, 1).apply(ones, key), 1e-6f);
    }
    assertEquals(0, least);
  }

  @Test
  void zoomsShowLessOrMore() {
    float[] slope = new float[101];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = i;
    }
    double least = 2;
    double greatest = 0;
    for (int key = 0; key < 2000; key++) {
      float[] zoomed = Augmentation.of(1, 101, 1).zoom(0.25).apply(slope, key);
      double zoom = (zoomed[60] - zoomed[40]) / 20.0;
      assertEquals(50, zoomed[50], 1e-3);
      least = Math.min(least, zoom);
      greatest = Math.max(greatest, zoom);
    }
    assertEquals(0.75, least, 0.01);
    assertEquals(1.25, greatest, 0.01);
    assertArrayEquals(slope, Augmentation.of(1, 101, 1).zoom(0.9, 0).apply(slope, 1), 1e-3f);
  }

  @Test
  void contrastIsThatOfKerasDefinition() {
    float[] grey = {0.4f, 0.5f, 0.6f};
    float[] changed = grey.clone();
    Recolouring.contrast(changed, 1, 3);
    assertArrayEquals(new float[] {0.2f, 0.5f, 0.8f}, changed, 1e-6f);
    // Each channel has its own mean, and the range is kept
    float[] colours = {0, 0.9f, 0.2f, 0.5f};
    Recolouring.contrast(colours, 2, 10);
    assertArrayEquals(new float[] {0, 1, 1, 0}, colours, 1e-6f);
    for (int key = 0; key < 200; key++) {
      float[] drawn = Augmentation.of(1, 3, 1).contrast(0.5).apply(grey, key);
      double factor = (drawn[2] - drawn[0]) / 0.2;
      assertTrue(factor > 0.499 && factor < 1.501, "factor " + factor);
      assertEquals(0.5, drawn[1], 1e-6);
    }
  }

  @Test
  void brightnessAddsTheSameToAllAndKeepsTheRange() {
    float[] image = {0.1f, 0.5f, 0.95f};
    for (int key = 0; key < 200; key++) {
      float[] changed = Augmentation.of(1, 3, 1).brightness(0.4).apply(image, key);
      float delta = changed[1] - 0.5f;
      assertTrue(Math.abs(delta) <= 0.4001);
      assertEquals(Math.max(0, Math.min(0.1f + delta, 1)), changed[0], 1e-6);
      assertEquals(Math.max(0, Math.min(0.95f + delta, 1)), changed[2], 1e-6);
    }
  }

  @Test
  void noiseHasItsDeviation() {
    float[] zeros = new float[40_000];
    float[] noisy = Augmentation.of(200, 200, 1).noise(0.3).apply(zeros, 5);
    double squares = 0;
    double sum = 0;
    for (float value : noisy) {
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / zeros.length, 0.01);
    assertEquals(0.09, squares / zeros.length, 0.003);
  }

  @Test
  void stepsAreTakenInTheirOrder() {
    Augmentation all =
        none().rotation(0.2).translation(0.2, 0.1).contrast(0.5).flipHorizontal().noise(0.1);
    float[] kept = IMAGE.clone();
    float[] first = all.apply(IMAGE, 9);
    assertArrayEquals(kept, IMAGE);
    assertArrayEquals(first, all.apply(IMAGE, 9));
    assertFalse(Arrays.equals(first, all.apply(IMAGE, 10)));
    assertArrayEquals(IMAGE, none().apply(IMAGE, 3));
    assertNotSame(IMAGE, none().apply(IMAGE, 3));
    // A step that is added does not change the draws of those before it
    float[] fewer = none().rotation(0.2).translation(0.2, 0.1).contrast(0.5).apply(IMAGE, 9);
    assertArrayEquals(
        fewer, none().rotation(0.2).translation(0.2, 0.1).contrast(0.5).noise(0).apply(IMAGE, 9));
  }

  @Test
  void eachPictureOfAPassIsChangedInAnotherWayTheSameForTheSameSeed() throws IOException {
    float[][] inputs = new float[64][];
    Arrays.fill(inputs, IMAGE);
    Samples samples = Samples.of(inputs, new int[64]);
    Dataset augmented = samples.transformed(3, none().rotation(0.5).noise(0.01));
    Order order = Order.shuffled(Randomness.of(1), 0);
    Set<Float> distinct = new HashSet<>();
    float[][] first = firstBatch(augmented, order, 64);
    for (float[] image : first) {
      distinct.add(image[7]);
    }
    assertEquals(64, distinct.size());
    float[][] again = firstBatch(augmented, order, 10);
    for (int s = 0; s < 10; s++) {
      assertArrayEquals(first[s], again[s]);
    }
  }

  private static float[][] firstBatch(Dataset data, Order order, int size) throws IOException {
    Batch batch = new Batch(size, 1, 1);
    try (Dataset.Batches batches = data.batches(size, order)) {
      assertTrue(batches.next(batch));
    }
    return batch.input(0);
  }

  @Test
  void anotherInputMayBeThePicture() {
    Batch batch = new Batch(1, 2, 0);
    batch.samples(1);
    batch.input(0)[0] = new float[] {1};
    batch.input(1)[0] = IMAGE.clone();
    none().input(1).brightness(1).apply(batch, new BatchTransform.Keys(1, 0));
    assertArrayEquals(new float[] {1}, batch.input(0)[0]);
    assertFalse(Arrays.equals(IMAGE, batch.input(1)[0]));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "a row has 2 values, but pictures of 6 x 5 x 3 have 90; give their sizes to Augmentation.of",
        assertThrows(IllegalArgumentException.class, () -> none().apply(new float[2], 0))
            .getMessage());
    assertEquals(
        "the factor of rotation is from 0 to 1, not 15.0",
        assertThrows(IllegalArgumentException.class, () -> none().rotation(15)).getMessage());
    for (Runnable wrong :
        new Runnable[] {
          () -> Augmentation.of(0, 1, 1),
          () -> none().translation(-0.1, 0),
          () -> none().zoom(Double.NaN),
          () -> none().contrast(2),
          () -> none().brightness(-1),
          () -> none().noise(-1)
        }) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }
}

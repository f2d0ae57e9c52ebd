package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both implementations of the kernels against sums that are written as the contract says, bit for
 * bit, over sizes around every boundary between their ways.
 */
class ProductsTest {
  /** The size of a product. */
  record Size(int samples, int repeats, int inner, int outer) {}

  static Stream<Size> sizes() {
    Stream<Size> chosen =
        Stream.of(
            new Size(1, 1, 1, 1),
            new Size(1, 1, 784, 10),
            new Size(128, 1, 784, 10),
            new Size(50, 1, 10, 128),
            new Size(128, 1, 128, 10),
            new Size(9, 1, 300, 512),
            new Size(2, 1, 517, 523),
            new Size(3, 5, 7, 65),
            new Size(2, 70, 20, 33),
            new Size(64, 1, 513, 31));
    Random random = new Random(5);
    Stream<Size> drawn =
        Stream.generate(
                () ->
                    new Size(
                        1 + random.nextInt(70),
                        random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 1,
                        1 + random.nextInt(random.nextBoolean() ? 20 : 150),
                        1 + random.nextInt(random.nextBoolean() ? 20 : 150)))
            .limit(150);
    return Stream.concat(chosen, drawn);
  }

  /** Data for a size, and what the sums should be. */
  private static final class Case {
    private static final int OFFSET = 3;

    final Size size;
    final float[] parameters;
    final float[][] x;
    final float[][] g;
    final int bias;

    Case(Size size) {
      this.size = size;
      Random random = new Random(size.hashCode());
      bias = OFFSET + size.inner * size.outer;
      parameters = row(random, bias + size.outer + 2);
      x = new float[size.samples][];
      g = new float[size.samples][];
      for (int s = 0; s < size.samples; s++) {
        x[s] = row(random, size.repeats * size.inner);
        g[s] = row(random, size.repeats * size.outer);
      }
    }

    private static float[] row(Random random, int length) {
      float[] row = new float[length];
      for (int i = 0; i < length; i++) {
        row[i] = random.nextInt(10) == 0 ? 0 : (float) random.nextGaussian();
      }
      return row;
    }

    Product forward(int start) {
      return new Product(OFFSET, size.inner, size.outer, size.outer, 1, start, size.repeats);
    }

    Product transposed() {
      return new Product(OFFSET, size.outer, size.inner, 1, size.outer, -1, size.repeats);
    }

    float[][] image(Product product, float[][] from) {
      float[][] to = new float[size.samples][size.repeats * product.outer()];
      for (int s = 0; s < size.samples; s++) {
        for (int r = 0; r < size.repeats; r++) {
          for (int o = 0; o < product.outer(); o++) {
            float sum = product.start() < 0 ? 0 : parameters[product.start() + o];
            for (int i = 0; i < product.inner(); i++) {
              int w = product.offset() + i * product.innerStride() + o * product.outerStride();
              sum = Math.fma(from[s][r * product.inner() + i], parameters[w], sum);
            }
            to[s][r * product.outer() + o] = sum;
          }
        }
      }
      return to;
    }

    float[] gradient() {
      float[] gradient = parameters.clone();
      for (int i = 0; i < size.inner; i++) {
        for (int o = 0; o < size.outer; o++) {
          float sum = gradient[OFFSET + i * size.outer + o];
          for (int s = 0; s < size.samples; s++) {
            for (int r = 0; r < size.repeats; r++) {
              sum = Math.fma(x[s][r * size.inner + i], g[s][r * size.outer + o], sum);
            }
          }
          gradient[OFFSET + i * size.outer + o] = sum;
        }
      }
      return gradient;
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void plain(Size size) {
    check(new PlainProducts(), new Case(size));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void vectors(Size size) {
    assertTrue(Kernels.areSimd(), Kernels.description());
    check(Kernels.vectors().products(), new Case(size));
  }

  /** Generated code may be called for a batch without samples. */
  @Test
  void noSamplesHaveNoProducts() {
    Case data = new Case(new Size(1, 1, 16, 16));
    Product product = data.forward(data.bias);
    float[][] none = new float[0][];
    new PlainProducts().multiply(product, data.parameters, none, none, 0, new Scratch());
    float[] gradient = new float[data.parameters.length];
    new PlainProducts()
        .addOuterProducts(product, none, none, 0, gradient, 0, product.inner(), new Scratch());
    assertArrayEquals(new float[gradient.length], gradient);
  }

  /** The change from plain to vector kernels, at whatever moment, changes no bit. */
  @Test
  void warmingUpChangesNoBit() {
    Drilling drilling = new Drilling();
    Warming<ProductKernels> warming =
        new Warming<>(
            new PlainProducts(), () -> Kernels.vectors().products(), drilling, Drills::ofMany);
    assertFalse(drilling.goesOn());
    Case data = new Case(new Size(64, 1, 200, 100));
    ProductKernels kernels = warming.forWork(0);
    long patience = System.nanoTime() + 60_000_000_000L;
    while (kernels instanceof PlainProducts && System.nanoTime() < patience) {
      kernels = warming.forWork(1_000_000);
      check(kernels, data);
    }
    assertEquals("VectorProducts", kernels.getClass().getSimpleName());
    while (drilling.goesOn() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertFalse(drilling.goesOn());
  }

  /** A matrix that plain kernels hold is not read by others that come into use meanwhile. */
  @Test
  void warmingUpWhileAMatrixIsHeldChangesNoBit() {
    Drilling drilling = new Drilling();
    ProductKernels plain = new PlainProducts();
    Warming<ProductKernels> one =
        new Warming<>(plain, () -> Kernels.vectors().products(), drilling, Drills::ofOne);
    WarmingProducts kernels =
        new WarmingProducts(plain, new Warming<>(plain), one, new Warming<>(plain));
    Case data = new Case(new Size(1, 1, 40, 300));
    Product product = data.forward(data.bias);
    float[] expected = data.image(product, data.x)[0];
    Scratch scratch = new Scratch();
    kernels.hold(product, data.parameters, 0, scratch);
    long patience = System.nanoTime() + 60_000_000_000L;
    for (int turn = 0; one.forWork(0) == plain && System.nanoTime() < patience; turn++) {
      float[] to = garbage(1, product.outer())[0];
      kernels.multiplyHeld(product, data.parameters, data.x[0], to, 0, turn, scratch);
      assertArrayEquals(expected, to);
    }
    assertEquals("VectorProducts", one.forWork(0).getClass().getSimpleName());
    float[] to = garbage(1, product.outer())[0];
    kernels.multiplyHeld(product, data.parameters, data.x[0], to, 0, 0, scratch);
    assertArrayEquals(expected, to);
    kernels.hold(product, data.parameters, 0, scratch);
    kernels.multiplyHeld(product, data.parameters, data.x[0], to, 0, 1, scratch);
    assertArrayEquals(expected, to);
  }

  private static void check(ProductKernels kernels, Case data) {
    Scratch scratch = new Scratch();
    // Twice, so that what a call leaves in the scratch arrays is seen not to matter.
    for (int time = 0; time < 2; time++) {
      for (int start : new int[] {data.bias, -1}) {
        Product forward = data.forward(start);
        float[][] y = data.image(forward, data.x);
        float[][] into = garbage(data.size.samples, data.size.repeats * forward.outer());
        kernels.multiply(forward, data.parameters, data.x, into, data.size.samples, scratch);
        assertEqual(y, into);
        if (data.size.repeats == 1) {
          float[] one = garbage(1, forward.outer())[0];
          kernels.multiplyOne(forward, data.parameters, data.x[0], one, scratch);
          assertArrayEquals(y[0], one);
        }
      }
      Product transposed = data.transposed();
      float[][] dx = garbage(data.size.samples, data.size.repeats * transposed.outer());
      kernels.multiply(transposed, data.parameters, data.g, dx, data.size.samples, scratch);
      assertEqual(data.image(transposed, data.g), dx);
      float[] gradient = data.parameters.clone();
      Product forward = data.forward(-1);
      int inner = data.size.inner;
      int half = forward.outer() >= ProductKernels.SPLITS ? inner / 2 : inner;
      kernels.addOuterProducts(
          forward, data.x, data.g, data.size.samples, gradient, 0, half, scratch);
      if (half < inner) {
        kernels.addOuterProducts(
            forward, data.x, data.g, data.size.samples, gradient, half, inner, scratch);
      }
      assertArrayEquals(data.gradient(), gradient);
    }
  }

  private static float[][] garbage(int rows, int length) {
    float[][] values = new float[rows][length];
    for (float[] row : values) {
      Arrays.fill(row, Float.NaN);
    }
    return values;
  }

  private static void assertEqual(float[][] expected, float[][] actual) {
    for (int s = 0; s < expected.length; s++) {
      int sample = s;
      assertArrayEquals(expected[s], actual[s], () -> "sample " + sample);
    }
    assertTrue(expected.length > 0);
  }
}

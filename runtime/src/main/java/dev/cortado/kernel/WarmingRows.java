package dev.cortado.kernel;

import java.util.function.Function;

/**
 * Functions of rows, each of which warms up with those of the same use, once a program has some.
 */
final class WarmingRows implements RowKernels {
  /** How many multiply-adds an element is worth. */
  private static final int WORK = 16;

  private final Warming<RowKernels> powers;
  private final Warming<RowKernels> sigmoid;
  private final Warming<RowKernels> tanh;
  private final Warming<RowKernels> relu;
  private final Warming<RowKernels> softmax;
  private final Warming<RowKernels> sums;
  private final Warming<RowKernels> products;
  private final Warming<RowKernels> pooling;
  private final Warming<RowKernels> poolingOfFour;

  /**
   * Functions that warm up.
   *
   * @param warming makes the kernels for a use
   */
  WarmingRows(Function<RowUse, Warming<RowKernels>> warming) {
    powers = warming.apply(RowUse.POWERS);
    sigmoid = warming.apply(RowUse.SIGMOID);
    tanh = warming.apply(RowUse.TANH);
    relu = warming.apply(RowUse.RELU);
    softmax = warming.apply(RowUse.SOFTMAX);
    sums = warming.apply(RowUse.SUMS);
    products = warming.apply(RowUse.PRODUCTS);
    pooling = warming.apply(RowUse.POOLING);
    poolingOfFour = warming.apply(RowUse.POOLING_OF_FOUR);
  }

  /** The kernels in use now, for so many multiply-adds. */
  RowKernels forWork(RowUse use, long multiplyAdds) {
    return warming(use).forWork(multiplyAdds);
  }

  private Warming<RowKernels> warming(RowUse use) {
    return switch (use) {
      case POWERS -> powers;
      case SIGMOID -> sigmoid;
      case TANH -> tanh;
      case RELU -> relu;
      case SOFTMAX -> softmax;
      case SUMS -> sums;
      case PRODUCTS -> products;
      case POOLING -> pooling;
      case POOLING_OF_FOUR -> poolingOfFour;
    };
  }

  /** How many multiply-adds a function of a row is worth. */
  private static long work(int length) {
    return (long) WORK * length;
  }

  @Override
  public void exp(float[] from, float[] to, int length) {
    powers.forWork(work(length)).exp(from, to, length);
  }

  @Override
  public void sigmoid(float[] from, float[] to, int length) {
    sigmoid.forWork(work(length)).sigmoid(from, to, length);
  }

  @Override
  public void tanh(float[] from, float[] to, int length) {
    tanh.forWork(work(length)).tanh(from, to, length);
  }

  @Override
  public void powers(float[] from, int start, int length, float less, float[] to) {
    softmax.forWork(work(length)).powers(from, start, length, less, to);
  }

  @Override
  public float greatest(float[] x, int start, int length) {
    return softmax.forWork(work(length)).greatest(x, start, length);
  }

  @Override
  public void divide(float[] to, int start, int length, float divisor) {
    softmax.forWork(work(length)).divide(to, start, length, divisor);
  }

  @Override
  public void relu(float[] from, float[] to, int length) {
    relu.forWork(work(length)).relu(from, to, length);
  }

  @Override
  public void reluGradient(float[] gradient, float[] output, float[] to, int length) {
    relu.forWork(work(length)).reluGradient(gradient, output, to, length);
  }

  @Override
  public void add(float[] from, int first, float[] to, int at, int length) {
    sums.forWork(length).add(from, first, to, at, length);
  }

  @Override
  public void addVectors(float[] vectors, int count, int length, float[] sums, int at) {
    this.sums.forWork((long) count * length).addVectors(vectors, count, length, sums, at);
  }

  @Override
  public void max(float[] from, int first, float[] to, int at, int length) {
    pooling.forWork(length).max(from, first, to, at, length);
  }

  @Override
  public void takeWhereEqual(
      float[] x, float[] y, int at, float[] rest, float[] to, int first, int length) {
    pooling.forWork(length).takeWhereEqual(x, y, at, rest, to, first, length);
  }

  @Override
  public void maxOfFour(float[] x, int first, int line, float[] to, int at, int length) {
    poolingOfFour.forWork(length).maxOfFour(x, first, line, to, at, length);
  }

  @Override
  public void addAtFirstOfFour(
      float[] x, float[] y, float[] gradient, int at, float[] to, int first, int line, int length) {
    poolingOfFour.forWork(length).addAtFirstOfFour(x, y, gradient, at, to, first, line, length);
  }

  @Override
  public void multiplyAdd(
      float[] a, int aAt, float[] b, int bAt, float[] sums, int at, int length) {
    products.forWork(length).multiplyAdd(a, aAt, b, bAt, sums, at, length);
  }
}

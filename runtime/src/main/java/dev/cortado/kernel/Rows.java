package dev.cortado.kernel;

/**
 * Activation functions of whole rows, called by generated code: the bits of the methods of the same
 * names in {@link Functions}, several numbers at a time where the kernels use the Vector API.
 */
public final class Rows {
  /** How many multiply-adds an element is worth. */
  private static final int WORK = 16;

  private static final Warming<RowFunction> LOG =
      Kernels.function(new PlainActivations.Log(), "VectorLog", RowFunction.class);
  private static final Warming<RowFunction> ERF =
      Kernels.function(new PlainActivations.Erf(), "VectorErf", RowFunction.class);
  static final Warming<RowActivation> RELU6 =
      Kernels.activation(new PlainActivations.Relu6(), "VectorRelu6");
  static final Warming<RowActivation> LEAKY_RELU =
      Kernels.activation(new PlainActivations.LeakyRelu(), "VectorLeakyRelu");
  static final Warming<RowActivation> ELU =
      Kernels.activation(new PlainActivations.Elu(), "VectorElu");
  static final Warming<RowActivation> SELU =
      Kernels.activation(new PlainActivations.Selu(), "VectorSelu");
  static final Warming<RowActivation> CELU =
      Kernels.activation(new PlainActivations.Celu(), "VectorCelu");
  private static final Warming<RowActivation> GELU =
      Kernels.activation(new PlainActivations.Gelu(), "VectorGelu");
  private static final Warming<RowActivation> GELU_TANH =
      Kernels.activation(new PlainActivations.GeluTanh(), "VectorGeluTanh");
  private static final Warming<RowActivation> SILU =
      Kernels.activation(new PlainActivations.Silu(), "VectorSilu");
  private static final Warming<RowActivation> MISH =
      Kernels.activation(new PlainActivations.Mish(), "VectorMish");
  static final Warming<RowActivation> SOFTPLUS =
      Kernels.activation(new PlainActivations.Softplus(), "VectorSoftplus");
  static final Warming<RowActivation> SOFTSIGN =
      Kernels.activation(new PlainActivations.Softsign(), "VectorSoftsign");
  static final Warming<RowActivation> HARD_SIGMOID =
      Kernels.activation(new PlainActivations.HardSigmoid(), "VectorHardSigmoid");
  private static final Warming<RowActivation> HARD_SILU =
      Kernels.activation(new PlainActivations.HardSilu(), "VectorHardSilu");

  private Rows() {}

  /**
   * {@code to = exp(from)} for every element.
   *
   * @param from the row. Not modified, unless it is also the result.
   * @param to receives the result, as long as {@code from}. Modified.
   */
  public static void exp(float[] from, float[] to) {
    rows().exp(from, to, from.length);
  }

  /** {@code to = 1 / (1 + exp(-from))} for every element, as {@link #exp(float[], float[])}. */
  public static void sigmoid(float[] from, float[] to) {
    rows().sigmoid(from, to, from.length);
  }

  /** {@code to = tanh(from)} for every element, as {@link #exp(float[], float[])}. */
  public static void tanh(float[] from, float[] to) {
    rows().tanh(from, to, from.length);
  }

  /** {@code to = max(from, 0)} for every element, as {@link #exp(float[], float[])}. */
  public static void relu(float[] from, float[] to) {
    rows().relu(from, to, from.length);
  }

  /**
   * The gradient through {@link #relu}: {@code to = gradient} where {@code output > 0}, else 0.
   *
   * @param gradient the gradient of the output. Not modified, unless it is also the result.
   * @param output what relu computed. Not modified.
   * @param to receives the gradient of the input; may be {@code gradient}. Modified.
   */
  public static void reluGradient(float[] gradient, float[] output, float[] to) {
    rows().reluGradient(gradient, output, to, to.length);
  }

  /** {@code to = log(from)}, within 2 units in the last place, for every element. */
  public static void log(float[] from, float[] to) {
    LOG.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** {@code to = erf(from)}, within 2 units in the last place, for every element. */
  public static void erf(float[] from, float[] to) {
    ERF.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** {@link Functions#relu6} of every element. */
  public static void relu6(float[] from, float[] to) {
    RELU6.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #relu6}, from its output. */
  public static void relu6Gradient(float[] gradient, float[] output, float[] to) {
    RELU6.forWork(work(to)).gradient(gradient, output, to, to.length, 1);
  }

  /** {@link Functions#leakyRelu} of every element. */
  public static void leakyRelu(float[] from, float[] to, float alpha) {
    LEAKY_RELU.forWork(work(from)).apply(from, to, from.length, alpha);
  }

  /** The gradient through {@link #leakyRelu}, from its output. */
  public static void leakyReluGradient(float[] gradient, float[] output, float[] to, float alpha) {
    LEAKY_RELU.forWork(work(to)).gradient(gradient, output, to, to.length, alpha);
  }

  /** {@link Functions#elu} of every element. */
  public static void elu(float[] from, float[] to, float alpha) {
    ELU.forWork(work(from)).apply(from, to, from.length, alpha);
  }

  /** The gradient through {@link #elu}, from its output. */
  public static void eluGradient(float[] gradient, float[] output, float[] to, float alpha) {
    ELU.forWork(work(to)).gradient(gradient, output, to, to.length, alpha);
  }

  /** {@link Functions#selu} of every element. */
  public static void selu(float[] from, float[] to) {
    SELU.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #selu}, from its output. */
  public static void seluGradient(float[] gradient, float[] output, float[] to) {
    SELU.forWork(work(to)).gradient(gradient, output, to, to.length, 1);
  }

  /** {@link Functions#celu} of every element. */
  public static void celu(float[] from, float[] to, float alpha) {
    CELU.forWork(work(from)).apply(from, to, from.length, alpha);
  }

  /** The gradient through {@link #celu}, from its output. */
  public static void celuGradient(float[] gradient, float[] output, float[] to, float alpha) {
    CELU.forWork(work(to)).gradient(gradient, output, to, to.length, alpha);
  }

  /** {@link Functions#gelu} of every element. */
  public static void gelu(float[] from, float[] to) {
    GELU.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #gelu}, from its input. */
  public static void geluGradient(float[] gradient, float[] input, float[] to) {
    GELU.forWork(work(to)).gradient(gradient, input, to, to.length, 1);
  }

  /** {@link Functions#geluTanh} of every element. */
  public static void geluTanh(float[] from, float[] to) {
    GELU_TANH.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #geluTanh}, from its input. */
  public static void geluTanhGradient(float[] gradient, float[] input, float[] to) {
    GELU_TANH.forWork(work(to)).gradient(gradient, input, to, to.length, 1);
  }

  /** {@link Functions#silu} of every element. */
  public static void silu(float[] from, float[] to) {
    SILU.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #silu}, from its input. */
  public static void siluGradient(float[] gradient, float[] input, float[] to) {
    SILU.forWork(work(to)).gradient(gradient, input, to, to.length, 1);
  }

  /** {@link Functions#mish} of every element. */
  public static void mish(float[] from, float[] to) {
    MISH.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #mish}, from its input. */
  public static void mishGradient(float[] gradient, float[] input, float[] to) {
    MISH.forWork(work(to)).gradient(gradient, input, to, to.length, 1);
  }

  /** {@link Functions#softplus} of every element. */
  public static void softplus(float[] from, float[] to) {
    SOFTPLUS.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #softplus}, from its output. */
  public static void softplusGradient(float[] gradient, float[] output, float[] to) {
    SOFTPLUS.forWork(work(to)).gradient(gradient, output, to, to.length, 1);
  }

  /** {@link Functions#softsign} of every element. */
  public static void softsign(float[] from, float[] to) {
    SOFTSIGN.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #softsign}, from its output. */
  public static void softsignGradient(float[] gradient, float[] output, float[] to) {
    SOFTSIGN.forWork(work(to)).gradient(gradient, output, to, to.length, 1);
  }

  /** {@link Functions#hardSigmoid} of every element. */
  public static void hardSigmoid(float[] from, float[] to) {
    HARD_SIGMOID.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #hardSigmoid}, from its output. */
  public static void hardSigmoidGradient(float[] gradient, float[] output, float[] to) {
    HARD_SIGMOID.forWork(work(to)).gradient(gradient, output, to, to.length, 1);
  }

  /** {@link Functions#hardSilu} of every element. */
  public static void hardSilu(float[] from, float[] to) {
    HARD_SILU.forWork(work(from)).apply(from, to, from.length, 1);
  }

  /** The gradient through {@link #hardSilu}, from its input. */
  public static void hardSiluGradient(float[] gradient, float[] input, float[] to) {
    HARD_SILU.forWork(work(to)).gradient(gradient, input, to, to.length, 1);
  }

  /**
   * Adds vectors to sums: {@code sums[at + j] += vectors[v · length + j]}, one vector after
   * another.
   *
   * @param vectors some vectors of the same length. Not modified.
   * @param sums holds the sums. Modified from {@code at} on.
   */
  public static void addVectors(float[] vectors, int length, float[] sums, int at) {
    rows().addVectors(vectors, vectors.length / length, length, sums, at);
  }

  private static RowKernels rows() {
    return Kernels.set().rows();
  }

  private static long work(float[] row) {
    return (long) WORK * row.length;
  }
}

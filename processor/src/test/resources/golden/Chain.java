package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Rows;
import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.Softmax;
import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import dev.cortado.model.Shape;
import dev.cortado.model.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@link Net}, compiled by Cortado: 10548 parameters, 10400 multiply-adds a prediction.
 *
 * <pre>
 * layer    type           shape  parameters  offset  multiply-adds  code
 * pixels   Input          (784)           0       -              0
 * squeeze  Dense relu     (10)        7,850       0          7,840  registers, kernel
 * hidden   Dense relu     (128)       1,408    7850          1,280  kernel
 * digit    Dense softmax  (10)        1,290    9258          1,280  registers, kernel
 *
 * registers, kernel: at most 16 outputs: local variables for one sample
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int SQUEEZE_KERNEL = 0;
  private static final int SQUEEZE_BIAS = 7840;
  private static final int HIDDEN_KERNEL = 7850;
  private static final int HIDDEN_BIAS = 9130;
  private static final int DIGIT_KERNEL = 9258;
  private static final int DIGIT_BIAS = 10538;

  private static final Affine SQUEEZE_AFFINE = Affine.of(SQUEEZE_KERNEL, SQUEEZE_BIAS, 784, 10);
  private static final Affine HIDDEN_AFFINE = Affine.of(HIDDEN_KERNEL, HIDDEN_BIAS, 10, 128);
  private static final Affine DIGIT_AFFINE = Affine.of(DIGIT_KERNEL, DIGIT_BIAS, 128, 10);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "ce661ec948ef957f8e0038313e601bf0"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("pixels", "Input", Shape.of(784));
    network.layer("squeeze", "Dense", Shape.of(10), "pixels")
        .parameter("kernel", Shape.of(784, 10), SQUEEZE_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(10), SQUEEZE_BIAS, Initializers.zeros());
    network.layer("hidden", "Dense", Shape.of(128), "squeeze")
        .parameter("kernel", Shape.of(10, 128), HIDDEN_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(128), HIDDEN_BIAS, Initializers.zeros());
    network.layer("digit", "Dense", Shape.of(10), "hidden")
        .parameter("kernel", Shape.of(128, 10), DIGIT_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(10), DIGIT_BIAS, Initializers.zeros());
    network.output("digit", Head.SOFTMAX);
    return network.build();
  }

  /**
   * A new network whose parameters are drawn from a seed: the same for the same seed.
   */
  public static NetNetwork create(long seed) {
    return new NetNetwork(BLUEPRINT.initialize(seed), seed);
  }

  /**
   * The network that was saved in a safetensors file.
   */
  public static NetNetwork load(Path file) throws IOException {
    NetNetwork network = new NetNetwork(new float[BLUEPRINT.parameterCount()], 0);
    network.restore(file);
    return network;
  }

  /**
   * The network whose safetensors come in a stream, for example of a resource.
   */
  public static NetNetwork load(InputStream weights) throws IOException {
    NetNetwork network = new NetNetwork(new float[BLUEPRINT.parameterCount()], 0);
    network.restore(weights);
    return network;
  }

  @Override
  public NetNetwork copy() {
    return new NetNetwork(parameters.clone(), seed());
  }

  @Override
  public Layer pixels() {
    return layers().get(0);
  }

  @Override
  public Layer squeeze() {
    return layers().get(1);
  }

  @Override
  public Layer hidden() {
    return layers().get(2);
  }

  @Override
  public Layer digit() {
    return layers().get(3);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("pixels", 784, input);
    requireSize("digit", 10, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardSqueeze(input, b.squeeze[0]);
    forwardHidden(b.squeeze[0], b.hidden[0], b.scratch());
    forwardDigit(b.hidden[0], b.digitLogits[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardSqueeze(b.input(0), b.squeeze, samples, b.scratch());
    forwardHidden(b.squeeze, b.hidden, samples, b.scratch());
    forwardDigit(b.hidden, b.digitLogits, b.digit, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    if (!fromLogits[0]) {
      headBackwardDigit(b.digit, b.digitGradient, samples);
    }
    backwardDigit(b.hidden, b.digitGradient, b.hiddenGradient, samples, b.scratch(), gradient);
    backwardHidden(b.hidden, b.squeeze, b.hiddenGradient, b.squeezeGradient, samples, b.scratch(),
        gradient);
    backwardSqueeze(b.squeeze, b.input(0), b.squeezeGradient, samples, b.scratch(), gradient);
  }

  private void forwardSqueeze(float[] pixels, float[] squeeze) {
    // squeezeSums = pixels · kernel + bias
    float sum0 = parameters[SQUEEZE_BIAS];
    float sum1 = parameters[SQUEEZE_BIAS + 1];
    float sum2 = parameters[SQUEEZE_BIAS + 2];
    float sum3 = parameters[SQUEEZE_BIAS + 3];
    float sum4 = parameters[SQUEEZE_BIAS + 4];
    float sum5 = parameters[SQUEEZE_BIAS + 5];
    float sum6 = parameters[SQUEEZE_BIAS + 6];
    float sum7 = parameters[SQUEEZE_BIAS + 7];
    float sum8 = parameters[SQUEEZE_BIAS + 8];
    float sum9 = parameters[SQUEEZE_BIAS + 9];
    for (int i = 0; i < 784; i++) {
      float x = pixels[i];
      sum0 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i], sum0);
      sum1 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 1], sum1);
      sum2 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 2], sum2);
      sum3 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 3], sum3);
      sum4 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 4], sum4);
      sum5 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 5], sum5);
      sum6 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 6], sum6);
      sum7 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 7], sum7);
      sum8 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 8], sum8);
      sum9 = fma(x, parameters[SQUEEZE_KERNEL + 10 * i + 9], sum9);
    }
    squeeze[0] = sum0;
    squeeze[1] = sum1;
    squeeze[2] = sum2;
    squeeze[3] = sum3;
    squeeze[4] = sum4;
    squeeze[5] = sum5;
    squeeze[6] = sum6;
    squeeze[7] = sum7;
    squeeze[8] = sum8;
    squeeze[9] = sum9;
    // squeeze = relu(squeezeSums)
    for (int j = 0; j < 10; j++) {
      squeeze[j] = Math.max(squeeze[j], 0f);
    }
  }

  private void forwardSqueeze(float[][] pixels, float[][] squeeze, int samples, Scratch scratch) {
    // squeezeSums = pixels · kernel + bias
    SQUEEZE_AFFINE.forward(parameters, pixels, squeeze, samples, scratch);
    // squeeze = relu(squeezeSums)
    for (int s = 0; s < samples; s++) {
      float[] squeezeRow = squeeze[s];
      Rows.relu(squeezeRow, squeezeRow);
    }
  }

  private void forwardHidden(float[] squeeze, float[] hidden, Scratch scratch) {
    // hiddenSums = squeeze · kernel + bias
    HIDDEN_AFFINE.forward(parameters, squeeze, hidden, scratch);
    // hidden = relu(hiddenSums)
    Rows.relu(hidden, hidden);
  }

  private void forwardHidden(float[][] squeeze, float[][] hidden, int samples, Scratch scratch) {
    // hiddenSums = squeeze · kernel + bias
    HIDDEN_AFFINE.forward(parameters, squeeze, hidden, samples, scratch);
    // hidden = relu(hiddenSums)
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      Rows.relu(hiddenRow, hiddenRow);
    }
  }

  private void forwardDigit(float[] hidden, float[] digitLogits, float[] digit) {
    // digitLogits = hidden · kernel + bias
    float sum0 = parameters[DIGIT_BIAS];
    float sum1 = parameters[DIGIT_BIAS + 1];
    float sum2 = parameters[DIGIT_BIAS + 2];
    float sum3 = parameters[DIGIT_BIAS + 3];
    float sum4 = parameters[DIGIT_BIAS + 4];
    float sum5 = parameters[DIGIT_BIAS + 5];
    float sum6 = parameters[DIGIT_BIAS + 6];
    float sum7 = parameters[DIGIT_BIAS + 7];
    float sum8 = parameters[DIGIT_BIAS + 8];
    float sum9 = parameters[DIGIT_BIAS + 9];
    for (int i = 0; i < 128; i++) {
      float x = hidden[i];
      sum0 = fma(x, parameters[DIGIT_KERNEL + 10 * i], sum0);
      sum1 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 1], sum1);
      sum2 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 2], sum2);
      sum3 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 3], sum3);
      sum4 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 4], sum4);
      sum5 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 5], sum5);
      sum6 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 6], sum6);
      sum7 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 7], sum7);
      sum8 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 8], sum8);
      sum9 = fma(x, parameters[DIGIT_KERNEL + 10 * i + 9], sum9);
    }
    digitLogits[0] = sum0;
    digitLogits[1] = sum1;
    digitLogits[2] = sum2;
    digitLogits[3] = sum3;
    digitLogits[4] = sum4;
    digitLogits[5] = sum5;
    digitLogits[6] = sum6;
    digitLogits[7] = sum7;
    digitLogits[8] = sum8;
    digitLogits[9] = sum9;
    // digit = softmax(digitLogits)
    Softmax.softmax(digitLogits, digit, 10);
  }

  private void forwardDigit(float[][] hidden, float[][] digitLogits, float[][] digit, int samples,
      Scratch scratch) {
    // digitLogits = hidden · kernel + bias
    DIGIT_AFFINE.forward(parameters, hidden, digitLogits, samples, scratch);
    // digit = softmax(digitLogits)
    Softmax.softmax(digitLogits, digit, samples, 10, scratch);
  }

  private static void headBackwardDigit(float[][] digit, float[][] digitGradient, int samples) {
    // digitLogitsGradient = digit * (digitGradient - Σ digitGradient * digit)
    for (int s = 0; s < samples; s++) {
      float[] digitRow = digit[s];
      float[] digitGradientRow = digitGradient[s];
      Softmax.softmaxGradient(digitRow, digitGradientRow, digitGradientRow, 10);
    }
  }

  private void backwardDigit(float[][] hidden, float[][] digitGradient, float[][] hiddenGradient,
      int samples, Scratch scratch, float[] gradient) {
    // ∂loss/∂digitKernel = Σ hiddenᵀ · digitLogitsGradient
    DIGIT_AFFINE.kernelGradient(hidden, digitGradient, samples, gradient, scratch);
    // ∂loss/∂digitBias = Σ digitLogitsGradient
    Arrays.fill(gradient, DIGIT_BIAS, DIGIT_BIAS + 10, 0f);
    for (int s = 0; s < samples; s++) {
      float[] digitGradientRow = digitGradient[s];
      for (int j = 0; j < 10; j++) {
        gradient[DIGIT_BIAS + j] += digitGradientRow[j];
      }
    }
    // hiddenGradient = digitLogitsGradient · kernelᵀ
    DIGIT_AFFINE.inputGradient(parameters, digitGradient, hiddenGradient, samples, scratch);
  }

  private void backwardHidden(float[][] hidden, float[][] squeeze, float[][] hiddenGradient,
      float[][] squeezeGradient, int samples, Scratch scratch, float[] gradient) {
    // hiddenSumsGradient = hiddenGradient * relu'(… = hidden)
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      Rows.reluGradient(hiddenGradientRow, hiddenRow, hiddenGradientRow);
    }
    // ∂loss/∂hiddenKernel = Σ squeezeᵀ · hiddenSumsGradient
    HIDDEN_AFFINE.kernelGradient(squeeze, hiddenGradient, samples, gradient, scratch);
    // ∂loss/∂hiddenBias = Σ hiddenSumsGradient
    Arrays.fill(gradient, HIDDEN_BIAS, HIDDEN_BIAS + 128, 0f);
    for (int s = 0; s < samples; s++) {
      float[] hiddenGradientRow = hiddenGradient[s];
      for (int j = 0; j < 128; j++) {
        gradient[HIDDEN_BIAS + j] += hiddenGradientRow[j];
      }
    }
    // squeezeGradient = hiddenSumsGradient · kernelᵀ
    HIDDEN_AFFINE.inputGradient(parameters, hiddenGradient, squeezeGradient, samples, scratch);
  }

  private static void backwardSqueeze(float[][] squeeze, float[][] pixels,
      float[][] squeezeGradient, int samples, Scratch scratch, float[] gradient) {
    // squeezeSumsGradient = squeezeGradient * relu'(… = squeeze)
    for (int s = 0; s < samples; s++) {
      float[] squeezeRow = squeeze[s];
      float[] squeezeGradientRow = squeezeGradient[s];
      Rows.reluGradient(squeezeGradientRow, squeezeRow, squeezeGradientRow);
    }
    // ∂loss/∂squeezeKernel = Σ pixelsᵀ · squeezeSumsGradient
    SQUEEZE_AFFINE.kernelGradient(pixels, squeezeGradient, samples, gradient, scratch);
    // ∂loss/∂squeezeBias = Σ squeezeSumsGradient
    Arrays.fill(gradient, SQUEEZE_BIAS, SQUEEZE_BIAS + 10, 0f);
    for (int s = 0; s < samples; s++) {
      float[] squeezeGradientRow = squeezeGradient[s];
      for (int j = 0; j < 10; j++) {
        gradient[SQUEEZE_BIAS + j] += squeezeGradientRow[j];
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] squeeze;
    final float[][] hidden;
    final float[][] digitLogits;
    final float[][] digit;
    final float[][] digitGradient;
    final float[][] hiddenGradient;
    final float[][] squeezeGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      squeeze = rows(capacity, 10);
      hidden = rows(capacity, 128);
      digitLogits = rows(capacity, 10);
      digit = rows(capacity, 10);
      digitGradient = training ? rows(capacity, 10) : null;
      hiddenGradient = training ? rows(capacity, 128) : null;
      squeezeGradient = training ? rows(capacity, 10) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> squeeze;
        case 2 -> hidden;
        case 3 -> digit;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> digitLogits;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> digitGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }
}

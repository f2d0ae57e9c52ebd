package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Functions;
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
 * {@link Net}, compiled by Cortado: 17 parameters, 12 multiply-adds a prediction.
 *
 * <pre>
 * layer   type           shape  parameters  offset  multiply-adds  code
 * bits    Input          (2)             0       -              0
 * hidden  Dense tanh     (4)            12       0              8  straight-line
 * either  Dense sigmoid  (1)             5      12              4  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int HIDDEN_KERNEL = 0;
  private static final int HIDDEN_BIAS = 8;
  private static final int EITHER_KERNEL = 12;
  private static final int EITHER_BIAS = 16;

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "187b06387bc4ffb374b188fb04240b84"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("bits", "Input", Shape.of(2));
    network.layer("hidden", "Dense", Shape.of(4), "bits")
        .parameter("kernel", Shape.of(2, 4), HIDDEN_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(4), HIDDEN_BIAS, Initializers.zeros());
    network.layer("either", "Dense", Shape.of(1), "hidden")
        .parameter("kernel", Shape.of(4, 1), EITHER_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(1), EITHER_BIAS, Initializers.zeros());
    network.output("either", Head.SIGMOID);
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
  public Layer bits() {
    return layers().get(0);
  }

  @Override
  public Layer hidden() {
    return layers().get(1);
  }

  @Override
  public Layer either() {
    return layers().get(2);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("bits", 2, input);
    requireSize("either", 1, output);
    // hiddenSums = bits · kernel + bias
    float hiddenSums0 = fma(input[1], parameters[HIDDEN_KERNEL + 4],
        fma(input[0], parameters[HIDDEN_KERNEL], parameters[HIDDEN_BIAS]));
    float hiddenSums1 = fma(input[1], parameters[HIDDEN_KERNEL + 5],
        fma(input[0], parameters[HIDDEN_KERNEL + 1], parameters[HIDDEN_BIAS + 1]));
    float hiddenSums2 = fma(input[1], parameters[HIDDEN_KERNEL + 6],
        fma(input[0], parameters[HIDDEN_KERNEL + 2], parameters[HIDDEN_BIAS + 2]));
    float hiddenSums3 = fma(input[1], parameters[HIDDEN_KERNEL + 7],
        fma(input[0], parameters[HIDDEN_KERNEL + 3], parameters[HIDDEN_BIAS + 3]));
    // hidden = tanh(hiddenSums)
    float hidden0 = Functions.tanh(hiddenSums0);
    float hidden1 = Functions.tanh(hiddenSums1);
    float hidden2 = Functions.tanh(hiddenSums2);
    float hidden3 = Functions.tanh(hiddenSums3);
    // eitherLogits = hidden · kernel + bias
    float eitherLogits0 = fma(hidden3, parameters[EITHER_KERNEL + 3],
        fma(hidden2, parameters[EITHER_KERNEL + 2], fma(hidden1, parameters[EITHER_KERNEL + 1],
        fma(hidden0, parameters[EITHER_KERNEL], parameters[EITHER_BIAS]))));
    // either = sigmoid(eitherLogits)
    float either0 = Functions.sigmoid(eitherLogits0);
    output[0] = either0;
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardHidden(b.input(0), b.hidden, samples);
    forwardEither(b.hidden, b.eitherLogits, b.either, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    if (!fromLogits[0]) {
      headBackwardEither(b.either, b.eitherGradient, samples);
    }
    backwardEither(b.hidden, b.eitherGradient, b.hiddenGradient, samples, gradient);
    backwardHidden(b.hidden, b.input(0), b.hiddenGradient, samples, gradient);
  }

  private void forwardHidden(float[] bits, float[] hidden) {
    // hiddenSums = bits · kernel + bias
    float sum0 = fma(bits[1], parameters[HIDDEN_KERNEL + 4], fma(bits[0], parameters[HIDDEN_KERNEL],
        parameters[HIDDEN_BIAS]));
    float sum1 = fma(bits[1], parameters[HIDDEN_KERNEL + 5],
        fma(bits[0], parameters[HIDDEN_KERNEL + 1], parameters[HIDDEN_BIAS + 1]));
    float sum2 = fma(bits[1], parameters[HIDDEN_KERNEL + 6],
        fma(bits[0], parameters[HIDDEN_KERNEL + 2], parameters[HIDDEN_BIAS + 2]));
    float sum3 = fma(bits[1], parameters[HIDDEN_KERNEL + 7],
        fma(bits[0], parameters[HIDDEN_KERNEL + 3], parameters[HIDDEN_BIAS + 3]));
    hidden[0] = sum0;
    hidden[1] = sum1;
    hidden[2] = sum2;
    hidden[3] = sum3;
    // hidden = tanh(hiddenSums)
    for (int j = 0; j < 4; j++) {
      hidden[j] = Functions.tanh(hidden[j]);
    }
  }

  private void forwardHidden(float[][] bits, float[][] hidden, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardHidden(bits[s], hidden[s]);
    }
  }

  private void forwardEither(float[] hidden, float[] eitherLogits, float[] either) {
    // eitherLogits = hidden · kernel + bias
    float sum0 = fma(hidden[3], parameters[EITHER_KERNEL + 3],
        fma(hidden[2], parameters[EITHER_KERNEL + 2], fma(hidden[1], parameters[EITHER_KERNEL + 1],
        fma(hidden[0], parameters[EITHER_KERNEL], parameters[EITHER_BIAS]))));
    eitherLogits[0] = sum0;
    // either = sigmoid(eitherLogits)
    either[0] = Functions.sigmoid(eitherLogits[0]);
  }

  private void forwardEither(float[][] hidden, float[][] eitherLogits, float[][] either,
      int samples) {
    for (int s = 0; s < samples; s++) {
      forwardEither(hidden[s], eitherLogits[s], either[s]);
    }
  }

  private static void headBackwardEither(float[][] either, float[][] eitherGradient, int samples) {
    // eitherLogitsGradient = eitherGradient * sigmoid'(… = either)
    for (int s = 0; s < samples; s++) {
      float[] eitherRow = either[s];
      float[] eitherGradientRow = eitherGradient[s];
      eitherGradientRow[0] = eitherGradientRow[0] * (eitherRow[0] * (1f - eitherRow[0]));
    }
  }

  private void backwardEither(float[][] hidden, float[][] eitherGradient, float[][] hiddenGradient,
      int samples, float[] gradient) {
    // ∂loss/∂eitherKernel = Σ hiddenᵀ · eitherLogitsGradient
    Arrays.fill(gradient, EITHER_KERNEL, EITHER_KERNEL + 4, 0f);
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      float[] eitherGradientRow = eitherGradient[s];
      gradient[EITHER_KERNEL] = fma(hiddenRow[0], eitherGradientRow[0], gradient[EITHER_KERNEL]);
      gradient[EITHER_KERNEL + 1] = fma(hiddenRow[1], eitherGradientRow[0],
          gradient[EITHER_KERNEL + 1]);
      gradient[EITHER_KERNEL + 2] = fma(hiddenRow[2], eitherGradientRow[0],
          gradient[EITHER_KERNEL + 2]);
      gradient[EITHER_KERNEL + 3] = fma(hiddenRow[3], eitherGradientRow[0],
          gradient[EITHER_KERNEL + 3]);
    }
    // ∂loss/∂eitherBias = Σ eitherLogitsGradient
    gradient[EITHER_BIAS] = 0f;
    for (int s = 0; s < samples; s++) {
      float[] eitherGradientRow = eitherGradient[s];
      gradient[EITHER_BIAS] += eitherGradientRow[0];
    }
    // hiddenGradient = eitherLogitsGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] eitherGradientRow = eitherGradient[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      float sum0 = fma(eitherGradientRow[0], parameters[EITHER_KERNEL], 0f);
      float sum1 = fma(eitherGradientRow[0], parameters[EITHER_KERNEL + 1], 0f);
      float sum2 = fma(eitherGradientRow[0], parameters[EITHER_KERNEL + 2], 0f);
      float sum3 = fma(eitherGradientRow[0], parameters[EITHER_KERNEL + 3], 0f);
      hiddenGradientRow[0] = sum0;
      hiddenGradientRow[1] = sum1;
      hiddenGradientRow[2] = sum2;
      hiddenGradientRow[3] = sum3;
    }
  }

  private static void backwardHidden(float[][] hidden, float[][] bits, float[][] hiddenGradient,
      int samples, float[] gradient) {
    // hiddenSumsGradient = hiddenGradient * tanh'(… = hidden)
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      for (int j = 0; j < 4; j++) {
        hiddenGradientRow[j] = hiddenGradientRow[j] * (1f - hiddenRow[j] * hiddenRow[j]);
      }
    }
    // ∂loss/∂hiddenKernel = Σ bitsᵀ · hiddenSumsGradient
    Arrays.fill(gradient, HIDDEN_KERNEL, HIDDEN_KERNEL + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] bitsRow = bits[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      gradient[HIDDEN_KERNEL] = fma(bitsRow[0], hiddenGradientRow[0], gradient[HIDDEN_KERNEL]);
      gradient[HIDDEN_KERNEL + 1] = fma(bitsRow[0], hiddenGradientRow[1],
          gradient[HIDDEN_KERNEL + 1]);
      gradient[HIDDEN_KERNEL + 2] = fma(bitsRow[0], hiddenGradientRow[2],
          gradient[HIDDEN_KERNEL + 2]);
      gradient[HIDDEN_KERNEL + 3] = fma(bitsRow[0], hiddenGradientRow[3],
          gradient[HIDDEN_KERNEL + 3]);
      gradient[HIDDEN_KERNEL + 4] = fma(bitsRow[1], hiddenGradientRow[0],
          gradient[HIDDEN_KERNEL + 4]);
      gradient[HIDDEN_KERNEL + 5] = fma(bitsRow[1], hiddenGradientRow[1],
          gradient[HIDDEN_KERNEL + 5]);
      gradient[HIDDEN_KERNEL + 6] = fma(bitsRow[1], hiddenGradientRow[2],
          gradient[HIDDEN_KERNEL + 6]);
      gradient[HIDDEN_KERNEL + 7] = fma(bitsRow[1], hiddenGradientRow[3],
          gradient[HIDDEN_KERNEL + 7]);
    }
    // ∂loss/∂hiddenBias = Σ hiddenSumsGradient
    Arrays.fill(gradient, HIDDEN_BIAS, HIDDEN_BIAS + 4, 0f);
    for (int s = 0; s < samples; s++) {
      float[] hiddenGradientRow = hiddenGradient[s];
      for (int j = 0; j < 4; j++) {
        gradient[HIDDEN_BIAS + j] += hiddenGradientRow[j];
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] hidden;
    final float[][] eitherLogits;
    final float[][] either;
    final float[][] eitherGradient;
    final float[][] hiddenGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      hidden = rows(capacity, 4);
      eitherLogits = rows(capacity, 1);
      either = rows(capacity, 1);
      eitherGradient = training ? rows(capacity, 1) : null;
      hiddenGradient = training ? rows(capacity, 4) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> hidden;
        case 2 -> either;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> eitherLogits;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> eitherGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }
}

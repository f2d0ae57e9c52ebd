package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Functions;
import dev.cortado.kernel.Rows;
import dev.cortado.kernel.Scratch;
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
 * {@link Net}, compiled by Cortado: 1250 parameters, 1224 multiply-adds a prediction.
 *
 * <pre>
 * layer   type           shape  parameters  offset  multiply-adds  code
 * in      Input          (24)            0       -              0
 * hidden  Dense gelu     (24)          600       0            576  kernel
 * sum     Add            (24)            0       -              0
 * gate    Dense sigmoid  (24)          600     600            576  kernel
 * gated   Multiply       (24)            0       -             24
 * out     Dense linear   (2)            50    1200             48  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int HIDDEN_KERNEL = 0;
  private static final int HIDDEN_BIAS = 576;
  private static final int GATE_KERNEL = 600;
  private static final int GATE_BIAS = 1176;
  private static final int OUT_KERNEL = 1200;
  private static final int OUT_BIAS = 1248;

  private static final Affine HIDDEN_AFFINE = Affine.of(HIDDEN_KERNEL, HIDDEN_BIAS, 24, 24);
  private static final Affine GATE_AFFINE = Affine.of(GATE_KERNEL, GATE_BIAS, 24, 24);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "ec9f4f3d04ae7c119a5dc440e6472939"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("in", "Input", Shape.of(24));
    network.layer("hidden", "Dense", Shape.of(24), "in")
        .parameter("kernel", Shape.of(24, 24), HIDDEN_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(24), HIDDEN_BIAS, Initializers.zeros());
    network.layer("sum", "Add", Shape.of(24), "in", "hidden");
    network.layer("gate", "Dense", Shape.of(24), "sum")
        .parameter("kernel", Shape.of(24, 24), GATE_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(24), GATE_BIAS, Initializers.zeros());
    network.layer("gated", "Multiply", Shape.of(24), "sum", "gate");
    network.layer("out", "Dense", Shape.of(2), "gated")
        .parameter("kernel", Shape.of(24, 2), OUT_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(2), OUT_BIAS, Initializers.zeros());
    network.output("out", Head.NONE);
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
  public Layer in() {
    return layers().get(0);
  }

  @Override
  public Layer hidden() {
    return layers().get(1);
  }

  @Override
  public Layer sum() {
    return layers().get(2);
  }

  @Override
  public Layer gate() {
    return layers().get(3);
  }

  @Override
  public Layer gated() {
    return layers().get(4);
  }

  @Override
  public Layer out() {
    return layers().get(5);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("in", 24, input);
    requireSize("out", 2, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardHidden(input, b.hiddenSums[0], b.hidden[0], b.scratch());
    forwardSum(input, b.hidden[0], b.sum_2[0]);
    forwardGate(b.sum_2[0], b.gate[0], b.scratch());
    forwardGated(b.sum_2[0], b.gate[0], b.gated[0]);
    forwardOut(b.gated[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardHidden(b.input(0), b.hiddenSums, b.hidden, samples, b.scratch());
    forwardSum(b.input(0), b.hidden, b.sum_2, samples);
    forwardGate(b.sum_2, b.gate, samples, b.scratch());
    forwardGated(b.sum_2, b.gate, b.gated, samples);
    forwardOut(b.gated, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.gated, b.outGradient, b.gatedGradient, samples, gradient);
    backwardGated(b.gatedGradient, b.gate, b.sum_2, b.sum_2Gradient, b.gateGradient, samples);
    backwardGate(b.gate, b.sum_2, b.gateGradient, b.sum_2Gradient_2, samples, b.scratch(),
        gradient);
    backwardSum(b.sum_2Gradient_2, b.sum_2Gradient, samples);
    backwardHidden(b.sum_2Gradient, b.hiddenSums, b.input(0), b.hiddenSumsGradient, samples,
        b.scratch(), gradient);
  }

  private void forwardHidden(float[] in, float[] hiddenSums, float[] hidden, Scratch scratch) {
    // hiddenSums = in · kernel + bias
    HIDDEN_AFFINE.forward(parameters, in, hiddenSums, scratch);
    // hidden = gelu(hiddenSums)
    for (int j = 0; j < 24; j++) {
      hidden[j] = Functions.gelu(hiddenSums[j]);
    }
  }

  private void forwardHidden(float[][] in, float[][] hiddenSums, float[][] hidden, int samples,
      Scratch scratch) {
    // hiddenSums = in · kernel + bias
    HIDDEN_AFFINE.forward(parameters, in, hiddenSums, samples, scratch);
    // hidden = gelu(hiddenSums)
    for (int s = 0; s < samples; s++) {
      float[] hiddenSumsRow = hiddenSums[s];
      float[] hiddenRow = hidden[s];
      Rows.gelu(hiddenSumsRow, hiddenRow);
    }
  }

  private static void forwardSum(float[] in, float[] hidden, float[] sum_2) {
    // sum_2 = in + hidden
    for (int j = 0; j < 24; j++) {
      sum_2[j] = in[j] + hidden[j];
    }
  }

  private static void forwardSum(float[][] in, float[][] hidden, float[][] sum_2, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardSum(in[s], hidden[s], sum_2[s]);
    }
  }

  private void forwardGate(float[] sum_2, float[] gate, Scratch scratch) {
    // gateLogits = sum_2 · kernel + bias
    GATE_AFFINE.forward(parameters, sum_2, gate, scratch);
    // gate = sigmoid(gateLogits)
    for (int j = 0; j < 24; j++) {
      gate[j] = Functions.sigmoid(gate[j]);
    }
  }

  private void forwardGate(float[][] sum_2, float[][] gate, int samples, Scratch scratch) {
    // gateLogits = sum_2 · kernel + bias
    GATE_AFFINE.forward(parameters, sum_2, gate, samples, scratch);
    // gate = sigmoid(gateLogits)
    for (int s = 0; s < samples; s++) {
      float[] gateRow = gate[s];
      Rows.sigmoid(gateRow, gateRow);
    }
  }

  private static void forwardGated(float[] sum_2, float[] gate, float[] gated) {
    // gated = sum_2 * gate
    for (int j = 0; j < 24; j++) {
      gated[j] = sum_2[j] * gate[j];
    }
  }

  private static void forwardGated(float[][] sum_2, float[][] gate, float[][] gated, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardGated(sum_2[s], gate[s], gated[s]);
    }
  }

  private void forwardOut(float[] gated, float[] out) {
    // out = gated · kernel + bias
    float sum0 = fma(gated[3], parameters[OUT_KERNEL + 6], fma(gated[2], parameters[OUT_KERNEL + 4],
        fma(gated[1], parameters[OUT_KERNEL + 2], fma(gated[0], parameters[OUT_KERNEL],
        parameters[OUT_BIAS]))));
    sum0 = fma(gated[7], parameters[OUT_KERNEL + 14], fma(gated[6], parameters[OUT_KERNEL + 12],
        fma(gated[5], parameters[OUT_KERNEL + 10], fma(gated[4], parameters[OUT_KERNEL + 8],
        sum0))));
    sum0 = fma(gated[11], parameters[OUT_KERNEL + 22], fma(gated[10], parameters[OUT_KERNEL + 20],
        fma(gated[9], parameters[OUT_KERNEL + 18], fma(gated[8], parameters[OUT_KERNEL + 16],
        sum0))));
    sum0 = fma(gated[15], parameters[OUT_KERNEL + 30], fma(gated[14], parameters[OUT_KERNEL + 28],
        fma(gated[13], parameters[OUT_KERNEL + 26], fma(gated[12], parameters[OUT_KERNEL + 24],
        sum0))));
    sum0 = fma(gated[19], parameters[OUT_KERNEL + 38], fma(gated[18], parameters[OUT_KERNEL + 36],
        fma(gated[17], parameters[OUT_KERNEL + 34], fma(gated[16], parameters[OUT_KERNEL + 32],
        sum0))));
    sum0 = fma(gated[23], parameters[OUT_KERNEL + 46], fma(gated[22], parameters[OUT_KERNEL + 44],
        fma(gated[21], parameters[OUT_KERNEL + 42], fma(gated[20], parameters[OUT_KERNEL + 40],
        sum0))));
    float sum1 = fma(gated[3], parameters[OUT_KERNEL + 7], fma(gated[2], parameters[OUT_KERNEL + 5],
        fma(gated[1], parameters[OUT_KERNEL + 3], fma(gated[0], parameters[OUT_KERNEL + 1],
        parameters[OUT_BIAS + 1]))));
    sum1 = fma(gated[7], parameters[OUT_KERNEL + 15], fma(gated[6], parameters[OUT_KERNEL + 13],
        fma(gated[5], parameters[OUT_KERNEL + 11], fma(gated[4], parameters[OUT_KERNEL + 9],
        sum1))));
    sum1 = fma(gated[11], parameters[OUT_KERNEL + 23], fma(gated[10], parameters[OUT_KERNEL + 21],
        fma(gated[9], parameters[OUT_KERNEL + 19], fma(gated[8], parameters[OUT_KERNEL + 17],
        sum1))));
    sum1 = fma(gated[15], parameters[OUT_KERNEL + 31], fma(gated[14], parameters[OUT_KERNEL + 29],
        fma(gated[13], parameters[OUT_KERNEL + 27], fma(gated[12], parameters[OUT_KERNEL + 25],
        sum1))));
    sum1 = fma(gated[19], parameters[OUT_KERNEL + 39], fma(gated[18], parameters[OUT_KERNEL + 37],
        fma(gated[17], parameters[OUT_KERNEL + 35], fma(gated[16], parameters[OUT_KERNEL + 33],
        sum1))));
    sum1 = fma(gated[23], parameters[OUT_KERNEL + 47], fma(gated[22], parameters[OUT_KERNEL + 45],
        fma(gated[21], parameters[OUT_KERNEL + 43], fma(gated[20], parameters[OUT_KERNEL + 41],
        sum1))));
    out[0] = sum0;
    out[1] = sum1;
  }

  private void forwardOut(float[][] gated, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(gated[s], out[s]);
    }
  }

  private void backwardOut(float[][] gated, float[][] outGradient, float[][] gatedGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ gatedᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 48, 0f);
    for (int s = 0; s < samples; s++) {
      float[] gatedRow = gated[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(gatedRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(gatedRow[0], outGradientRow[1], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(gatedRow[1], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(gatedRow[1], outGradientRow[1], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(gatedRow[2], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(gatedRow[2], outGradientRow[1], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(gatedRow[3], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(gatedRow[3], outGradientRow[1], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(gatedRow[4], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(gatedRow[4], outGradientRow[1], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(gatedRow[5], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(gatedRow[5], outGradientRow[1], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(gatedRow[6], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(gatedRow[6], outGradientRow[1], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(gatedRow[7], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(gatedRow[7], outGradientRow[1], gradient[OUT_KERNEL + 15]);
      gradient[OUT_KERNEL + 16] = fma(gatedRow[8], outGradientRow[0], gradient[OUT_KERNEL + 16]);
      gradient[OUT_KERNEL + 17] = fma(gatedRow[8], outGradientRow[1], gradient[OUT_KERNEL + 17]);
      gradient[OUT_KERNEL + 18] = fma(gatedRow[9], outGradientRow[0], gradient[OUT_KERNEL + 18]);
      gradient[OUT_KERNEL + 19] = fma(gatedRow[9], outGradientRow[1], gradient[OUT_KERNEL + 19]);
      gradient[OUT_KERNEL + 20] = fma(gatedRow[10], outGradientRow[0], gradient[OUT_KERNEL + 20]);
      gradient[OUT_KERNEL + 21] = fma(gatedRow[10], outGradientRow[1], gradient[OUT_KERNEL + 21]);
      gradient[OUT_KERNEL + 22] = fma(gatedRow[11], outGradientRow[0], gradient[OUT_KERNEL + 22]);
      gradient[OUT_KERNEL + 23] = fma(gatedRow[11], outGradientRow[1], gradient[OUT_KERNEL + 23]);
      gradient[OUT_KERNEL + 24] = fma(gatedRow[12], outGradientRow[0], gradient[OUT_KERNEL + 24]);
      gradient[OUT_KERNEL + 25] = fma(gatedRow[12], outGradientRow[1], gradient[OUT_KERNEL + 25]);
      gradient[OUT_KERNEL + 26] = fma(gatedRow[13], outGradientRow[0], gradient[OUT_KERNEL + 26]);
      gradient[OUT_KERNEL + 27] = fma(gatedRow[13], outGradientRow[1], gradient[OUT_KERNEL + 27]);
      gradient[OUT_KERNEL + 28] = fma(gatedRow[14], outGradientRow[0], gradient[OUT_KERNEL + 28]);
      gradient[OUT_KERNEL + 29] = fma(gatedRow[14], outGradientRow[1], gradient[OUT_KERNEL + 29]);
      gradient[OUT_KERNEL + 30] = fma(gatedRow[15], outGradientRow[0], gradient[OUT_KERNEL + 30]);
      gradient[OUT_KERNEL + 31] = fma(gatedRow[15], outGradientRow[1], gradient[OUT_KERNEL + 31]);
      gradient[OUT_KERNEL + 32] = fma(gatedRow[16], outGradientRow[0], gradient[OUT_KERNEL + 32]);
      gradient[OUT_KERNEL + 33] = fma(gatedRow[16], outGradientRow[1], gradient[OUT_KERNEL + 33]);
      gradient[OUT_KERNEL + 34] = fma(gatedRow[17], outGradientRow[0], gradient[OUT_KERNEL + 34]);
      gradient[OUT_KERNEL + 35] = fma(gatedRow[17], outGradientRow[1], gradient[OUT_KERNEL + 35]);
      gradient[OUT_KERNEL + 36] = fma(gatedRow[18], outGradientRow[0], gradient[OUT_KERNEL + 36]);
      gradient[OUT_KERNEL + 37] = fma(gatedRow[18], outGradientRow[1], gradient[OUT_KERNEL + 37]);
      gradient[OUT_KERNEL + 38] = fma(gatedRow[19], outGradientRow[0], gradient[OUT_KERNEL + 38]);
      gradient[OUT_KERNEL + 39] = fma(gatedRow[19], outGradientRow[1], gradient[OUT_KERNEL + 39]);
      gradient[OUT_KERNEL + 40] = fma(gatedRow[20], outGradientRow[0], gradient[OUT_KERNEL + 40]);
      gradient[OUT_KERNEL + 41] = fma(gatedRow[20], outGradientRow[1], gradient[OUT_KERNEL + 41]);
      gradient[OUT_KERNEL + 42] = fma(gatedRow[21], outGradientRow[0], gradient[OUT_KERNEL + 42]);
      gradient[OUT_KERNEL + 43] = fma(gatedRow[21], outGradientRow[1], gradient[OUT_KERNEL + 43]);
      gradient[OUT_KERNEL + 44] = fma(gatedRow[22], outGradientRow[0], gradient[OUT_KERNEL + 44]);
      gradient[OUT_KERNEL + 45] = fma(gatedRow[22], outGradientRow[1], gradient[OUT_KERNEL + 45]);
      gradient[OUT_KERNEL + 46] = fma(gatedRow[23], outGradientRow[0], gradient[OUT_KERNEL + 46]);
      gradient[OUT_KERNEL + 47] = fma(gatedRow[23], outGradientRow[1], gradient[OUT_KERNEL + 47]);
    }
    // ∂loss/∂outBias = Σ outGradient
    Arrays.fill(gradient, OUT_BIAS, OUT_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[OUT_BIAS + j] += outGradientRow[j];
      }
    }
    // gatedGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] gatedGradientRow = gatedGradient[s];
      float sum0 = fma(outGradientRow[1], parameters[OUT_KERNEL + 1],
          fma(outGradientRow[0], parameters[OUT_KERNEL], 0f));
      float sum1 = fma(outGradientRow[1], parameters[OUT_KERNEL + 3],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 2], 0f));
      float sum2 = fma(outGradientRow[1], parameters[OUT_KERNEL + 5],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 4], 0f));
      float sum3 = fma(outGradientRow[1], parameters[OUT_KERNEL + 7],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 6], 0f));
      float sum4 = fma(outGradientRow[1], parameters[OUT_KERNEL + 9],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 8], 0f));
      float sum5 = fma(outGradientRow[1], parameters[OUT_KERNEL + 11],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 10], 0f));
      float sum6 = fma(outGradientRow[1], parameters[OUT_KERNEL + 13],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 12], 0f));
      float sum7 = fma(outGradientRow[1], parameters[OUT_KERNEL + 15],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 14], 0f));
      float sum8 = fma(outGradientRow[1], parameters[OUT_KERNEL + 17],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 16], 0f));
      float sum9 = fma(outGradientRow[1], parameters[OUT_KERNEL + 19],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 18], 0f));
      float sum10 = fma(outGradientRow[1], parameters[OUT_KERNEL + 21],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 20], 0f));
      float sum11 = fma(outGradientRow[1], parameters[OUT_KERNEL + 23],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 22], 0f));
      float sum12 = fma(outGradientRow[1], parameters[OUT_KERNEL + 25],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 24], 0f));
      float sum13 = fma(outGradientRow[1], parameters[OUT_KERNEL + 27],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 26], 0f));
      float sum14 = fma(outGradientRow[1], parameters[OUT_KERNEL + 29],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 28], 0f));
      float sum15 = fma(outGradientRow[1], parameters[OUT_KERNEL + 31],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 30], 0f));
      float sum16 = fma(outGradientRow[1], parameters[OUT_KERNEL + 33],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 32], 0f));
      float sum17 = fma(outGradientRow[1], parameters[OUT_KERNEL + 35],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 34], 0f));
      float sum18 = fma(outGradientRow[1], parameters[OUT_KERNEL + 37],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 36], 0f));
      float sum19 = fma(outGradientRow[1], parameters[OUT_KERNEL + 39],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 38], 0f));
      float sum20 = fma(outGradientRow[1], parameters[OUT_KERNEL + 41],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 40], 0f));
      float sum21 = fma(outGradientRow[1], parameters[OUT_KERNEL + 43],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 42], 0f));
      float sum22 = fma(outGradientRow[1], parameters[OUT_KERNEL + 45],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 44], 0f));
      float sum23 = fma(outGradientRow[1], parameters[OUT_KERNEL + 47],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 46], 0f));
      gatedGradientRow[0] = sum0;
      gatedGradientRow[1] = sum1;
      gatedGradientRow[2] = sum2;
      gatedGradientRow[3] = sum3;
      gatedGradientRow[4] = sum4;
      gatedGradientRow[5] = sum5;
      gatedGradientRow[6] = sum6;
      gatedGradientRow[7] = sum7;
      gatedGradientRow[8] = sum8;
      gatedGradientRow[9] = sum9;
      gatedGradientRow[10] = sum10;
      gatedGradientRow[11] = sum11;
      gatedGradientRow[12] = sum12;
      gatedGradientRow[13] = sum13;
      gatedGradientRow[14] = sum14;
      gatedGradientRow[15] = sum15;
      gatedGradientRow[16] = sum16;
      gatedGradientRow[17] = sum17;
      gatedGradientRow[18] = sum18;
      gatedGradientRow[19] = sum19;
      gatedGradientRow[20] = sum20;
      gatedGradientRow[21] = sum21;
      gatedGradientRow[22] = sum22;
      gatedGradientRow[23] = sum23;
    }
  }

  private static void backwardGated(float[][] gatedGradient, float[][] gate, float[][] sum_2,
      float[][] sum_2Gradient, float[][] gateGradient, int samples) {
    // sum_2Gradient = gatedGradient * gate
    for (int s = 0; s < samples; s++) {
      float[] gatedGradientRow = gatedGradient[s];
      float[] gateRow = gate[s];
      float[] sum_2GradientRow = sum_2Gradient[s];
      for (int j = 0; j < 24; j++) {
        sum_2GradientRow[j] = gatedGradientRow[j] * gateRow[j];
      }
    }
    // gateGradient = sum_2 * gatedGradient
    for (int s = 0; s < samples; s++) {
      float[] sum_2Row = sum_2[s];
      float[] gatedGradientRow = gatedGradient[s];
      float[] gateGradientRow = gateGradient[s];
      for (int j = 0; j < 24; j++) {
        gateGradientRow[j] = sum_2Row[j] * gatedGradientRow[j];
      }
    }
  }

  private void backwardGate(float[][] gate, float[][] sum_2, float[][] gateGradient,
      float[][] sum_2Gradient_2, int samples, Scratch scratch, float[] gradient) {
    // gateLogitsGradient = gateGradient * sigmoid'(… = gate)
    for (int s = 0; s < samples; s++) {
      float[] gateRow = gate[s];
      float[] gateGradientRow = gateGradient[s];
      for (int j = 0; j < 24; j++) {
        gateGradientRow[j] = gateGradientRow[j] * (gateRow[j] * (1f - gateRow[j]));
      }
    }
    // ∂loss/∂gateKernel = Σ sum_2ᵀ · gateLogitsGradient
    GATE_AFFINE.kernelGradient(sum_2, gateGradient, samples, gradient, scratch);
    // ∂loss/∂gateBias = Σ gateLogitsGradient
    Arrays.fill(gradient, GATE_BIAS, GATE_BIAS + 24, 0f);
    for (int s = 0; s < samples; s++) {
      float[] gateGradientRow = gateGradient[s];
      for (int j = 0; j < 24; j++) {
        gradient[GATE_BIAS + j] += gateGradientRow[j];
      }
    }
    // sum_2Gradient_2 = gateLogitsGradient · kernelᵀ
    GATE_AFFINE.inputGradient(parameters, gateGradient, sum_2Gradient_2, samples, scratch);
  }

  private static void backwardSum(float[][] sum_2Gradient_2, float[][] sum_2Gradient, int samples) {
    // sum_2Gradient_3 = sum_2Gradient + sum_2Gradient_2
    for (int s = 0; s < samples; s++) {
      float[] sum_2Gradient_2Row = sum_2Gradient_2[s];
      float[] sum_2GradientRow = sum_2Gradient[s];
      for (int j = 0; j < 24; j++) {
        sum_2GradientRow[j] += sum_2Gradient_2Row[j];
      }
    }
  }

  private static void backwardHidden(float[][] sum_2Gradient, float[][] hiddenSums, float[][] in,
      float[][] hiddenSumsGradient, int samples, Scratch scratch, float[] gradient) {
    // hiddenSumsGradient = sum_2Gradient_3 * gelu'(hiddenSums)
    for (int s = 0; s < samples; s++) {
      float[] sum_2GradientRow = sum_2Gradient[s];
      float[] hiddenSumsRow = hiddenSums[s];
      float[] hiddenSumsGradientRow = hiddenSumsGradient[s];
      Rows.geluGradient(sum_2GradientRow, hiddenSumsRow, hiddenSumsGradientRow);
    }
    // ∂loss/∂hiddenKernel = Σ inᵀ · hiddenSumsGradient
    HIDDEN_AFFINE.kernelGradient(in, hiddenSumsGradient, samples, gradient, scratch);
    // ∂loss/∂hiddenBias = Σ hiddenSumsGradient
    Arrays.fill(gradient, HIDDEN_BIAS, HIDDEN_BIAS + 24, 0f);
    for (int s = 0; s < samples; s++) {
      float[] hiddenSumsGradientRow = hiddenSumsGradient[s];
      for (int j = 0; j < 24; j++) {
        gradient[HIDDEN_BIAS + j] += hiddenSumsGradientRow[j];
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] hiddenSums;
    final float[][] hidden;
    final float[][] sum_2;
    final float[][] gate;
    final float[][] gated;
    final float[][] out;
    final float[][] outGradient;
    final float[][] gatedGradient;
    final float[][] sum_2Gradient;
    final float[][] gateGradient;
    final float[][] sum_2Gradient_2;
    final float[][] hiddenSumsGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      hiddenSums = rows(capacity, 24);
      hidden = rows(capacity, 24);
      sum_2 = rows(capacity, 24);
      gate = rows(capacity, 24);
      gated = rows(capacity, 24);
      out = rows(capacity, 2);
      outGradient = training ? rows(capacity, 2) : null;
      gatedGradient = training ? rows(capacity, 24) : null;
      sum_2Gradient = training ? rows(capacity, 24) : null;
      gateGradient = training ? rows(capacity, 24) : null;
      sum_2Gradient_2 = training ? rows(capacity, 24) : null;
      hiddenSumsGradient = training ? rows(capacity, 24) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> hidden;
        case 2 -> sum_2;
        case 3 -> gate;
        case 4 -> gated;
        case 5 -> out;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> out;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> outGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }
}

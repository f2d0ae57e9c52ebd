package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.GruCell;
import dev.cortado.kernel.LstmCell;
import dev.cortado.kernel.Recurrence;
import dev.cortado.kernel.RecurrentDropout;
import dev.cortado.kernel.RecurrentOption;
import dev.cortado.kernel.Rows;
import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.StepFunction;
import dev.cortado.kernel.StepMask;
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
 * {@link Net}, compiled by Cortado: 28609 parameters, 1400064 multiply-adds a prediction.
 *
 * <pre>
 * layer     type                                         shape     parameters  offset  multiply-adds  code
 * readings  Input                                        (50, 14)           0       -              0
 * counted   Masking 0.0                                  (50, 14)           0       -              0
 * both      GRU tanh, sigmoid, sequences, both ways sum  (50, 24)       5,760       0        273,600  kernel
 * lstm      LSTM tanh, sigmoid, recurrent dropout 0.2    (64)          22,784    5760      1,126,400  kernel
 * out       Dense linear                                 (1)               65   28544             64  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int BOTH_FORWARD_KERNEL = 0;
  private static final int BOTH_FORWARD_RECURRENT_KERNEL = 1008;
  private static final int BOTH_FORWARD_BIAS = 2736;
  private static final int BOTH_BACKWARD_KERNEL = 2880;
  private static final int BOTH_BACKWARD_RECURRENT_KERNEL = 3888;
  private static final int BOTH_BACKWARD_BIAS = 5616;
  private static final int LSTM_KERNEL = 5760;
  private static final int LSTM_RECURRENT_KERNEL = 11904;
  private static final int LSTM_BIAS = 28288;
  private static final int OUT_KERNEL = 28544;
  private static final int OUT_BIAS = 28608;

  private static final Affine BOTH_FORWARD_AFFINE = Affine.of(BOTH_FORWARD_KERNEL, -1, 14, 72, 50);

  private static final Recurrence BOTH_FORWARD_RECURRENCE = Recurrence.of(
      BOTH_FORWARD_RECURRENT_KERNEL, 50, GruCell.of(24, StepFunction.TANH, StepFunction.SIGMOID,
      BOTH_FORWARD_BIAS), RecurrentOption.SEQUENCES, RecurrentOption.IN_ORDER,
      RecurrentOption.MASKED);

  private static final Affine BOTH_BACKWARD_AFFINE = Affine.of(BOTH_BACKWARD_KERNEL, -1, 14, 72,
      50);

  private static final Recurrence BOTH_BACKWARD_RECURRENCE = Recurrence.of(
      BOTH_BACKWARD_RECURRENT_KERNEL, 50, GruCell.of(24, StepFunction.TANH, StepFunction.SIGMOID,
      BOTH_BACKWARD_BIAS), RecurrentOption.BACKWARDS, RecurrentOption.SEQUENCES,
      RecurrentOption.IN_ORDER, RecurrentOption.MASKED);

  private static final Affine LSTM_AFFINE = Affine.of(LSTM_KERNEL, LSTM_BIAS, 24, 256, 50);

  private static final Recurrence LSTM_RECURRENCE = Recurrence.of(LSTM_RECURRENT_KERNEL, 50,
      LstmCell.of(64, StepFunction.TANH, StepFunction.SIGMOID), RecurrentDropout.of(0.2f, 3, 0),
      RecurrentOption.MASKED);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "b0254fee67803979d3dd34fb541b8d51"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("readings", "Input", Shape.of(50, 14));
    network.layer("counted", "Masking", Shape.of(50, 14), "readings");
    network.layer("both", "GRU", Shape.of(50, 24), "counted")
        .parameter("forward_kernel", Shape.of(14, 72), BOTH_FORWARD_KERNEL,
            Initializers.glorotUniform())
        .parameter("forward_recurrent_kernel", Shape.of(24, 72), BOTH_FORWARD_RECURRENT_KERNEL,
            Initializers.orthogonal(1.0))
        .parameter("forward_bias", Shape.of(2, 72), BOTH_FORWARD_BIAS, Initializers.zeros())
        .parameter("backward_kernel", Shape.of(14, 72), BOTH_BACKWARD_KERNEL,
            Initializers.glorotUniform())
        .parameter("backward_recurrent_kernel", Shape.of(24, 72), BOTH_BACKWARD_RECURRENT_KERNEL,
            Initializers.orthogonal(1.0))
        .parameter("backward_bias", Shape.of(2, 72), BOTH_BACKWARD_BIAS, Initializers.zeros());
    network.layer("lstm", "LSTM", Shape.of(64), "both")
        .parameter("kernel", Shape.of(24, 256), LSTM_KERNEL, Initializers.glorotUniform())
        .parameter("recurrent_kernel", Shape.of(64, 256), LSTM_RECURRENT_KERNEL,
            Initializers.orthogonal(1.0))
        .parameter("bias", Shape.of(256), LSTM_BIAS,
            Initializers.unitForgetBias(Initializers.zeros()));
    network.layer("out", "Dense", Shape.of(1), "lstm")
        .parameter("kernel", Shape.of(64, 1), OUT_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(1), OUT_BIAS, Initializers.zeros());
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
  public Layer readings() {
    return layers().get(0);
  }

  @Override
  public Layer counted() {
    return layers().get(1);
  }

  @Override
  public Layer both() {
    return layers().get(2);
  }

  @Override
  public Layer lstm() {
    return layers().get(3);
  }

  @Override
  public Layer out() {
    return layers().get(4);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("readings", 700, input);
    requireSize("out", 1, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardCounted(input, b.countedMask[0], b.counted[0]);
    forwardBoth(b.counted[0], b.countedMask[0], b.bothForwardSums[0], b.bothForwardTrace[0],
        b.both[0], b.bothBackwardSums[0], b.bothBackwardTrace[0], b.bothBackward[0], b.scratch());
    forwardLstm(b.both[0], b.countedMask[0], b.lstmSums[0], b.lstmTrace[0], b.lstm[0], b.scratch());
    forwardOut(b.lstm[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardCounted(b.input(0), b.countedMask, b.counted, samples);
    forwardBoth(b.counted, b.countedMask, b.bothForwardSums, b.bothForwardTrace, b.both,
        b.bothBackwardSums, b.bothBackwardTrace, b.bothBackward, samples, b.scratch());
    forwardLstm(b.both, b.countedMask, b.lstmSums, b.lstmTrace, b.lstm, samples, b.scratch());
    forwardOut(b.lstm, b.out, samples);
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardCounted(b.input(0), b.countedMask, b.counted, samples);
    forwardBoth(b.counted, b.countedMask, b.bothForwardSums, b.bothForwardTrace, b.both,
        b.bothBackwardSums, b.bothBackwardTrace, b.bothBackward, samples, b.scratch());
    trainLstm(b.both, b.countedMask, b.lstmSums, b.lstmTrace, b.lstm, samples, b.scratch(),
        b.noise());
    forwardOut(b.lstm, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.lstm, b.outGradient, b.lstmGradient, samples, gradient);
    backwardLstm(b.lstmTrace, b.lstmGradient, b.countedMask, b.both, b.lstmSumsGradient,
        b.bothGradient, samples, b.scratch(), b.noise(), gradient);
    backwardBoth(b.bothBackwardTrace, b.bothGradient, b.countedMask, b.counted, b.bothForwardTrace,
        b.bothBackwardSumsGradient, b.bothForwardSumsGradient, samples, b.scratch(), gradient);
  }

  private static void forwardCounted(float[] readings, float[] countedMask, float[] counted) {
    // countedMask = any(readings != 0.0) at each step
    StepMask.where(readings, 14, 0f, countedMask);
    // counted = readings where countedMask, else 0
    StepMask.apply(readings, countedMask, 14, counted);
  }

  private static void forwardCounted(float[][] readings, float[][] countedMask, float[][] counted,
      int samples) {
    for (int s = 0; s < samples; s++) {
      forwardCounted(readings[s], countedMask[s], counted[s]);
    }
  }

  private void forwardBoth(float[] counted, float[] countedMask, float[] bothForwardSums,
      float[] bothForwardTrace, float[] both, float[] bothBackwardSums, float[] bothBackwardTrace,
      float[] bothBackward, Scratch scratch) {
    // bothForwardSums = counted · kernel
    BOTH_FORWARD_AFFINE.forward(parameters, counted, bothForwardSums, scratch);
    // bothForwardTrace = 50 steps over bothForwardSums where countedMask
    BOTH_FORWARD_RECURRENCE.forward(parameters, bothForwardSums, countedMask, bothForwardTrace,
        scratch);
    // bothForward = hidden states of bothForwardTrace
    BOTH_FORWARD_RECURRENCE.output(bothForwardTrace, countedMask, both);
    // bothBackwardSums = counted · kernel
    BOTH_BACKWARD_AFFINE.forward(parameters, counted, bothBackwardSums, scratch);
    // bothBackwardTrace = 50 steps over bothBackwardSums where countedMask
    BOTH_BACKWARD_RECURRENCE.forward(parameters, bothBackwardSums, countedMask, bothBackwardTrace,
        scratch);
    // bothBackward = hidden states of bothBackwardTrace
    BOTH_BACKWARD_RECURRENCE.output(bothBackwardTrace, countedMask, bothBackward);
    // both = bothForward + bothBackward
    for (int j = 0; j < 1200; j++) {
      both[j] += bothBackward[j];
    }
  }

  private void forwardBoth(float[][] counted, float[][] countedMask, float[][] bothForwardSums,
      float[][] bothForwardTrace, float[][] both, float[][] bothBackwardSums,
      float[][] bothBackwardTrace, float[][] bothBackward, int samples, Scratch scratch) {
    // bothForwardSums = counted · kernel
    BOTH_FORWARD_AFFINE.forward(parameters, counted, bothForwardSums, samples, scratch);
    // bothForwardTrace = 50 steps over bothForwardSums where countedMask
    BOTH_FORWARD_RECURRENCE.forward(parameters, bothForwardSums, countedMask, bothForwardTrace,
        samples, scratch);
    // bothForward = hidden states of bothForwardTrace
    BOTH_FORWARD_RECURRENCE.output(bothForwardTrace, countedMask, both, samples);
    // bothBackwardSums = counted · kernel
    BOTH_BACKWARD_AFFINE.forward(parameters, counted, bothBackwardSums, samples, scratch);
    // bothBackwardTrace = 50 steps over bothBackwardSums where countedMask
    BOTH_BACKWARD_RECURRENCE.forward(parameters, bothBackwardSums, countedMask, bothBackwardTrace,
        samples, scratch);
    // bothBackward = hidden states of bothBackwardTrace
    BOTH_BACKWARD_RECURRENCE.output(bothBackwardTrace, countedMask, bothBackward, samples);
    // both = bothForward + bothBackward
    for (int s = 0; s < samples; s++) {
      float[] bothBackwardRow = bothBackward[s];
      float[] bothRow = both[s];
      for (int j = 0; j < 1200; j++) {
        bothRow[j] += bothBackwardRow[j];
      }
    }
  }

  private void forwardLstm(float[] both, float[] countedMask, float[] lstmSums, float[] lstmTrace,
      float[] lstm, Scratch scratch) {
    // lstmSums = both · kernel + bias
    LSTM_AFFINE.forward(parameters, both, lstmSums, scratch);
    // lstmTrace = 50 steps over lstmSums where countedMask, with dropout of hidden states while
    //    training
    LSTM_RECURRENCE.forward(parameters, lstmSums, countedMask, lstmTrace, scratch);
    // lstm = last hidden states of lstmTrace
    LSTM_RECURRENCE.output(lstmTrace, countedMask, lstm);
  }

  private void forwardLstm(float[][] both, float[][] countedMask, float[][] lstmSums,
      float[][] lstmTrace, float[][] lstm, int samples, Scratch scratch) {
    // lstmSums = both · kernel + bias
    LSTM_AFFINE.forward(parameters, both, lstmSums, samples, scratch);
    // lstmTrace = 50 steps over lstmSums where countedMask, with dropout of hidden states while
    //    training
    LSTM_RECURRENCE.forward(parameters, lstmSums, countedMask, lstmTrace, samples, scratch);
    // lstm = last hidden states of lstmTrace
    LSTM_RECURRENCE.output(lstmTrace, countedMask, lstm, samples);
  }

  private void forwardOut(float[] lstm, float[] out) {
    // out = lstm · kernel + bias
    float sum0 = fma(lstm[3], parameters[OUT_KERNEL + 3], fma(lstm[2], parameters[OUT_KERNEL + 2],
        fma(lstm[1], parameters[OUT_KERNEL + 1], fma(lstm[0], parameters[OUT_KERNEL],
        parameters[OUT_BIAS]))));
    sum0 = fma(lstm[7], parameters[OUT_KERNEL + 7], fma(lstm[6], parameters[OUT_KERNEL + 6],
        fma(lstm[5], parameters[OUT_KERNEL + 5], fma(lstm[4], parameters[OUT_KERNEL + 4], sum0))));
    sum0 = fma(lstm[11], parameters[OUT_KERNEL + 11], fma(lstm[10], parameters[OUT_KERNEL + 10],
        fma(lstm[9], parameters[OUT_KERNEL + 9], fma(lstm[8], parameters[OUT_KERNEL + 8], sum0))));
    sum0 = fma(lstm[15], parameters[OUT_KERNEL + 15], fma(lstm[14], parameters[OUT_KERNEL + 14],
        fma(lstm[13], parameters[OUT_KERNEL + 13], fma(lstm[12], parameters[OUT_KERNEL + 12],
        sum0))));
    sum0 = fma(lstm[19], parameters[OUT_KERNEL + 19], fma(lstm[18], parameters[OUT_KERNEL + 18],
        fma(lstm[17], parameters[OUT_KERNEL + 17], fma(lstm[16], parameters[OUT_KERNEL + 16],
        sum0))));
    sum0 = fma(lstm[23], parameters[OUT_KERNEL + 23], fma(lstm[22], parameters[OUT_KERNEL + 22],
        fma(lstm[21], parameters[OUT_KERNEL + 21], fma(lstm[20], parameters[OUT_KERNEL + 20],
        sum0))));
    sum0 = fma(lstm[27], parameters[OUT_KERNEL + 27], fma(lstm[26], parameters[OUT_KERNEL + 26],
        fma(lstm[25], parameters[OUT_KERNEL + 25], fma(lstm[24], parameters[OUT_KERNEL + 24],
        sum0))));
    sum0 = fma(lstm[31], parameters[OUT_KERNEL + 31], fma(lstm[30], parameters[OUT_KERNEL + 30],
        fma(lstm[29], parameters[OUT_KERNEL + 29], fma(lstm[28], parameters[OUT_KERNEL + 28],
        sum0))));
    sum0 = fma(lstm[35], parameters[OUT_KERNEL + 35], fma(lstm[34], parameters[OUT_KERNEL + 34],
        fma(lstm[33], parameters[OUT_KERNEL + 33], fma(lstm[32], parameters[OUT_KERNEL + 32],
        sum0))));
    sum0 = fma(lstm[39], parameters[OUT_KERNEL + 39], fma(lstm[38], parameters[OUT_KERNEL + 38],
        fma(lstm[37], parameters[OUT_KERNEL + 37], fma(lstm[36], parameters[OUT_KERNEL + 36],
        sum0))));
    sum0 = fma(lstm[43], parameters[OUT_KERNEL + 43], fma(lstm[42], parameters[OUT_KERNEL + 42],
        fma(lstm[41], parameters[OUT_KERNEL + 41], fma(lstm[40], parameters[OUT_KERNEL + 40],
        sum0))));
    sum0 = fma(lstm[47], parameters[OUT_KERNEL + 47], fma(lstm[46], parameters[OUT_KERNEL + 46],
        fma(lstm[45], parameters[OUT_KERNEL + 45], fma(lstm[44], parameters[OUT_KERNEL + 44],
        sum0))));
    sum0 = fma(lstm[51], parameters[OUT_KERNEL + 51], fma(lstm[50], parameters[OUT_KERNEL + 50],
        fma(lstm[49], parameters[OUT_KERNEL + 49], fma(lstm[48], parameters[OUT_KERNEL + 48],
        sum0))));
    sum0 = fma(lstm[55], parameters[OUT_KERNEL + 55], fma(lstm[54], parameters[OUT_KERNEL + 54],
        fma(lstm[53], parameters[OUT_KERNEL + 53], fma(lstm[52], parameters[OUT_KERNEL + 52],
        sum0))));
    sum0 = fma(lstm[59], parameters[OUT_KERNEL + 59], fma(lstm[58], parameters[OUT_KERNEL + 58],
        fma(lstm[57], parameters[OUT_KERNEL + 57], fma(lstm[56], parameters[OUT_KERNEL + 56],
        sum0))));
    sum0 = fma(lstm[63], parameters[OUT_KERNEL + 63], fma(lstm[62], parameters[OUT_KERNEL + 62],
        fma(lstm[61], parameters[OUT_KERNEL + 61], fma(lstm[60], parameters[OUT_KERNEL + 60],
        sum0))));
    out[0] = sum0;
  }

  private void forwardOut(float[][] lstm, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(lstm[s], out[s]);
    }
  }

  private void trainLstm(float[][] both, float[][] countedMask, float[][] lstmSums,
      float[][] lstmTrace, float[][] lstm, int samples, Scratch scratch, long noise) {
    // lstmSums = both · kernel + bias
    LSTM_AFFINE.forward(parameters, both, lstmSums, samples, scratch);
    // lstmTrace = 50 steps over lstmSums where countedMask, with dropout of hidden states while
    //    training
    LSTM_RECURRENCE.forward(parameters, lstmSums, countedMask, lstmTrace, samples, scratch, noise);
    // lstm = last hidden states of lstmTrace
    LSTM_RECURRENCE.output(lstmTrace, countedMask, lstm, samples);
  }

  private void backwardOut(float[][] lstm, float[][] outGradient, float[][] lstmGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ lstmᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 64, 0f);
    for (int s = 0; s < samples; s++) {
      float[] lstmRow = lstm[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(lstmRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(lstmRow[1], outGradientRow[0], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(lstmRow[2], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(lstmRow[3], outGradientRow[0], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(lstmRow[4], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(lstmRow[5], outGradientRow[0], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(lstmRow[6], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(lstmRow[7], outGradientRow[0], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(lstmRow[8], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(lstmRow[9], outGradientRow[0], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(lstmRow[10], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(lstmRow[11], outGradientRow[0], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(lstmRow[12], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(lstmRow[13], outGradientRow[0], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(lstmRow[14], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(lstmRow[15], outGradientRow[0], gradient[OUT_KERNEL + 15]);
      gradient[OUT_KERNEL + 16] = fma(lstmRow[16], outGradientRow[0], gradient[OUT_KERNEL + 16]);
      gradient[OUT_KERNEL + 17] = fma(lstmRow[17], outGradientRow[0], gradient[OUT_KERNEL + 17]);
      gradient[OUT_KERNEL + 18] = fma(lstmRow[18], outGradientRow[0], gradient[OUT_KERNEL + 18]);
      gradient[OUT_KERNEL + 19] = fma(lstmRow[19], outGradientRow[0], gradient[OUT_KERNEL + 19]);
      gradient[OUT_KERNEL + 20] = fma(lstmRow[20], outGradientRow[0], gradient[OUT_KERNEL + 20]);
      gradient[OUT_KERNEL + 21] = fma(lstmRow[21], outGradientRow[0], gradient[OUT_KERNEL + 21]);
      gradient[OUT_KERNEL + 22] = fma(lstmRow[22], outGradientRow[0], gradient[OUT_KERNEL + 22]);
      gradient[OUT_KERNEL + 23] = fma(lstmRow[23], outGradientRow[0], gradient[OUT_KERNEL + 23]);
      gradient[OUT_KERNEL + 24] = fma(lstmRow[24], outGradientRow[0], gradient[OUT_KERNEL + 24]);
      gradient[OUT_KERNEL + 25] = fma(lstmRow[25], outGradientRow[0], gradient[OUT_KERNEL + 25]);
      gradient[OUT_KERNEL + 26] = fma(lstmRow[26], outGradientRow[0], gradient[OUT_KERNEL + 26]);
      gradient[OUT_KERNEL + 27] = fma(lstmRow[27], outGradientRow[0], gradient[OUT_KERNEL + 27]);
      gradient[OUT_KERNEL + 28] = fma(lstmRow[28], outGradientRow[0], gradient[OUT_KERNEL + 28]);
      gradient[OUT_KERNEL + 29] = fma(lstmRow[29], outGradientRow[0], gradient[OUT_KERNEL + 29]);
      gradient[OUT_KERNEL + 30] = fma(lstmRow[30], outGradientRow[0], gradient[OUT_KERNEL + 30]);
      gradient[OUT_KERNEL + 31] = fma(lstmRow[31], outGradientRow[0], gradient[OUT_KERNEL + 31]);
      gradient[OUT_KERNEL + 32] = fma(lstmRow[32], outGradientRow[0], gradient[OUT_KERNEL + 32]);
      gradient[OUT_KERNEL + 33] = fma(lstmRow[33], outGradientRow[0], gradient[OUT_KERNEL + 33]);
      gradient[OUT_KERNEL + 34] = fma(lstmRow[34], outGradientRow[0], gradient[OUT_KERNEL + 34]);
      gradient[OUT_KERNEL + 35] = fma(lstmRow[35], outGradientRow[0], gradient[OUT_KERNEL + 35]);
      gradient[OUT_KERNEL + 36] = fma(lstmRow[36], outGradientRow[0], gradient[OUT_KERNEL + 36]);
      gradient[OUT_KERNEL + 37] = fma(lstmRow[37], outGradientRow[0], gradient[OUT_KERNEL + 37]);
      gradient[OUT_KERNEL + 38] = fma(lstmRow[38], outGradientRow[0], gradient[OUT_KERNEL + 38]);
      gradient[OUT_KERNEL + 39] = fma(lstmRow[39], outGradientRow[0], gradient[OUT_KERNEL + 39]);
      gradient[OUT_KERNEL + 40] = fma(lstmRow[40], outGradientRow[0], gradient[OUT_KERNEL + 40]);
      gradient[OUT_KERNEL + 41] = fma(lstmRow[41], outGradientRow[0], gradient[OUT_KERNEL + 41]);
      gradient[OUT_KERNEL + 42] = fma(lstmRow[42], outGradientRow[0], gradient[OUT_KERNEL + 42]);
      gradient[OUT_KERNEL + 43] = fma(lstmRow[43], outGradientRow[0], gradient[OUT_KERNEL + 43]);
      gradient[OUT_KERNEL + 44] = fma(lstmRow[44], outGradientRow[0], gradient[OUT_KERNEL + 44]);
      gradient[OUT_KERNEL + 45] = fma(lstmRow[45], outGradientRow[0], gradient[OUT_KERNEL + 45]);
      gradient[OUT_KERNEL + 46] = fma(lstmRow[46], outGradientRow[0], gradient[OUT_KERNEL + 46]);
      gradient[OUT_KERNEL + 47] = fma(lstmRow[47], outGradientRow[0], gradient[OUT_KERNEL + 47]);
      gradient[OUT_KERNEL + 48] = fma(lstmRow[48], outGradientRow[0], gradient[OUT_KERNEL + 48]);
      gradient[OUT_KERNEL + 49] = fma(lstmRow[49], outGradientRow[0], gradient[OUT_KERNEL + 49]);
      gradient[OUT_KERNEL + 50] = fma(lstmRow[50], outGradientRow[0], gradient[OUT_KERNEL + 50]);
      gradient[OUT_KERNEL + 51] = fma(lstmRow[51], outGradientRow[0], gradient[OUT_KERNEL + 51]);
      gradient[OUT_KERNEL + 52] = fma(lstmRow[52], outGradientRow[0], gradient[OUT_KERNEL + 52]);
      gradient[OUT_KERNEL + 53] = fma(lstmRow[53], outGradientRow[0], gradient[OUT_KERNEL + 53]);
      gradient[OUT_KERNEL + 54] = fma(lstmRow[54], outGradientRow[0], gradient[OUT_KERNEL + 54]);
      gradient[OUT_KERNEL + 55] = fma(lstmRow[55], outGradientRow[0], gradient[OUT_KERNEL + 55]);
      gradient[OUT_KERNEL + 56] = fma(lstmRow[56], outGradientRow[0], gradient[OUT_KERNEL + 56]);
      gradient[OUT_KERNEL + 57] = fma(lstmRow[57], outGradientRow[0], gradient[OUT_KERNEL + 57]);
      gradient[OUT_KERNEL + 58] = fma(lstmRow[58], outGradientRow[0], gradient[OUT_KERNEL + 58]);
      gradient[OUT_KERNEL + 59] = fma(lstmRow[59], outGradientRow[0], gradient[OUT_KERNEL + 59]);
      gradient[OUT_KERNEL + 60] = fma(lstmRow[60], outGradientRow[0], gradient[OUT_KERNEL + 60]);
      gradient[OUT_KERNEL + 61] = fma(lstmRow[61], outGradientRow[0], gradient[OUT_KERNEL + 61]);
      gradient[OUT_KERNEL + 62] = fma(lstmRow[62], outGradientRow[0], gradient[OUT_KERNEL + 62]);
      gradient[OUT_KERNEL + 63] = fma(lstmRow[63], outGradientRow[0], gradient[OUT_KERNEL + 63]);
    }
    // ∂loss/∂outBias = Σ outGradient
    gradient[OUT_BIAS] = 0f;
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      gradient[OUT_BIAS] += outGradientRow[0];
    }
    // lstmGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] lstmGradientRow = lstmGradient[s];
      float sum0 = fma(outGradientRow[0], parameters[OUT_KERNEL], 0f);
      float sum1 = fma(outGradientRow[0], parameters[OUT_KERNEL + 1], 0f);
      float sum2 = fma(outGradientRow[0], parameters[OUT_KERNEL + 2], 0f);
      float sum3 = fma(outGradientRow[0], parameters[OUT_KERNEL + 3], 0f);
      float sum4 = fma(outGradientRow[0], parameters[OUT_KERNEL + 4], 0f);
      float sum5 = fma(outGradientRow[0], parameters[OUT_KERNEL + 5], 0f);
      float sum6 = fma(outGradientRow[0], parameters[OUT_KERNEL + 6], 0f);
      float sum7 = fma(outGradientRow[0], parameters[OUT_KERNEL + 7], 0f);
      float sum8 = fma(outGradientRow[0], parameters[OUT_KERNEL + 8], 0f);
      float sum9 = fma(outGradientRow[0], parameters[OUT_KERNEL + 9], 0f);
      float sum10 = fma(outGradientRow[0], parameters[OUT_KERNEL + 10], 0f);
      float sum11 = fma(outGradientRow[0], parameters[OUT_KERNEL + 11], 0f);
      float sum12 = fma(outGradientRow[0], parameters[OUT_KERNEL + 12], 0f);
      float sum13 = fma(outGradientRow[0], parameters[OUT_KERNEL + 13], 0f);
      float sum14 = fma(outGradientRow[0], parameters[OUT_KERNEL + 14], 0f);
      float sum15 = fma(outGradientRow[0], parameters[OUT_KERNEL + 15], 0f);
      float sum16 = fma(outGradientRow[0], parameters[OUT_KERNEL + 16], 0f);
      float sum17 = fma(outGradientRow[0], parameters[OUT_KERNEL + 17], 0f);
      float sum18 = fma(outGradientRow[0], parameters[OUT_KERNEL + 18], 0f);
      float sum19 = fma(outGradientRow[0], parameters[OUT_KERNEL + 19], 0f);
      float sum20 = fma(outGradientRow[0], parameters[OUT_KERNEL + 20], 0f);
      float sum21 = fma(outGradientRow[0], parameters[OUT_KERNEL + 21], 0f);
      float sum22 = fma(outGradientRow[0], parameters[OUT_KERNEL + 22], 0f);
      float sum23 = fma(outGradientRow[0], parameters[OUT_KERNEL + 23], 0f);
      float sum24 = fma(outGradientRow[0], parameters[OUT_KERNEL + 24], 0f);
      float sum25 = fma(outGradientRow[0], parameters[OUT_KERNEL + 25], 0f);
      float sum26 = fma(outGradientRow[0], parameters[OUT_KERNEL + 26], 0f);
      float sum27 = fma(outGradientRow[0], parameters[OUT_KERNEL + 27], 0f);
      float sum28 = fma(outGradientRow[0], parameters[OUT_KERNEL + 28], 0f);
      float sum29 = fma(outGradientRow[0], parameters[OUT_KERNEL + 29], 0f);
      float sum30 = fma(outGradientRow[0], parameters[OUT_KERNEL + 30], 0f);
      float sum31 = fma(outGradientRow[0], parameters[OUT_KERNEL + 31], 0f);
      float sum32 = fma(outGradientRow[0], parameters[OUT_KERNEL + 32], 0f);
      float sum33 = fma(outGradientRow[0], parameters[OUT_KERNEL + 33], 0f);
      float sum34 = fma(outGradientRow[0], parameters[OUT_KERNEL + 34], 0f);
      float sum35 = fma(outGradientRow[0], parameters[OUT_KERNEL + 35], 0f);
      float sum36 = fma(outGradientRow[0], parameters[OUT_KERNEL + 36], 0f);
      float sum37 = fma(outGradientRow[0], parameters[OUT_KERNEL + 37], 0f);
      float sum38 = fma(outGradientRow[0], parameters[OUT_KERNEL + 38], 0f);
      float sum39 = fma(outGradientRow[0], parameters[OUT_KERNEL + 39], 0f);
      float sum40 = fma(outGradientRow[0], parameters[OUT_KERNEL + 40], 0f);
      float sum41 = fma(outGradientRow[0], parameters[OUT_KERNEL + 41], 0f);
      float sum42 = fma(outGradientRow[0], parameters[OUT_KERNEL + 42], 0f);
      float sum43 = fma(outGradientRow[0], parameters[OUT_KERNEL + 43], 0f);
      float sum44 = fma(outGradientRow[0], parameters[OUT_KERNEL + 44], 0f);
      float sum45 = fma(outGradientRow[0], parameters[OUT_KERNEL + 45], 0f);
      float sum46 = fma(outGradientRow[0], parameters[OUT_KERNEL + 46], 0f);
      float sum47 = fma(outGradientRow[0], parameters[OUT_KERNEL + 47], 0f);
      float sum48 = fma(outGradientRow[0], parameters[OUT_KERNEL + 48], 0f);
      float sum49 = fma(outGradientRow[0], parameters[OUT_KERNEL + 49], 0f);
      float sum50 = fma(outGradientRow[0], parameters[OUT_KERNEL + 50], 0f);
      float sum51 = fma(outGradientRow[0], parameters[OUT_KERNEL + 51], 0f);
      float sum52 = fma(outGradientRow[0], parameters[OUT_KERNEL + 52], 0f);
      float sum53 = fma(outGradientRow[0], parameters[OUT_KERNEL + 53], 0f);
      float sum54 = fma(outGradientRow[0], parameters[OUT_KERNEL + 54], 0f);
      float sum55 = fma(outGradientRow[0], parameters[OUT_KERNEL + 55], 0f);
      float sum56 = fma(outGradientRow[0], parameters[OUT_KERNEL + 56], 0f);
      float sum57 = fma(outGradientRow[0], parameters[OUT_KERNEL + 57], 0f);
      float sum58 = fma(outGradientRow[0], parameters[OUT_KERNEL + 58], 0f);
      float sum59 = fma(outGradientRow[0], parameters[OUT_KERNEL + 59], 0f);
      float sum60 = fma(outGradientRow[0], parameters[OUT_KERNEL + 60], 0f);
      float sum61 = fma(outGradientRow[0], parameters[OUT_KERNEL + 61], 0f);
      float sum62 = fma(outGradientRow[0], parameters[OUT_KERNEL + 62], 0f);
      float sum63 = fma(outGradientRow[0], parameters[OUT_KERNEL + 63], 0f);
      lstmGradientRow[0] = sum0;
      lstmGradientRow[1] = sum1;
      lstmGradientRow[2] = sum2;
      lstmGradientRow[3] = sum3;
      lstmGradientRow[4] = sum4;
      lstmGradientRow[5] = sum5;
      lstmGradientRow[6] = sum6;
      lstmGradientRow[7] = sum7;
      lstmGradientRow[8] = sum8;
      lstmGradientRow[9] = sum9;
      lstmGradientRow[10] = sum10;
      lstmGradientRow[11] = sum11;
      lstmGradientRow[12] = sum12;
      lstmGradientRow[13] = sum13;
      lstmGradientRow[14] = sum14;
      lstmGradientRow[15] = sum15;
      lstmGradientRow[16] = sum16;
      lstmGradientRow[17] = sum17;
      lstmGradientRow[18] = sum18;
      lstmGradientRow[19] = sum19;
      lstmGradientRow[20] = sum20;
      lstmGradientRow[21] = sum21;
      lstmGradientRow[22] = sum22;
      lstmGradientRow[23] = sum23;
      lstmGradientRow[24] = sum24;
      lstmGradientRow[25] = sum25;
      lstmGradientRow[26] = sum26;
      lstmGradientRow[27] = sum27;
      lstmGradientRow[28] = sum28;
      lstmGradientRow[29] = sum29;
      lstmGradientRow[30] = sum30;
      lstmGradientRow[31] = sum31;
      lstmGradientRow[32] = sum32;
      lstmGradientRow[33] = sum33;
      lstmGradientRow[34] = sum34;
      lstmGradientRow[35] = sum35;
      lstmGradientRow[36] = sum36;
      lstmGradientRow[37] = sum37;
      lstmGradientRow[38] = sum38;
      lstmGradientRow[39] = sum39;
      lstmGradientRow[40] = sum40;
      lstmGradientRow[41] = sum41;
      lstmGradientRow[42] = sum42;
      lstmGradientRow[43] = sum43;
      lstmGradientRow[44] = sum44;
      lstmGradientRow[45] = sum45;
      lstmGradientRow[46] = sum46;
      lstmGradientRow[47] = sum47;
      lstmGradientRow[48] = sum48;
      lstmGradientRow[49] = sum49;
      lstmGradientRow[50] = sum50;
      lstmGradientRow[51] = sum51;
      lstmGradientRow[52] = sum52;
      lstmGradientRow[53] = sum53;
      lstmGradientRow[54] = sum54;
      lstmGradientRow[55] = sum55;
      lstmGradientRow[56] = sum56;
      lstmGradientRow[57] = sum57;
      lstmGradientRow[58] = sum58;
      lstmGradientRow[59] = sum59;
      lstmGradientRow[60] = sum60;
      lstmGradientRow[61] = sum61;
      lstmGradientRow[62] = sum62;
      lstmGradientRow[63] = sum63;
    }
  }

  private void backwardLstm(float[][] lstmTrace, float[][] lstmGradient, float[][] countedMask,
      float[][] both, float[][] lstmSumsGradient, float[][] bothGradient, int samples,
      Scratch scratch, long noise, float[] gradient) {
    // lstmSumsGradient = lstmGradient back through 50 steps
    LSTM_RECURRENCE.sumsGradient(parameters, lstmTrace, countedMask, lstmGradient, lstmSumsGradient,
        samples, scratch, noise);
    // ∂loss/∂lstmRecurrentKernel = Σ dropped states of lstmTraceᵀ · lstmSumsGradient
    LSTM_RECURRENCE.kernelGradient(lstmTrace, lstmSumsGradient, samples, gradient, scratch, noise);
    // ∂loss/∂lstmKernel = Σ bothᵀ · lstmSumsGradient
    LSTM_AFFINE.kernelGradient(both, lstmSumsGradient, samples, gradient, scratch);
    // ∂loss/∂lstmBias = Σ lstmSumsGradient
    Arrays.fill(gradient, LSTM_BIAS, LSTM_BIAS + 256, 0f);
    for (int s = 0; s < samples; s++) {
      float[] lstmSumsGradientRow = lstmSumsGradient[s];
      Rows.addVectors(lstmSumsGradientRow, 256, gradient, LSTM_BIAS);
    }
    // bothGradient = lstmSumsGradient · kernelᵀ
    LSTM_AFFINE.inputGradient(parameters, lstmSumsGradient, bothGradient, samples, scratch);
  }

  private void backwardBoth(float[][] bothBackwardTrace, float[][] bothGradient,
      float[][] countedMask, float[][] counted, float[][] bothForwardTrace,
      float[][] bothBackwardSumsGradient, float[][] bothForwardSumsGradient, int samples,
      Scratch scratch, float[] gradient) {
    // bothBackwardSumsGradient = bothGradient back through 50 steps
    BOTH_BACKWARD_RECURRENCE.sumsGradient(parameters, bothBackwardTrace, countedMask, bothGradient,
        bothBackwardSumsGradient, samples, scratch);
    // ∂loss/∂bothBackwardRecurrentKernel = Σ states of bothBackwardTraceᵀ ·
    //    bothBackwardSumsGradient
    BOTH_BACKWARD_RECURRENCE.kernelGradient(bothBackwardTrace, bothBackwardSumsGradient, samples,
        gradient, scratch);
    // ∂loss/∂bothBackwardBias = Σ bothBackwardSumsGradient, twice
    BOTH_BACKWARD_RECURRENCE.biasGradient(bothBackwardTrace, bothBackwardSumsGradient, samples,
        gradient, scratch);
    // ∂loss/∂bothBackwardKernel = Σ countedᵀ · bothBackwardSumsGradient
    BOTH_BACKWARD_AFFINE.kernelGradient(counted, bothBackwardSumsGradient, samples, gradient,
        scratch);
    // bothForwardSumsGradient = bothGradient back through 50 steps
    BOTH_FORWARD_RECURRENCE.sumsGradient(parameters, bothForwardTrace, countedMask, bothGradient,
        bothForwardSumsGradient, samples, scratch);
    // ∂loss/∂bothForwardRecurrentKernel = Σ states of bothForwardTraceᵀ ·
    //    bothForwardSumsGradient
    BOTH_FORWARD_RECURRENCE.kernelGradient(bothForwardTrace, bothForwardSumsGradient, samples,
        gradient, scratch);
    // ∂loss/∂bothForwardBias = Σ bothForwardSumsGradient, twice
    BOTH_FORWARD_RECURRENCE.biasGradient(bothForwardTrace, bothForwardSumsGradient, samples,
        gradient, scratch);
    // ∂loss/∂bothForwardKernel = Σ countedᵀ · bothForwardSumsGradient
    BOTH_FORWARD_AFFINE.kernelGradient(counted, bothForwardSumsGradient, samples, gradient,
        scratch);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] countedMask;
    final float[][] counted;
    final float[][] bothForwardSums;
    final float[][] bothForwardTrace;
    final float[][] both;
    final float[][] bothBackwardSums;
    final float[][] bothBackwardTrace;
    final float[][] bothBackward;
    final float[][] lstmSums;
    final float[][] lstmTrace;
    final float[][] lstm;
    final float[][] out;
    final float[][] outGradient;
    final float[][] lstmGradient;
    final float[][] lstmSumsGradient;
    final float[][] bothGradient;
    final float[][] bothBackwardSumsGradient;
    final float[][] bothForwardSumsGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      countedMask = rows(capacity, 50);
      counted = rows(capacity, 700);
      bothForwardSums = rows(capacity, 3600);
      bothForwardTrace = rows(capacity, 6024);
      both = rows(capacity, 1200);
      bothBackwardSums = rows(capacity, 3600);
      bothBackwardTrace = rows(capacity, 6024);
      bothBackward = rows(capacity, 1200);
      lstmSums = rows(capacity, 12800);
      lstmTrace = rows(capacity, 19328);
      lstm = rows(capacity, 64);
      out = rows(capacity, 1);
      outGradient = training ? rows(capacity, 1) : null;
      lstmGradient = training ? rows(capacity, 64) : null;
      lstmSumsGradient = training ? rows(capacity, 12800) : null;
      bothGradient = training ? rows(capacity, 1200) : null;
      bothBackwardSumsGradient = training ? rows(capacity, 3600) : null;
      bothForwardSumsGradient = training ? rows(capacity, 3600) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> counted;
        case 2 -> both;
        case 3 -> lstm;
        case 4 -> out;
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

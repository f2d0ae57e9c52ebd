package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Convolution;
import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.GruCell;
import dev.cortado.kernel.LstmCell;
import dev.cortado.kernel.Noise;
import dev.cortado.kernel.Recurrence;
import dev.cortado.kernel.RecurrentOption;
import dev.cortado.kernel.Rows;
import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.StepFunction;
import dev.cortado.kernel.WindowAxis;
import dev.cortado.kernel.Windows;
import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import dev.cortado.model.PredictionStream;
import dev.cortado.model.Shape;
import dev.cortado.model.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@link Net}, compiled by Cortado: 8169 parameters, 376778 multiply-adds a prediction.
 *
 * <pre>
 * layer     type                          shape     parameters  offset  multiply-adds  code
 * readings  Input                         (50, 14)           0       -              0
 * smooth    Conv1D 3 causal, relu         (50, 20)         860       0         42,000  kernel
 * gru       GRU tanh, sigmoid, sequences  (50, 24)       3,312     860        158,400  kernel
 * drop      Dropout 0.2                   (50, 24)           0       -              0
 * lstm      LSTM tanh, sigmoid            (20)           3,600    4172        176,000  kernel
 * wide      Dense relu                    (18)             378    7772            360  kernel
 * out       Dense linear                  (1)               19    8150             18  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int SMOOTH_KERNEL = 0;
  private static final int SMOOTH_BIAS = 840;
  private static final int GRU_KERNEL = 860;
  private static final int GRU_RECURRENT_KERNEL = 2300;
  private static final int GRU_BIAS = 4028;
  private static final int LSTM_KERNEL = 4172;
  private static final int LSTM_RECURRENT_KERNEL = 6092;
  private static final int LSTM_BIAS = 7692;
  private static final int WIDE_KERNEL = 7772;
  private static final int WIDE_BIAS = 8132;
  private static final int OUT_KERNEL = 8150;
  private static final int OUT_BIAS = 8168;

  private static final Convolution SMOOTH_CONVOLUTION = Convolution.of(SMOOTH_KERNEL, SMOOTH_BIAS,
      20, 1, Windows.of(WindowAxis.of(50, 50, 3, 1, 1, 2), 14));

  private static final Affine GRU_AFFINE = Affine.of(GRU_KERNEL, -1, 20, 72, 50);

  private static final Recurrence GRU_RECURRENCE = Recurrence.of(GRU_RECURRENT_KERNEL, 50,
      GruCell.of(24, StepFunction.TANH, StepFunction.SIGMOID, GRU_BIAS), RecurrentOption.SEQUENCES);

  private static final Affine LSTM_AFFINE = Affine.of(LSTM_KERNEL, LSTM_BIAS, 24, 80, 50);

  private static final Recurrence LSTM_RECURRENCE = Recurrence.of(LSTM_RECURRENT_KERNEL, 50,
      LstmCell.of(20, StepFunction.TANH, StepFunction.SIGMOID));

  private static final Affine WIDE_AFFINE = Affine.of(WIDE_KERNEL, WIDE_BIAS, 20, 18);

  private static final Convolution SMOOTH_STEP_CONVOLUTION = Convolution.of(SMOOTH_KERNEL,
      SMOOTH_BIAS, 20, 1, Windows.of(WindowAxis.of(3, 1, 3, 1, 1, 0), 14));

  private static final Affine GRU_STEP_AFFINE = Affine.of(GRU_KERNEL, -1, 20, 72);

  private static final Recurrence GRU_STEP_RECURRENCE = Recurrence.of(GRU_RECURRENT_KERNEL, 1,
      GruCell.of(24, StepFunction.TANH, StepFunction.SIGMOID, GRU_BIAS), RecurrentOption.SEQUENCES,
      RecurrentOption.CARRIED_STATE);

  private static final Affine LSTM_STEP_AFFINE = Affine.of(LSTM_KERNEL, LSTM_BIAS, 24, 80);

  private static final Recurrence LSTM_STEP_RECURRENCE = Recurrence.of(LSTM_RECURRENT_KERNEL, 1,
      LstmCell.of(20, StepFunction.TANH, StepFunction.SIGMOID), RecurrentOption.CARRIED_STATE);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "36def713962f54e2e8d68c7e1b844c7b"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("readings", "Input", Shape.of(50, 14));
    network.layer("smooth", "Conv1D", Shape.of(50, 20), "readings")
        .parameter("kernel", Shape.of(3, 14, 20), SMOOTH_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(20), SMOOTH_BIAS, Initializers.zeros());
    network.layer("gru", "GRU", Shape.of(50, 24), "smooth")
        .parameter("kernel", Shape.of(20, 72), GRU_KERNEL, Initializers.glorotUniform())
        .parameter("recurrent_kernel", Shape.of(24, 72), GRU_RECURRENT_KERNEL,
            Initializers.orthogonal(1.0))
        .parameter("bias", Shape.of(2, 72), GRU_BIAS, Initializers.zeros());
    network.layer("drop", "Dropout", Shape.of(50, 24), "gru");
    network.layer("lstm", "LSTM", Shape.of(20), "drop")
        .parameter("kernel", Shape.of(24, 80), LSTM_KERNEL, Initializers.glorotUniform())
        .parameter("recurrent_kernel", Shape.of(20, 80), LSTM_RECURRENT_KERNEL,
            Initializers.orthogonal(1.0))
        .parameter("bias", Shape.of(80), LSTM_BIAS,
            Initializers.unitForgetBias(Initializers.zeros()));
    network.layer("wide", "Dense", Shape.of(18), "lstm")
        .parameter("kernel", Shape.of(20, 18), WIDE_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(18), WIDE_BIAS, Initializers.zeros());
    network.layer("out", "Dense", Shape.of(1), "wide")
        .parameter("kernel", Shape.of(18, 1), OUT_KERNEL, Initializers.glorotUniform())
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
  public Layer smooth() {
    return layers().get(1);
  }

  @Override
  public Layer gru() {
    return layers().get(2);
  }

  @Override
  public Layer drop() {
    return layers().get(3);
  }

  @Override
  public Layer lstm() {
    return layers().get(4);
  }

  @Override
  public Layer wide() {
    return layers().get(5);
  }

  @Override
  public Layer out() {
    return layers().get(6);
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
    forwardSmooth(input, b.smooth[0], b.scratch());
    forwardGru(b.smooth[0], b.gruSums[0], b.gruTrace[0], b.gru[0], b.scratch());
    forwardDrop(b.gru[0], b.drop[0]);
    forwardLstm(b.drop[0], b.lstmSums[0], b.lstmTrace[0], b.lstm[0], b.scratch());
    forwardWide(b.lstm[0], b.wide[0], b.scratch());
    forwardOut(b.wide[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardSmooth(b.input(0), b.smooth, samples, b.scratch());
    forwardGru(b.smooth, b.gruSums, b.gruTrace, b.gru, samples, b.scratch());
    forwardDrop(b.gru, b.drop, samples);
    forwardLstm(b.drop, b.lstmSums, b.lstmTrace, b.lstm, samples, b.scratch());
    forwardWide(b.lstm, b.wide, samples, b.scratch());
    forwardOut(b.wide, b.out, samples);
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardSmooth(b.input(0), b.smooth, samples, b.scratch());
    forwardGru(b.smooth, b.gruSums, b.gruTrace, b.gru, samples, b.scratch());
    trainDrop(b.gru, b.drop, samples, b.noise());
    forwardLstm(b.drop, b.lstmSums, b.lstmTrace, b.lstm, samples, b.scratch());
    forwardWide(b.lstm, b.wide, samples, b.scratch());
    forwardOut(b.wide, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.wide, b.outGradient, b.wideGradient, samples, gradient);
    backwardWide(b.wide, b.lstm, b.wideGradient, b.lstmGradient, samples, b.scratch(), gradient);
    backwardLstm(b.lstmTrace, b.lstmGradient, b.drop, b.lstmSumsGradient, b.dropGradient, samples,
        b.scratch(), gradient);
    backwardDrop(b.dropGradient, b.gruGradient, samples, b.noise());
    backwardGru(b.gruTrace, b.gruGradient, b.smooth, b.gruSumsGradient, b.smoothGradient, samples,
        b.scratch(), gradient);
    backwardSmooth(b.smooth, b.input(0), b.smoothGradient, samples, b.scratch(), gradient);
  }

  @Override
  public PredictionStream stream() {
    return new Steps();
  }

  private void forwardSmooth(float[] readings, float[] smooth, Scratch scratch) {
    // smoothSums = readings * kernel + bias
    SMOOTH_CONVOLUTION.forward(parameters, readings, smooth, scratch);
    // smooth = relu(smoothSums)
    Rows.relu(smooth, smooth);
  }

  private void forwardSmooth(float[][] readings, float[][] smooth, int samples, Scratch scratch) {
    // smoothSums = readings * kernel + bias
    SMOOTH_CONVOLUTION.forward(parameters, readings, smooth, samples, scratch);
    // smooth = relu(smoothSums)
    for (int s = 0; s < samples; s++) {
      float[] smoothRow = smooth[s];
      Rows.relu(smoothRow, smoothRow);
    }
  }

  private void forwardGru(float[] smooth, float[] gruSums, float[] gruTrace, float[] gru,
      Scratch scratch) {
    // gruSums = smooth · kernel
    GRU_AFFINE.forward(parameters, smooth, gruSums, scratch);
    // gruTrace = 50 steps over gruSums
    GRU_RECURRENCE.forward(parameters, gruSums, gruTrace, scratch);
    // gru = hidden states of gruTrace
    GRU_RECURRENCE.output(gruTrace, gru);
  }

  private void forwardGru(float[][] smooth, float[][] gruSums, float[][] gruTrace, float[][] gru,
      int samples, Scratch scratch) {
    // gruSums = smooth · kernel
    GRU_AFFINE.forward(parameters, smooth, gruSums, samples, scratch);
    // gruTrace = 50 steps over gruSums
    GRU_RECURRENCE.forward(parameters, gruSums, gruTrace, samples, scratch);
    // gru = hidden states of gruTrace
    GRU_RECURRENCE.output(gruTrace, gru, samples);
  }

  private static void forwardDrop(float[] gru, float[] drop) {
    // drop = gru * mask / 0.8 while training
    System.arraycopy(gru, 0, drop, 0, 1200);
  }

  private static void forwardDrop(float[][] gru, float[][] drop, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardDrop(gru[s], drop[s]);
    }
  }

  private void forwardLstm(float[] drop, float[] lstmSums, float[] lstmTrace, float[] lstm,
      Scratch scratch) {
    // lstmSums = drop · kernel + bias
    LSTM_AFFINE.forward(parameters, drop, lstmSums, scratch);
    // lstmTrace = 50 steps over lstmSums
    LSTM_RECURRENCE.forward(parameters, lstmSums, lstmTrace, scratch);
    // lstm = last hidden states of lstmTrace
    LSTM_RECURRENCE.output(lstmTrace, lstm);
  }

  private void forwardLstm(float[][] drop, float[][] lstmSums, float[][] lstmTrace, float[][] lstm,
      int samples, Scratch scratch) {
    // lstmSums = drop · kernel + bias
    LSTM_AFFINE.forward(parameters, drop, lstmSums, samples, scratch);
    // lstmTrace = 50 steps over lstmSums
    LSTM_RECURRENCE.forward(parameters, lstmSums, lstmTrace, samples, scratch);
    // lstm = last hidden states of lstmTrace
    LSTM_RECURRENCE.output(lstmTrace, lstm, samples);
  }

  private void forwardWide(float[] lstm, float[] wide, Scratch scratch) {
    // wideSums = lstm · kernel + bias
    WIDE_AFFINE.forward(parameters, lstm, wide, scratch);
    // wide = relu(wideSums)
    for (int j = 0; j < 18; j++) {
      wide[j] = Math.max(wide[j], 0f);
    }
  }

  private void forwardWide(float[][] lstm, float[][] wide, int samples, Scratch scratch) {
    // wideSums = lstm · kernel + bias
    WIDE_AFFINE.forward(parameters, lstm, wide, samples, scratch);
    // wide = relu(wideSums)
    for (int s = 0; s < samples; s++) {
      float[] wideRow = wide[s];
      Rows.relu(wideRow, wideRow);
    }
  }

  private void forwardOut(float[] wide, float[] out) {
    // out = wide · kernel + bias
    float sum0 = fma(wide[3], parameters[OUT_KERNEL + 3], fma(wide[2], parameters[OUT_KERNEL + 2],
        fma(wide[1], parameters[OUT_KERNEL + 1], fma(wide[0], parameters[OUT_KERNEL],
        parameters[OUT_BIAS]))));
    sum0 = fma(wide[7], parameters[OUT_KERNEL + 7], fma(wide[6], parameters[OUT_KERNEL + 6],
        fma(wide[5], parameters[OUT_KERNEL + 5], fma(wide[4], parameters[OUT_KERNEL + 4], sum0))));
    sum0 = fma(wide[11], parameters[OUT_KERNEL + 11], fma(wide[10], parameters[OUT_KERNEL + 10],
        fma(wide[9], parameters[OUT_KERNEL + 9], fma(wide[8], parameters[OUT_KERNEL + 8], sum0))));
    sum0 = fma(wide[15], parameters[OUT_KERNEL + 15], fma(wide[14], parameters[OUT_KERNEL + 14],
        fma(wide[13], parameters[OUT_KERNEL + 13], fma(wide[12], parameters[OUT_KERNEL + 12],
        sum0))));
    sum0 = fma(wide[17], parameters[OUT_KERNEL + 17], fma(wide[16], parameters[OUT_KERNEL + 16],
        sum0));
    out[0] = sum0;
  }

  private void forwardOut(float[][] wide, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(wide[s], out[s]);
    }
  }

  private static void trainDrop(float[][] gru, float[][] drop, int samples, long noise) {
    // drop = gru * mask / 0.8 while training
    for (int s = 0; s < samples; s++) {
      Dropout.apply(gru[s], drop[s], 0.2f, Noise.key(noise, 3, s));
    }
  }

  private void backwardOut(float[][] wide, float[][] outGradient, float[][] wideGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ wideᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 18, 0f);
    for (int s = 0; s < samples; s++) {
      float[] wideRow = wide[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(wideRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(wideRow[1], outGradientRow[0], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(wideRow[2], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(wideRow[3], outGradientRow[0], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(wideRow[4], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(wideRow[5], outGradientRow[0], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(wideRow[6], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(wideRow[7], outGradientRow[0], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(wideRow[8], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(wideRow[9], outGradientRow[0], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(wideRow[10], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(wideRow[11], outGradientRow[0], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(wideRow[12], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(wideRow[13], outGradientRow[0], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(wideRow[14], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(wideRow[15], outGradientRow[0], gradient[OUT_KERNEL + 15]);
      gradient[OUT_KERNEL + 16] = fma(wideRow[16], outGradientRow[0], gradient[OUT_KERNEL + 16]);
      gradient[OUT_KERNEL + 17] = fma(wideRow[17], outGradientRow[0], gradient[OUT_KERNEL + 17]);
    }
    // ∂loss/∂outBias = Σ outGradient
    gradient[OUT_BIAS] = 0f;
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      gradient[OUT_BIAS] += outGradientRow[0];
    }
    // wideGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] wideGradientRow = wideGradient[s];
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
      wideGradientRow[0] = sum0;
      wideGradientRow[1] = sum1;
      wideGradientRow[2] = sum2;
      wideGradientRow[3] = sum3;
      wideGradientRow[4] = sum4;
      wideGradientRow[5] = sum5;
      wideGradientRow[6] = sum6;
      wideGradientRow[7] = sum7;
      wideGradientRow[8] = sum8;
      wideGradientRow[9] = sum9;
      wideGradientRow[10] = sum10;
      wideGradientRow[11] = sum11;
      wideGradientRow[12] = sum12;
      wideGradientRow[13] = sum13;
      wideGradientRow[14] = sum14;
      wideGradientRow[15] = sum15;
      wideGradientRow[16] = sum16;
      wideGradientRow[17] = sum17;
    }
  }

  private void backwardWide(float[][] wide, float[][] lstm, float[][] wideGradient,
      float[][] lstmGradient, int samples, Scratch scratch, float[] gradient) {
    // wideSumsGradient = wideGradient * relu'(… = wide)
    for (int s = 0; s < samples; s++) {
      float[] wideRow = wide[s];
      float[] wideGradientRow = wideGradient[s];
      Rows.reluGradient(wideGradientRow, wideRow, wideGradientRow);
    }
    // ∂loss/∂wideKernel = Σ lstmᵀ · wideSumsGradient
    WIDE_AFFINE.kernelGradient(lstm, wideGradient, samples, gradient, scratch);
    // ∂loss/∂wideBias = Σ wideSumsGradient
    Arrays.fill(gradient, WIDE_BIAS, WIDE_BIAS + 18, 0f);
    for (int s = 0; s < samples; s++) {
      float[] wideGradientRow = wideGradient[s];
      for (int j = 0; j < 18; j++) {
        gradient[WIDE_BIAS + j] += wideGradientRow[j];
      }
    }
    // lstmGradient = wideSumsGradient · kernelᵀ
    WIDE_AFFINE.inputGradient(parameters, wideGradient, lstmGradient, samples, scratch);
  }

  private void backwardLstm(float[][] lstmTrace, float[][] lstmGradient, float[][] drop,
      float[][] lstmSumsGradient, float[][] dropGradient, int samples, Scratch scratch,
      float[] gradient) {
    // lstmSumsGradient = lstmGradient back through 50 steps
    LSTM_RECURRENCE.sumsGradient(parameters, lstmTrace, lstmGradient, lstmSumsGradient, samples,
        scratch);
    // ∂loss/∂lstmRecurrentKernel = Σ states of lstmTraceᵀ · lstmSumsGradient
    LSTM_RECURRENCE.kernelGradient(lstmTrace, lstmSumsGradient, samples, gradient, scratch);
    // ∂loss/∂lstmKernel = Σ dropᵀ · lstmSumsGradient
    LSTM_AFFINE.kernelGradient(drop, lstmSumsGradient, samples, gradient, scratch);
    // ∂loss/∂lstmBias = Σ lstmSumsGradient
    Arrays.fill(gradient, LSTM_BIAS, LSTM_BIAS + 80, 0f);
    for (int s = 0; s < samples; s++) {
      float[] lstmSumsGradientRow = lstmSumsGradient[s];
      Rows.addVectors(lstmSumsGradientRow, 80, gradient, LSTM_BIAS);
    }
    // dropGradient = lstmSumsGradient · kernelᵀ
    LSTM_AFFINE.inputGradient(parameters, lstmSumsGradient, dropGradient, samples, scratch);
  }

  private static void backwardDrop(float[][] dropGradient, float[][] gruGradient, int samples,
      long noise) {
    // gruGradient = dropGradient * mask / 0.8
    for (int s = 0; s < samples; s++) {
      Dropout.apply(dropGradient[s], gruGradient[s], 0.2f, Noise.key(noise, 3, s));
    }
  }

  private void backwardGru(float[][] gruTrace, float[][] gruGradient, float[][] smooth,
      float[][] gruSumsGradient, float[][] smoothGradient, int samples, Scratch scratch,
      float[] gradient) {
    // gruSumsGradient = gruGradient back through 50 steps
    GRU_RECURRENCE.sumsGradient(parameters, gruTrace, gruGradient, gruSumsGradient, samples,
        scratch);
    // ∂loss/∂gruRecurrentKernel = Σ states of gruTraceᵀ · gruSumsGradient
    GRU_RECURRENCE.kernelGradient(gruTrace, gruSumsGradient, samples, gradient, scratch);
    // ∂loss/∂gruBias = Σ gruSumsGradient, twice
    GRU_RECURRENCE.biasGradient(gruTrace, gruSumsGradient, samples, gradient, scratch);
    // ∂loss/∂gruKernel = Σ smoothᵀ · gruSumsGradient
    GRU_AFFINE.kernelGradient(smooth, gruSumsGradient, samples, gradient, scratch);
    // smoothGradient = gruSumsGradient · kernelᵀ
    GRU_AFFINE.inputGradient(parameters, gruSumsGradient, smoothGradient, samples, scratch);
  }

  private static void backwardSmooth(float[][] smooth, float[][] readings, float[][] smoothGradient,
      int samples, Scratch scratch, float[] gradient) {
    // smoothSumsGradient = smoothGradient * relu'(… = smooth)
    for (int s = 0; s < samples; s++) {
      float[] smoothRow = smooth[s];
      float[] smoothGradientRow = smoothGradient[s];
      Rows.reluGradient(smoothGradientRow, smoothRow, smoothGradientRow);
    }
    // ∂loss/∂smoothKernel = Σ patchesᵀ of readings · smoothSumsGradient
    SMOOTH_CONVOLUTION.kernelGradient(readings, smoothGradient, samples, gradient, scratch);
    // ∂loss/∂smoothBias = Σ smoothSumsGradient
    Arrays.fill(gradient, SMOOTH_BIAS, SMOOTH_BIAS + 20, 0f);
    for (int s = 0; s < samples; s++) {
      float[] smoothGradientRow = smoothGradient[s];
      Rows.addVectors(smoothGradientRow, 20, gradient, SMOOTH_BIAS);
    }
  }

  private void stepSmooth(float[] readings, float[] smoothWindow, float[] smooth, Scratch scratch) {
    // smoothWindow = the last 3 steps of readings
    System.arraycopy(smoothWindow, 14, smoothWindow, 0, 28);
    System.arraycopy(readings, 0, smoothWindow, 28, 14);
    // smoothSums = smoothWindow * kernel + bias
    SMOOTH_STEP_CONVOLUTION.forward(parameters, smoothWindow, smooth, scratch);
    // smooth = relu(smoothSums)
    for (int j = 0; j < 20; j++) {
      smooth[j] = Math.max(smooth[j], 0f);
    }
  }

  private void stepGru(float[] smooth, float[] gruSums, float[] gruTrace, float[] gru,
      Scratch scratch) {
    // gruSums = smooth · kernel
    GRU_STEP_AFFINE.forward(parameters, smooth, gruSums, scratch);
    // gruTrace = the next step over gruSums
    GRU_STEP_RECURRENCE.forward(parameters, gruSums, gruTrace, scratch);
    // gru = the hidden state of gruTrace
    GRU_STEP_RECURRENCE.output(gruTrace, gru);
  }

  private static void stepDrop(float[] gru, float[] drop) {
    // drop = gru * mask / 0.8 while training
    System.arraycopy(gru, 0, drop, 0, 24);
  }

  private void stepLstm(float[] drop, float[] lstmSums, float[] lstmTrace, float[] lstm,
      Scratch scratch) {
    // lstmSums = drop · kernel + bias
    LSTM_STEP_AFFINE.forward(parameters, drop, lstmSums, scratch);
    // lstmTrace = the next step over lstmSums
    LSTM_STEP_RECURRENCE.forward(parameters, lstmSums, lstmTrace, scratch);
    // lstm = the hidden state of lstmTrace
    LSTM_STEP_RECURRENCE.output(lstmTrace, lstm);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] smooth;
    final float[][] gruSums;
    final float[][] gruTrace;
    final float[][] gru;
    final float[][] drop;
    final float[][] lstmSums;
    final float[][] lstmTrace;
    final float[][] lstm;
    final float[][] wide;
    final float[][] out;
    final float[][] outGradient;
    final float[][] wideGradient;
    final float[][] lstmGradient;
    final float[][] lstmSumsGradient;
    final float[][] dropGradient;
    final float[][] gruGradient;
    final float[][] gruSumsGradient;
    final float[][] smoothGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      smooth = rows(capacity, 1000);
      gruSums = rows(capacity, 3600);
      gruTrace = rows(capacity, 6024);
      gru = rows(capacity, 1200);
      drop = rows(capacity, 1200);
      lstmSums = rows(capacity, 4000);
      lstmTrace = rows(capacity, 6040);
      lstm = rows(capacity, 20);
      wide = rows(capacity, 18);
      out = rows(capacity, 1);
      outGradient = training ? rows(capacity, 1) : null;
      wideGradient = training ? rows(capacity, 18) : null;
      lstmGradient = training ? rows(capacity, 20) : null;
      lstmSumsGradient = training ? rows(capacity, 4000) : null;
      dropGradient = training ? rows(capacity, 1200) : null;
      gruGradient = training ? rows(capacity, 1200) : null;
      gruSumsGradient = training ? rows(capacity, 3600) : null;
      smoothGradient = training ? rows(capacity, 1000) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> smooth;
        case 2 -> gru;
        case 3 -> drop;
        case 4 -> lstm;
        case 5 -> wide;
        case 6 -> out;
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

  /**
   * A sequence that is read step by step: the values of its last step, and what is kept of it.
   */
  private final class Steps extends PredictionStream {
    private final float[] smoothWindow = new float[42];
    private final float[] smooth = new float[20];
    private final float[] gruSums = new float[72];
    private final float[] gruTrace = new float[144];
    private final float[] gru = new float[24];
    private final float[] drop = new float[24];
    private final float[] lstmSums = new float[80];
    private final float[] lstmTrace = new float[160];
    private final float[] lstm = new float[20];
    private final float[] wide = new float[18];

    Steps() {
      super("readings", 14, "out", 1);
    }

    @Override
    protected void advance(float[] input, float[] output) {
      stepSmooth(input, smoothWindow, smooth, scratch());
      stepGru(smooth, gruSums, gruTrace, gru, scratch());
      stepDrop(gru, drop);
      stepLstm(drop, lstmSums, lstmTrace, lstm, scratch());
      forwardWide(lstm, wide, scratch());
      forwardOut(wide, output);
    }

    @Override
    public void reset() {
      Arrays.fill(smoothWindow, 0f);
      Arrays.fill(gruTrace, 0f);
      Arrays.fill(lstmTrace, 0f);
    }
  }
}

package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Functions;
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
 * {@link Net}, compiled by Cortado: 136 parameters, 216 multiply-adds a prediction.
 *
 * <pre>
 * layer  type                shape   parameters  offset  multiply-adds  code
 * left   Input               (4, 3)           0       -              0
 * right  Input               (4, 2)           0       -              0
 * both   Concatenate axis 1  (4, 5)           0       -              0
 * each   Dense elu(0.5)      (4, 6)          36       0            120  kernel
 * flat   Flatten             (24)             0       -              0
 * kind   Dense softmax       (3)             75      36             72  registers, kernel
 * alarm  Dense sigmoid       (1)             25     111             24  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * registers, kernel: at most 16 outputs: local variables for one sample
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int EACH_KERNEL = 0;
  private static final int EACH_BIAS = 30;
  private static final int KIND_KERNEL = 36;
  private static final int KIND_BIAS = 108;
  private static final int ALARM_KERNEL = 111;
  private static final int ALARM_BIAS = 135;

  private static final Affine EACH_AFFINE = Affine.of(EACH_KERNEL, EACH_BIAS, 5, 6, 4);
  private static final Affine KIND_AFFINE = Affine.of(KIND_KERNEL, KIND_BIAS, 24, 3);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "c962aa6cc1b6e76516626299806f2999"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("left", "Input", Shape.of(4, 3));
    network.layer("right", "Input", Shape.of(4, 2));
    network.layer("both", "Concatenate", Shape.of(4, 5), "left", "right");
    network.layer("each", "Dense", Shape.of(4, 6), "both")
        .parameter("kernel", Shape.of(5, 6), EACH_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(6), EACH_BIAS, Initializers.zeros());
    network.layer("flat", "Flatten", Shape.of(24), "each");
    network.layer("kind", "Dense", Shape.of(3), "flat")
        .parameter("kernel", Shape.of(24, 3), KIND_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(3), KIND_BIAS, Initializers.zeros());
    network.layer("alarm", "Dense", Shape.of(1), "flat")
        .parameter("kernel", Shape.of(24, 1), ALARM_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(1), ALARM_BIAS, Initializers.zeros());
    network.output("kind", Head.SOFTMAX);
    network.output("alarm", Head.SIGMOID);
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
  public Layer left() {
    return layers().get(0);
  }

  @Override
  public Layer right() {
    return layers().get(1);
  }

  @Override
  public Layer both() {
    return layers().get(2);
  }

  @Override
  public Layer each() {
    return layers().get(3);
  }

  @Override
  public Layer flat() {
    return layers().get(4);
  }

  @Override
  public Layer kind() {
    return layers().get(5);
  }

  @Override
  public Layer alarm() {
    return layers().get(6);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardBoth(b.input(0), b.input(1), b.both, samples);
    forwardEach(b.both, b.each, samples, b.scratch());
    forwardKind(b.each, b.kindLogits, b.kind, samples, b.scratch());
    forwardAlarm(b.each, b.alarmLogits, b.alarm, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    if (!fromLogits[1]) {
      headBackwardAlarm(b.alarm, b.alarmGradient, samples);
    }
    backwardAlarm(b.each, b.alarmGradient, b.flatGradient, samples, gradient);
    if (!fromLogits[0]) {
      headBackwardKind(b.kind, b.kindGradient, samples);
    }
    backwardKind(b.each, b.kindGradient, b.flatGradient_2, samples, b.scratch(), gradient);
    backwardFlat(b.flatGradient_2, b.flatGradient, samples);
    backwardEach(b.flatGradient, b.each, b.both, b.eachSumsGradient, samples, b.scratch(),
        gradient);
  }

  private static void forwardBoth(float[] left, float[] right, float[] both) {
    // both = [left, right]
    for (int p = 0; p < 4; p++) {
      System.arraycopy(left, 3 * p, both, 5 * p, 3);
    }
    for (int p = 0; p < 4; p++) {
      System.arraycopy(right, 2 * p, both, 5 * p + 3, 2);
    }
  }

  private static void forwardBoth(float[][] left, float[][] right, float[][] both, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardBoth(left[s], right[s], both[s]);
    }
  }

  private void forwardEach(float[][] both, float[][] each, int samples, Scratch scratch) {
    // eachSums = both · kernel + bias
    EACH_AFFINE.forward(parameters, both, each, samples, scratch);
    // each = elu(eachSums)
    for (int s = 0; s < samples; s++) {
      float[] eachRow = each[s];
      Rows.elu(eachRow, eachRow, 0.5f);
    }
  }

  private void forwardKind(float[][] each, float[][] kindLogits, float[][] kind, int samples,
      Scratch scratch) {
    // kindLogits = flat · kernel + bias
    KIND_AFFINE.forward(parameters, each, kindLogits, samples, scratch);
    // kind = softmax(kindLogits)
    Softmax.softmax(kindLogits, kind, samples, 3, scratch);
  }

  private void forwardAlarm(float[] each, float[] alarmLogits, float[] alarm) {
    // alarmLogits = flat · kernel + bias
    float sum0 = fma(each[3], parameters[ALARM_KERNEL + 3],
        fma(each[2], parameters[ALARM_KERNEL + 2], fma(each[1], parameters[ALARM_KERNEL + 1],
        fma(each[0], parameters[ALARM_KERNEL], parameters[ALARM_BIAS]))));
    sum0 = fma(each[7], parameters[ALARM_KERNEL + 7], fma(each[6], parameters[ALARM_KERNEL + 6],
        fma(each[5], parameters[ALARM_KERNEL + 5], fma(each[4], parameters[ALARM_KERNEL + 4],
        sum0))));
    sum0 = fma(each[11], parameters[ALARM_KERNEL + 11], fma(each[10], parameters[ALARM_KERNEL + 10],
        fma(each[9], parameters[ALARM_KERNEL + 9], fma(each[8], parameters[ALARM_KERNEL + 8],
        sum0))));
    sum0 = fma(each[15], parameters[ALARM_KERNEL + 15], fma(each[14], parameters[ALARM_KERNEL + 14],
        fma(each[13], parameters[ALARM_KERNEL + 13], fma(each[12], parameters[ALARM_KERNEL + 12],
        sum0))));
    sum0 = fma(each[19], parameters[ALARM_KERNEL + 19], fma(each[18], parameters[ALARM_KERNEL + 18],
        fma(each[17], parameters[ALARM_KERNEL + 17], fma(each[16], parameters[ALARM_KERNEL + 16],
        sum0))));
    sum0 = fma(each[23], parameters[ALARM_KERNEL + 23], fma(each[22], parameters[ALARM_KERNEL + 22],
        fma(each[21], parameters[ALARM_KERNEL + 21], fma(each[20], parameters[ALARM_KERNEL + 20],
        sum0))));
    alarmLogits[0] = sum0;
    // alarm = sigmoid(alarmLogits)
    alarm[0] = Functions.sigmoid(alarmLogits[0]);
  }

  private void forwardAlarm(float[][] each, float[][] alarmLogits, float[][] alarm, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardAlarm(each[s], alarmLogits[s], alarm[s]);
    }
  }

  private static void headBackwardAlarm(float[][] alarm, float[][] alarmGradient, int samples) {
    // alarmLogitsGradient = alarmGradient * sigmoid'(… = alarm)
    for (int s = 0; s < samples; s++) {
      float[] alarmRow = alarm[s];
      float[] alarmGradientRow = alarmGradient[s];
      alarmGradientRow[0] = alarmGradientRow[0] * (alarmRow[0] * (1f - alarmRow[0]));
    }
  }

  private void backwardAlarm(float[][] each, float[][] alarmGradient, float[][] flatGradient,
      int samples, float[] gradient) {
    // ∂loss/∂alarmKernel = Σ flatᵀ · alarmLogitsGradient
    Arrays.fill(gradient, ALARM_KERNEL, ALARM_KERNEL + 24, 0f);
    for (int s = 0; s < samples; s++) {
      float[] eachRow = each[s];
      float[] alarmGradientRow = alarmGradient[s];
      gradient[ALARM_KERNEL] = fma(eachRow[0], alarmGradientRow[0], gradient[ALARM_KERNEL]);
      gradient[ALARM_KERNEL + 1] = fma(eachRow[1], alarmGradientRow[0], gradient[ALARM_KERNEL + 1]);
      gradient[ALARM_KERNEL + 2] = fma(eachRow[2], alarmGradientRow[0], gradient[ALARM_KERNEL + 2]);
      gradient[ALARM_KERNEL + 3] = fma(eachRow[3], alarmGradientRow[0], gradient[ALARM_KERNEL + 3]);
      gradient[ALARM_KERNEL + 4] = fma(eachRow[4], alarmGradientRow[0], gradient[ALARM_KERNEL + 4]);
      gradient[ALARM_KERNEL + 5] = fma(eachRow[5], alarmGradientRow[0], gradient[ALARM_KERNEL + 5]);
      gradient[ALARM_KERNEL + 6] = fma(eachRow[6], alarmGradientRow[0], gradient[ALARM_KERNEL + 6]);
      gradient[ALARM_KERNEL + 7] = fma(eachRow[7], alarmGradientRow[0], gradient[ALARM_KERNEL + 7]);
      gradient[ALARM_KERNEL + 8] = fma(eachRow[8], alarmGradientRow[0], gradient[ALARM_KERNEL + 8]);
      gradient[ALARM_KERNEL + 9] = fma(eachRow[9], alarmGradientRow[0], gradient[ALARM_KERNEL + 9]);
      gradient[ALARM_KERNEL + 10] = fma(eachRow[10], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 10]);
      gradient[ALARM_KERNEL + 11] = fma(eachRow[11], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 11]);
      gradient[ALARM_KERNEL + 12] = fma(eachRow[12], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 12]);
      gradient[ALARM_KERNEL + 13] = fma(eachRow[13], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 13]);
      gradient[ALARM_KERNEL + 14] = fma(eachRow[14], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 14]);
      gradient[ALARM_KERNEL + 15] = fma(eachRow[15], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 15]);
      gradient[ALARM_KERNEL + 16] = fma(eachRow[16], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 16]);
      gradient[ALARM_KERNEL + 17] = fma(eachRow[17], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 17]);
      gradient[ALARM_KERNEL + 18] = fma(eachRow[18], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 18]);
      gradient[ALARM_KERNEL + 19] = fma(eachRow[19], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 19]);
      gradient[ALARM_KERNEL + 20] = fma(eachRow[20], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 20]);
      gradient[ALARM_KERNEL + 21] = fma(eachRow[21], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 21]);
      gradient[ALARM_KERNEL + 22] = fma(eachRow[22], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 22]);
      gradient[ALARM_KERNEL + 23] = fma(eachRow[23], alarmGradientRow[0],
          gradient[ALARM_KERNEL + 23]);
    }
    // ∂loss/∂alarmBias = Σ alarmLogitsGradient
    gradient[ALARM_BIAS] = 0f;
    for (int s = 0; s < samples; s++) {
      float[] alarmGradientRow = alarmGradient[s];
      gradient[ALARM_BIAS] += alarmGradientRow[0];
    }
    // flatGradient = alarmLogitsGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] alarmGradientRow = alarmGradient[s];
      float[] flatGradientRow = flatGradient[s];
      float sum0 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL], 0f);
      float sum1 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 1], 0f);
      float sum2 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 2], 0f);
      float sum3 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 3], 0f);
      float sum4 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 4], 0f);
      float sum5 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 5], 0f);
      float sum6 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 6], 0f);
      float sum7 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 7], 0f);
      float sum8 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 8], 0f);
      float sum9 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 9], 0f);
      float sum10 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 10], 0f);
      float sum11 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 11], 0f);
      float sum12 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 12], 0f);
      float sum13 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 13], 0f);
      float sum14 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 14], 0f);
      float sum15 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 15], 0f);
      float sum16 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 16], 0f);
      float sum17 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 17], 0f);
      float sum18 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 18], 0f);
      float sum19 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 19], 0f);
      float sum20 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 20], 0f);
      float sum21 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 21], 0f);
      float sum22 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 22], 0f);
      float sum23 = fma(alarmGradientRow[0], parameters[ALARM_KERNEL + 23], 0f);
      flatGradientRow[0] = sum0;
      flatGradientRow[1] = sum1;
      flatGradientRow[2] = sum2;
      flatGradientRow[3] = sum3;
      flatGradientRow[4] = sum4;
      flatGradientRow[5] = sum5;
      flatGradientRow[6] = sum6;
      flatGradientRow[7] = sum7;
      flatGradientRow[8] = sum8;
      flatGradientRow[9] = sum9;
      flatGradientRow[10] = sum10;
      flatGradientRow[11] = sum11;
      flatGradientRow[12] = sum12;
      flatGradientRow[13] = sum13;
      flatGradientRow[14] = sum14;
      flatGradientRow[15] = sum15;
      flatGradientRow[16] = sum16;
      flatGradientRow[17] = sum17;
      flatGradientRow[18] = sum18;
      flatGradientRow[19] = sum19;
      flatGradientRow[20] = sum20;
      flatGradientRow[21] = sum21;
      flatGradientRow[22] = sum22;
      flatGradientRow[23] = sum23;
    }
  }

  private static void headBackwardKind(float[][] kind, float[][] kindGradient, int samples) {
    // kindLogitsGradient = kind * (kindGradient - Σ kindGradient * kind)
    for (int s = 0; s < samples; s++) {
      float[] kindRow = kind[s];
      float[] kindGradientRow = kindGradient[s];
      Softmax.softmaxGradient(kindRow, kindGradientRow, kindGradientRow, 3);
    }
  }

  private void backwardKind(float[][] each, float[][] kindGradient, float[][] flatGradient_2,
      int samples, Scratch scratch, float[] gradient) {
    // ∂loss/∂kindKernel = Σ flatᵀ · kindLogitsGradient
    KIND_AFFINE.kernelGradient(each, kindGradient, samples, gradient, scratch);
    // ∂loss/∂kindBias = Σ kindLogitsGradient
    Arrays.fill(gradient, KIND_BIAS, KIND_BIAS + 3, 0f);
    for (int s = 0; s < samples; s++) {
      float[] kindGradientRow = kindGradient[s];
      for (int j = 0; j < 3; j++) {
        gradient[KIND_BIAS + j] += kindGradientRow[j];
      }
    }
    // flatGradient_2 = kindLogitsGradient · kernelᵀ
    KIND_AFFINE.inputGradient(parameters, kindGradient, flatGradient_2, samples, scratch);
  }

  private static void backwardFlat(float[][] flatGradient_2, float[][] flatGradient, int samples) {
    // flatGradient_3 = flatGradient + flatGradient_2
    for (int s = 0; s < samples; s++) {
      float[] flatGradient_2Row = flatGradient_2[s];
      float[] flatGradientRow = flatGradient[s];
      for (int j = 0; j < 24; j++) {
        flatGradientRow[j] += flatGradient_2Row[j];
      }
    }
  }

  private static void backwardEach(float[][] flatGradient, float[][] each, float[][] both,
      float[][] eachSumsGradient, int samples, Scratch scratch, float[] gradient) {
    // eachSumsGradient = eachGradient * elu'(… = each)
    for (int s = 0; s < samples; s++) {
      float[] flatGradientRow = flatGradient[s];
      float[] eachRow = each[s];
      float[] eachSumsGradientRow = eachSumsGradient[s];
      Rows.eluGradient(flatGradientRow, eachRow, eachSumsGradientRow, 0.5f);
    }
    // ∂loss/∂eachKernel = Σ bothᵀ · eachSumsGradient
    EACH_AFFINE.kernelGradient(both, eachSumsGradient, samples, gradient, scratch);
    // ∂loss/∂eachBias = Σ eachSumsGradient
    Arrays.fill(gradient, EACH_BIAS, EACH_BIAS + 6, 0f);
    for (int s = 0; s < samples; s++) {
      float[] eachSumsGradientRow = eachSumsGradient[s];
      for (int r = 0; r < 4; r++) {
        for (int j = 0; j < 6; j++) {
          gradient[EACH_BIAS + j] += eachSumsGradientRow[6 * r + j];
        }
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] both;
    final float[][] each;
    final float[][] kindLogits;
    final float[][] kind;
    final float[][] alarmLogits;
    final float[][] alarm;
    final float[][] kindGradient;
    final float[][] alarmGradient;
    final float[][] flatGradient;
    final float[][] flatGradient_2;
    final float[][] eachSumsGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 2);
      both = rows(capacity, 20);
      each = rows(capacity, 24);
      kindLogits = rows(capacity, 3);
      kind = rows(capacity, 3);
      alarmLogits = rows(capacity, 1);
      alarm = rows(capacity, 1);
      kindGradient = training ? rows(capacity, 3) : null;
      alarmGradient = training ? rows(capacity, 1) : null;
      flatGradient = training ? rows(capacity, 24) : null;
      flatGradient_2 = training ? rows(capacity, 24) : null;
      eachSumsGradient = training ? rows(capacity, 24) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> input(1);
        case 2 -> both;
        case 3 -> each;
        case 4 -> each;
        case 5 -> kind;
        case 6 -> alarm;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> kindLogits;
        case 1 -> alarmLogits;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> kindGradient;
        case 1 -> alarmGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }
}

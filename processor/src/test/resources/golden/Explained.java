package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Noise;
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
 * {@link Net}, compiled by Cortado: 32 parameters, 26 multiply-adds a prediction.
 *
 * <pre>
 * layer       type                shape  parameters  offset  multiply-adds  code
 * one         Input               (3)             0       -              0
 * two         Input               (3)             0       -              0
 * difference  Subtract            (3)             0       -              0
 * hidden      Dense relu          (4)            16       0             12  straight-line
 * drop        Dropout 0.5         (4)             0       -              0
 * all         Concatenate axis 0  (7)             0       -              0
 * kind        Dense softmax       (2)            16      16             14  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int HIDDEN_KERNEL = 0;
  private static final int HIDDEN_BIAS = 12;
  private static final int KIND_KERNEL = 16;
  private static final int KIND_BIAS = 30;

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "94cafe7b606ce446f89f2f68dba226df"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("one", "Input", Shape.of(3));
    network.layer("two", "Input", Shape.of(3));
    network.layer("difference", "Subtract", Shape.of(3), "one", "two");
    network.layer("hidden", "Dense", Shape.of(4), "difference")
        .parameter("kernel", Shape.of(3, 4), HIDDEN_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(4), HIDDEN_BIAS, Initializers.zeros());
    network.layer("drop", "Dropout", Shape.of(4), "hidden");
    network.layer("all", "Concatenate", Shape.of(7), "drop", "one");
    network.layer("kind", "Dense", Shape.of(2), "all")
        .parameter("kernel", Shape.of(7, 2), KIND_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(2), KIND_BIAS, Initializers.zeros());
    network.output("kind", Head.SOFTMAX);
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
  public Layer one() {
    return layers().get(0);
  }

  @Override
  public Layer two() {
    return layers().get(1);
  }

  @Override
  public Layer difference() {
    return layers().get(2);
  }

  @Override
  public Layer hidden() {
    return layers().get(3);
  }

  @Override
  public Layer drop() {
    return layers().get(4);
  }

  @Override
  public Layer all() {
    return layers().get(5);
  }

  @Override
  public Layer kind() {
    return layers().get(6);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardDifference(b.input(0), b.input(1), b.difference, samples);
    forwardHidden(b.difference, b.hidden, samples);
    forwardDrop(b.hidden, b.drop, samples);
    forwardAll(b.drop, b.input(0), b.all, samples);
    forwardKind(b.all, b.kindLogits, b.kind, samples, b.scratch());
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardDifference(b.input(0), b.input(1), b.difference, samples);
    forwardHidden(b.difference, b.hidden, samples);
    trainDrop(b.hidden, b.drop, samples, b.noise());
    forwardAll(b.drop, b.input(0), b.all, samples);
    forwardKind(b.all, b.kindLogits, b.kind, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    if (!fromLogits[0]) {
      headBackwardKind(b.kind, b.kindGradient, samples);
    }
    backwardKind(b.all, b.kindGradient, b.allGradient, samples, gradient);
    backwardAll(b.allGradient, b.dropGradient, samples);
    backwardDrop(b.dropGradient, b.hiddenGradient, samples, b.noise());
    backwardHidden(b.hidden, b.difference, b.hiddenGradient, samples, gradient);
  }

  @Override
  public Workspace explanationWorkspace(int capacity) {
    return new Explanation(capacity);
  }

  @Override
  public void inputGradient(Workspace workspace, int samples, boolean[] fromLogits) {
    Explanation b = (Explanation) workspace;
    if (!fromLogits[0]) {
      headExplainKind(b.kind, b.kindSensitivity, samples);
    }
    explainKind(b.kindSensitivity, b.allSensitivity, samples);
    explainAll(b.allSensitivity, b.dropSensitivity, b.oneSensitivity, samples);
    explainHidden(b.hidden, b.dropSensitivity, b.differenceSensitivity, samples);
    explainDifference(b.differenceSensitivity, b.twoSensitivity, samples);
    explainOne(b.differenceSensitivity, b.oneSensitivity, samples);
  }

  private static void forwardDifference(float[] one, float[] two, float[] difference) {
    // difference = one - two
    for (int j = 0; j < 3; j++) {
      difference[j] = one[j] - two[j];
    }
  }

  private static void forwardDifference(float[][] one, float[][] two, float[][] difference,
      int samples) {
    for (int s = 0; s < samples; s++) {
      forwardDifference(one[s], two[s], difference[s]);
    }
  }

  private void forwardHidden(float[] difference, float[] hidden) {
    // hiddenSums = difference · kernel + bias
    float sum0 = fma(difference[2], parameters[HIDDEN_KERNEL + 8],
        fma(difference[1], parameters[HIDDEN_KERNEL + 4],
        fma(difference[0], parameters[HIDDEN_KERNEL], parameters[HIDDEN_BIAS])));
    float sum1 = fma(difference[2], parameters[HIDDEN_KERNEL + 9],
        fma(difference[1], parameters[HIDDEN_KERNEL + 5],
        fma(difference[0], parameters[HIDDEN_KERNEL + 1], parameters[HIDDEN_BIAS + 1])));
    float sum2 = fma(difference[2], parameters[HIDDEN_KERNEL + 10],
        fma(difference[1], parameters[HIDDEN_KERNEL + 6],
        fma(difference[0], parameters[HIDDEN_KERNEL + 2], parameters[HIDDEN_BIAS + 2])));
    float sum3 = fma(difference[2], parameters[HIDDEN_KERNEL + 11],
        fma(difference[1], parameters[HIDDEN_KERNEL + 7],
        fma(difference[0], parameters[HIDDEN_KERNEL + 3], parameters[HIDDEN_BIAS + 3])));
    hidden[0] = sum0;
    hidden[1] = sum1;
    hidden[2] = sum2;
    hidden[3] = sum3;
    // hidden = relu(hiddenSums)
    for (int j = 0; j < 4; j++) {
      hidden[j] = Math.max(hidden[j], 0f);
    }
  }

  private void forwardHidden(float[][] difference, float[][] hidden, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardHidden(difference[s], hidden[s]);
    }
  }

  private static void forwardDrop(float[] hidden, float[] drop) {
    // drop = hidden * mask / 0.5 while training
    System.arraycopy(hidden, 0, drop, 0, 4);
  }

  private static void forwardDrop(float[][] hidden, float[][] drop, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardDrop(hidden[s], drop[s]);
    }
  }

  private static void forwardAll(float[] drop, float[] one, float[] all) {
    // all = [drop, one]
    System.arraycopy(drop, 0, all, 0, 4);
    System.arraycopy(one, 0, all, 4, 3);
  }

  private static void forwardAll(float[][] drop, float[][] one, float[][] all, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardAll(drop[s], one[s], all[s]);
    }
  }

  private void forwardKind(float[][] all, float[][] kindLogits, float[][] kind, int samples,
      Scratch scratch) {
    // kindLogits = all · kernel + bias
    for (int s = 0; s < samples; s++) {
      float[] allRow = all[s];
      float[] kindLogitsRow = kindLogits[s];
      float sum0 = fma(allRow[3], parameters[KIND_KERNEL + 6],
          fma(allRow[2], parameters[KIND_KERNEL + 4], fma(allRow[1], parameters[KIND_KERNEL + 2],
          fma(allRow[0], parameters[KIND_KERNEL], parameters[KIND_BIAS]))));
      sum0 = fma(allRow[6], parameters[KIND_KERNEL + 12],
          fma(allRow[5], parameters[KIND_KERNEL + 10], fma(allRow[4], parameters[KIND_KERNEL + 8],
          sum0)));
      float sum1 = fma(allRow[3], parameters[KIND_KERNEL + 7],
          fma(allRow[2], parameters[KIND_KERNEL + 5], fma(allRow[1], parameters[KIND_KERNEL + 3],
          fma(allRow[0], parameters[KIND_KERNEL + 1], parameters[KIND_BIAS + 1]))));
      sum1 = fma(allRow[6], parameters[KIND_KERNEL + 13],
          fma(allRow[5], parameters[KIND_KERNEL + 11], fma(allRow[4], parameters[KIND_KERNEL + 9],
          sum1)));
      kindLogitsRow[0] = sum0;
      kindLogitsRow[1] = sum1;
    }
    // kind = softmax(kindLogits)
    Softmax.softmax(kindLogits, kind, samples, 2, scratch);
  }

  private static void trainDrop(float[][] hidden, float[][] drop, int samples, long noise) {
    // drop = hidden * mask / 0.5 while training
    for (int s = 0; s < samples; s++) {
      Dropout.apply(hidden[s], drop[s], 0.5f, Noise.key(noise, 4, s));
    }
  }

  private static void headBackwardKind(float[][] kind, float[][] kindGradient, int samples) {
    // kindLogitsGradient = kind * (kindGradient - Σ kindGradient * kind)
    for (int s = 0; s < samples; s++) {
      float[] kindRow = kind[s];
      float[] kindGradientRow = kindGradient[s];
      Softmax.softmaxGradient(kindRow, kindGradientRow, kindGradientRow, 2);
    }
  }

  private void backwardKind(float[][] all, float[][] kindGradient, float[][] allGradient,
      int samples, float[] gradient) {
    // ∂loss/∂kindKernel = Σ allᵀ · kindLogitsGradient
    Arrays.fill(gradient, KIND_KERNEL, KIND_KERNEL + 14, 0f);
    for (int s = 0; s < samples; s++) {
      float[] allRow = all[s];
      float[] kindGradientRow = kindGradient[s];
      gradient[KIND_KERNEL] = fma(allRow[0], kindGradientRow[0], gradient[KIND_KERNEL]);
      gradient[KIND_KERNEL + 1] = fma(allRow[0], kindGradientRow[1], gradient[KIND_KERNEL + 1]);
      gradient[KIND_KERNEL + 2] = fma(allRow[1], kindGradientRow[0], gradient[KIND_KERNEL + 2]);
      gradient[KIND_KERNEL + 3] = fma(allRow[1], kindGradientRow[1], gradient[KIND_KERNEL + 3]);
      gradient[KIND_KERNEL + 4] = fma(allRow[2], kindGradientRow[0], gradient[KIND_KERNEL + 4]);
      gradient[KIND_KERNEL + 5] = fma(allRow[2], kindGradientRow[1], gradient[KIND_KERNEL + 5]);
      gradient[KIND_KERNEL + 6] = fma(allRow[3], kindGradientRow[0], gradient[KIND_KERNEL + 6]);
      gradient[KIND_KERNEL + 7] = fma(allRow[3], kindGradientRow[1], gradient[KIND_KERNEL + 7]);
      gradient[KIND_KERNEL + 8] = fma(allRow[4], kindGradientRow[0], gradient[KIND_KERNEL + 8]);
      gradient[KIND_KERNEL + 9] = fma(allRow[4], kindGradientRow[1], gradient[KIND_KERNEL + 9]);
      gradient[KIND_KERNEL + 10] = fma(allRow[5], kindGradientRow[0], gradient[KIND_KERNEL + 10]);
      gradient[KIND_KERNEL + 11] = fma(allRow[5], kindGradientRow[1], gradient[KIND_KERNEL + 11]);
      gradient[KIND_KERNEL + 12] = fma(allRow[6], kindGradientRow[0], gradient[KIND_KERNEL + 12]);
      gradient[KIND_KERNEL + 13] = fma(allRow[6], kindGradientRow[1], gradient[KIND_KERNEL + 13]);
    }
    // ∂loss/∂kindBias = Σ kindLogitsGradient
    Arrays.fill(gradient, KIND_BIAS, KIND_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] kindGradientRow = kindGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[KIND_BIAS + j] += kindGradientRow[j];
      }
    }
    // allGradient = kindLogitsGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] kindGradientRow = kindGradient[s];
      float[] allGradientRow = allGradient[s];
      float sum0 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 1],
          fma(kindGradientRow[0], parameters[KIND_KERNEL], 0f));
      float sum1 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 3],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 2], 0f));
      float sum2 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 5],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 4], 0f));
      float sum3 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 7],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 6], 0f));
      float sum4 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 9],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 8], 0f));
      float sum5 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 11],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 10], 0f));
      float sum6 = fma(kindGradientRow[1], parameters[KIND_KERNEL + 13],
          fma(kindGradientRow[0], parameters[KIND_KERNEL + 12], 0f));
      allGradientRow[0] = sum0;
      allGradientRow[1] = sum1;
      allGradientRow[2] = sum2;
      allGradientRow[3] = sum3;
      allGradientRow[4] = sum4;
      allGradientRow[5] = sum5;
      allGradientRow[6] = sum6;
    }
  }

  private static void backwardAll(float[][] allGradient, float[][] dropGradient, int samples) {
    // dropGradient = its part of allGradient
    for (int s = 0; s < samples; s++) {
      float[] allGradientRow = allGradient[s];
      float[] dropGradientRow = dropGradient[s];
      System.arraycopy(allGradientRow, 0, dropGradientRow, 0, 4);
    }
  }

  private static void backwardDrop(float[][] dropGradient, float[][] hiddenGradient, int samples,
      long noise) {
    // hiddenGradient = dropGradient * mask / 0.5
    for (int s = 0; s < samples; s++) {
      Dropout.apply(dropGradient[s], hiddenGradient[s], 0.5f, Noise.key(noise, 4, s));
    }
  }

  private static void backwardHidden(float[][] hidden, float[][] difference,
      float[][] hiddenGradient, int samples, float[] gradient) {
    // hiddenSumsGradient = hiddenGradient * relu'(… = hidden)
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      for (int j = 0; j < 4; j++) {
        hiddenGradientRow[j] = hiddenRow[j] > 0f ? hiddenGradientRow[j] : 0f;
      }
    }
    // ∂loss/∂hiddenKernel = Σ differenceᵀ · hiddenSumsGradient
    Arrays.fill(gradient, HIDDEN_KERNEL, HIDDEN_KERNEL + 12, 0f);
    for (int s = 0; s < samples; s++) {
      float[] differenceRow = difference[s];
      float[] hiddenGradientRow = hiddenGradient[s];
      gradient[HIDDEN_KERNEL] = fma(differenceRow[0], hiddenGradientRow[0],
          gradient[HIDDEN_KERNEL]);
      gradient[HIDDEN_KERNEL + 1] = fma(differenceRow[0], hiddenGradientRow[1],
          gradient[HIDDEN_KERNEL + 1]);
      gradient[HIDDEN_KERNEL + 2] = fma(differenceRow[0], hiddenGradientRow[2],
          gradient[HIDDEN_KERNEL + 2]);
      gradient[HIDDEN_KERNEL + 3] = fma(differenceRow[0], hiddenGradientRow[3],
          gradient[HIDDEN_KERNEL + 3]);
      gradient[HIDDEN_KERNEL + 4] = fma(differenceRow[1], hiddenGradientRow[0],
          gradient[HIDDEN_KERNEL + 4]);
      gradient[HIDDEN_KERNEL + 5] = fma(differenceRow[1], hiddenGradientRow[1],
          gradient[HIDDEN_KERNEL + 5]);
      gradient[HIDDEN_KERNEL + 6] = fma(differenceRow[1], hiddenGradientRow[2],
          gradient[HIDDEN_KERNEL + 6]);
      gradient[HIDDEN_KERNEL + 7] = fma(differenceRow[1], hiddenGradientRow[3],
          gradient[HIDDEN_KERNEL + 7]);
      gradient[HIDDEN_KERNEL + 8] = fma(differenceRow[2], hiddenGradientRow[0],
          gradient[HIDDEN_KERNEL + 8]);
      gradient[HIDDEN_KERNEL + 9] = fma(differenceRow[2], hiddenGradientRow[1],
          gradient[HIDDEN_KERNEL + 9]);
      gradient[HIDDEN_KERNEL + 10] = fma(differenceRow[2], hiddenGradientRow[2],
          gradient[HIDDEN_KERNEL + 10]);
      gradient[HIDDEN_KERNEL + 11] = fma(differenceRow[2], hiddenGradientRow[3],
          gradient[HIDDEN_KERNEL + 11]);
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

  private static void headExplainKind(float[][] kind, float[][] kindSensitivity, int samples) {
    // kindLogitsSensitivity = kind * (kindSensitivity - Σ kindSensitivity * kind)
    for (int s = 0; s < samples; s++) {
      float[] kindRow = kind[s];
      float[] kindSensitivityRow = kindSensitivity[s];
      Softmax.softmaxGradient(kindRow, kindSensitivityRow, kindSensitivityRow, 2);
    }
  }

  private void explainKind(float[][] kindSensitivity, float[][] allSensitivity, int samples) {
    // allSensitivity = kindLogitsSensitivity · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] kindSensitivityRow = kindSensitivity[s];
      float[] allSensitivityRow = allSensitivity[s];
      float sum0 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 1],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL], 0f));
      float sum1 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 3],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 2], 0f));
      float sum2 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 5],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 4], 0f));
      float sum3 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 7],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 6], 0f));
      float sum4 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 9],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 8], 0f));
      float sum5 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 11],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 10], 0f));
      float sum6 = fma(kindSensitivityRow[1], parameters[KIND_KERNEL + 13],
          fma(kindSensitivityRow[0], parameters[KIND_KERNEL + 12], 0f));
      allSensitivityRow[0] = sum0;
      allSensitivityRow[1] = sum1;
      allSensitivityRow[2] = sum2;
      allSensitivityRow[3] = sum3;
      allSensitivityRow[4] = sum4;
      allSensitivityRow[5] = sum5;
      allSensitivityRow[6] = sum6;
    }
  }

  private static void explainAll(float[][] allSensitivity, float[][] dropSensitivity,
      float[][] oneSensitivity, int samples) {
    // dropSensitivity = its part of allSensitivity
    for (int s = 0; s < samples; s++) {
      float[] allSensitivityRow = allSensitivity[s];
      float[] dropSensitivityRow = dropSensitivity[s];
      System.arraycopy(allSensitivityRow, 0, dropSensitivityRow, 0, 4);
    }
    // oneSensitivity = its part of allSensitivity
    for (int s = 0; s < samples; s++) {
      float[] allSensitivityRow = allSensitivity[s];
      float[] oneSensitivityRow = oneSensitivity[s];
      System.arraycopy(allSensitivityRow, 4, oneSensitivityRow, 0, 3);
    }
  }

  private void explainHidden(float[][] hidden, float[][] dropSensitivity,
      float[][] differenceSensitivity, int samples) {
    // hiddenSumsSensitivity = dropSensitivity * relu'(… = hidden)
    for (int s = 0; s < samples; s++) {
      float[] hiddenRow = hidden[s];
      float[] dropSensitivityRow = dropSensitivity[s];
      for (int j = 0; j < 4; j++) {
        dropSensitivityRow[j] = hiddenRow[j] > 0f ? dropSensitivityRow[j] : 0f;
      }
    }
    // differenceSensitivity = hiddenSumsSensitivity · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] dropSensitivityRow = dropSensitivity[s];
      float[] differenceSensitivityRow = differenceSensitivity[s];
      float sum0 = fma(dropSensitivityRow[3], parameters[HIDDEN_KERNEL + 3],
          fma(dropSensitivityRow[2], parameters[HIDDEN_KERNEL + 2],
          fma(dropSensitivityRow[1], parameters[HIDDEN_KERNEL + 1],
          fma(dropSensitivityRow[0], parameters[HIDDEN_KERNEL], 0f))));
      float sum1 = fma(dropSensitivityRow[3], parameters[HIDDEN_KERNEL + 7],
          fma(dropSensitivityRow[2], parameters[HIDDEN_KERNEL + 6],
          fma(dropSensitivityRow[1], parameters[HIDDEN_KERNEL + 5],
          fma(dropSensitivityRow[0], parameters[HIDDEN_KERNEL + 4], 0f))));
      float sum2 = fma(dropSensitivityRow[3], parameters[HIDDEN_KERNEL + 11],
          fma(dropSensitivityRow[2], parameters[HIDDEN_KERNEL + 10],
          fma(dropSensitivityRow[1], parameters[HIDDEN_KERNEL + 9],
          fma(dropSensitivityRow[0], parameters[HIDDEN_KERNEL + 8], 0f))));
      differenceSensitivityRow[0] = sum0;
      differenceSensitivityRow[1] = sum1;
      differenceSensitivityRow[2] = sum2;
    }
  }

  private static void explainDifference(float[][] differenceSensitivity, float[][] twoSensitivity,
      int samples) {
    // twoSensitivity = -differenceSensitivity
    for (int s = 0; s < samples; s++) {
      float[] differenceSensitivityRow = differenceSensitivity[s];
      float[] twoSensitivityRow = twoSensitivity[s];
      for (int j = 0; j < 3; j++) {
        twoSensitivityRow[j] = -1f * differenceSensitivityRow[j];
      }
    }
  }

  private static void explainOne(float[][] differenceSensitivity, float[][] oneSensitivity,
      int samples) {
    // oneSensitivity_2 = oneSensitivity + differenceSensitivity
    for (int s = 0; s < samples; s++) {
      float[] differenceSensitivityRow = differenceSensitivity[s];
      float[] oneSensitivityRow = oneSensitivity[s];
      for (int j = 0; j < 3; j++) {
        oneSensitivityRow[j] += differenceSensitivityRow[j];
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static class Buffers extends Workspace {
    final float[][] difference;
    final float[][] hidden;
    final float[][] drop;
    final float[][] all;
    final float[][] kindLogits;
    final float[][] kind;
    final float[][] kindGradient;
    final float[][] allGradient;
    final float[][] dropGradient;
    final float[][] hiddenGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 2);
      difference = rows(capacity, 3);
      hidden = rows(capacity, 4);
      drop = rows(capacity, 4);
      all = rows(capacity, 7);
      kindLogits = rows(capacity, 2);
      kind = rows(capacity, 2);
      kindGradient = training ? rows(capacity, 2) : null;
      allGradient = training ? rows(capacity, 7) : null;
      dropGradient = training ? rows(capacity, 4) : null;
      hiddenGradient = training ? rows(capacity, 4) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> input(1);
        case 2 -> difference;
        case 3 -> hidden;
        case 4 -> drop;
        case 5 -> all;
        case 6 -> kind;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> kindLogits;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> kindGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }

  /**
   * The values of every layer, and the gradients of a score with respect to them.
   */
  private static final class Explanation extends Buffers {
    final float[][] kindSensitivity;
    final float[][] allSensitivity;
    final float[][] dropSensitivity;
    final float[][] oneSensitivity;
    final float[][] differenceSensitivity;
    final float[][] twoSensitivity;

    Explanation(int capacity) {
      super(capacity, false);
      kindSensitivity = rows(capacity, 2);
      allSensitivity = rows(capacity, 7);
      dropSensitivity = rows(capacity, 4);
      oneSensitivity = rows(capacity, 3);
      differenceSensitivity = rows(capacity, 3);
      twoSensitivity = rows(capacity, 3);
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> kindSensitivity;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }

    @Override
    public float[][] inputGradient(int inputGradient) {
      return switch (inputGradient) {
        case 0 -> oneSensitivity;
        case 1 -> twoSensitivity;
        default -> throw new IndexOutOfBoundsException(inputGradient);
      };
    }
  }
}

package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Convolution;
import dev.cortado.kernel.MaxPooling;
import dev.cortado.kernel.Rows;
import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.Softmax;
import dev.cortado.kernel.WindowAxis;
import dev.cortado.kernel.Windows;
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
 * {@link Net}, compiled by Cortado: 1994 parameters, 30912 multiply-adds a prediction.
 *
 * <pre>
 * layer     type                                           shape       parameters  offset  multiply-adds  code
 * picture   Input                                          (8, 8, 3)            0       -              0
 * features  Conv2D 3x3 same, relu                          (8, 8, 16)         448       0         27,648  kernel
 * smaller   MaxPooling2D 2x2 valid stride 2x2              (4, 4, 16)           0       -              0
 * grouped   Conv2D 1x3 valid stride 1x2, 2 groups, linear  (4, 1, 24)         576     448          2,304  kernel
 * flat      Flatten                                        (96)                 0       -              0
 * kind      Dense softmax                                  (10)               970    1024            960  registers, kernel
 *
 * registers, kernel: at most 16 outputs: local variables for one sample
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int FEATURES_KERNEL = 0;
  private static final int FEATURES_BIAS = 432;
  private static final int GROUPED_KERNEL = 448;
  private static final int KIND_KERNEL = 1024;
  private static final int KIND_BIAS = 1984;

  private static final Convolution FEATURES_CONVOLUTION = Convolution.of(FEATURES_KERNEL,
      FEATURES_BIAS, 16, 1, Windows.of(WindowAxis.of(8, 8, 3, 1, 1, 1), WindowAxis.of(8, 8, 3, 1, 1,
      1), 3));

  private static final MaxPooling SMALLER_MAX_POOLING = MaxPooling.of(Windows.of(WindowAxis.of(8, 4,
      2, 2, 1, 0), WindowAxis.of(8, 4, 2, 2, 1, 0), 16));

  private static final Convolution GROUPED_CONVOLUTION = Convolution.of(GROUPED_KERNEL, -1, 24, 2,
      Windows.of(WindowAxis.of(4, 4, 1, 1, 1, 0), WindowAxis.of(4, 1, 3, 2, 1, 0), 16));

  private static final Affine KIND_AFFINE = Affine.of(KIND_KERNEL, KIND_BIAS, 96, 10);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "1370b44d843f4f2906c329639f4e1cac"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("picture", "Input", Shape.of(8, 8, 3));
    network.layer("features", "Conv2D", Shape.of(8, 8, 16), "picture")
        .parameter("kernel", Shape.of(3, 3, 3, 16), FEATURES_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(16), FEATURES_BIAS, Initializers.zeros());
    network.layer("smaller", "MaxPooling2D", Shape.of(4, 4, 16), "features");
    network.layer("grouped", "Conv2D", Shape.of(4, 1, 24), "smaller")
        .parameter("kernel", Shape.of(1, 3, 8, 24), GROUPED_KERNEL, Initializers.glorotUniform());
    network.layer("flat", "Flatten", Shape.of(96), "grouped");
    network.layer("kind", "Dense", Shape.of(10), "flat")
        .parameter("kernel", Shape.of(96, 10), KIND_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(10), KIND_BIAS, Initializers.zeros());
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
  public Layer picture() {
    return layers().get(0);
  }

  @Override
  public Layer features() {
    return layers().get(1);
  }

  @Override
  public Layer smaller() {
    return layers().get(2);
  }

  @Override
  public Layer grouped() {
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
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("picture", 192, input);
    requireSize("kind", 10, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardFeatures(input, b.features[0], b.scratch());
    forwardSmaller(b.features[0], b.smaller[0], b.scratch());
    forwardGrouped(b.smaller[0], b.grouped[0], b.scratch());
    forwardKind(b.grouped[0], b.kindLogits[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardFeatures(b.input(0), b.features, samples, b.scratch());
    forwardSmaller(b.features, b.smaller, samples, b.scratch());
    forwardGrouped(b.smaller, b.grouped, samples, b.scratch());
    forwardKind(b.grouped, b.kindLogits, b.kind, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    if (!fromLogits[0]) {
      headBackwardKind(b.kind, b.kindGradient, samples);
    }
    backwardKind(b.grouped, b.kindGradient, b.flatGradient, samples, b.scratch(), gradient);
    backwardGrouped(b.smaller, b.flatGradient, b.smallerGradient, samples, b.scratch(), gradient);
    backwardSmaller(b.features, b.smaller, b.smallerGradient, b.featuresGradient, samples,
        b.scratch());
    backwardFeatures(b.features, b.input(0), b.featuresGradient, samples, b.scratch(), gradient);
  }

  private void forwardFeatures(float[] picture, float[] features, Scratch scratch) {
    // featuresSums = picture * kernel + bias
    FEATURES_CONVOLUTION.forward(parameters, picture, features, scratch);
    // features = relu(featuresSums)
    Rows.relu(features, features);
  }

  private void forwardFeatures(float[][] picture, float[][] features, int samples,
      Scratch scratch) {
    // featuresSums = picture * kernel + bias
    FEATURES_CONVOLUTION.forward(parameters, picture, features, samples, scratch);
    // features = relu(featuresSums)
    for (int s = 0; s < samples; s++) {
      float[] featuresRow = features[s];
      Rows.relu(featuresRow, featuresRow);
    }
  }

  private static void forwardSmaller(float[] features, float[] smaller, Scratch scratch) {
    // smaller = max of windows over features
    SMALLER_MAX_POOLING.forward(features, smaller, scratch);
  }

  private static void forwardSmaller(float[][] features, float[][] smaller, int samples,
      Scratch scratch) {
    // smaller = max of windows over features
    SMALLER_MAX_POOLING.forward(features, smaller, samples, scratch);
  }

  private void forwardGrouped(float[] smaller, float[] grouped, Scratch scratch) {
    // grouped = smaller * kernel
    GROUPED_CONVOLUTION.forward(parameters, smaller, grouped, scratch);
  }

  private void forwardGrouped(float[][] smaller, float[][] grouped, int samples, Scratch scratch) {
    // grouped = smaller * kernel
    GROUPED_CONVOLUTION.forward(parameters, smaller, grouped, samples, scratch);
  }

  private void forwardKind(float[] grouped, float[] kindLogits, float[] kind) {
    // kindLogits = flat · kernel + bias
    float sum0 = parameters[KIND_BIAS];
    float sum1 = parameters[KIND_BIAS + 1];
    float sum2 = parameters[KIND_BIAS + 2];
    float sum3 = parameters[KIND_BIAS + 3];
    float sum4 = parameters[KIND_BIAS + 4];
    float sum5 = parameters[KIND_BIAS + 5];
    float sum6 = parameters[KIND_BIAS + 6];
    float sum7 = parameters[KIND_BIAS + 7];
    float sum8 = parameters[KIND_BIAS + 8];
    float sum9 = parameters[KIND_BIAS + 9];
    for (int i = 0; i < 96; i++) {
      float x = grouped[i];
      sum0 = fma(x, parameters[KIND_KERNEL + 10 * i], sum0);
      sum1 = fma(x, parameters[KIND_KERNEL + 10 * i + 1], sum1);
      sum2 = fma(x, parameters[KIND_KERNEL + 10 * i + 2], sum2);
      sum3 = fma(x, parameters[KIND_KERNEL + 10 * i + 3], sum3);
      sum4 = fma(x, parameters[KIND_KERNEL + 10 * i + 4], sum4);
      sum5 = fma(x, parameters[KIND_KERNEL + 10 * i + 5], sum5);
      sum6 = fma(x, parameters[KIND_KERNEL + 10 * i + 6], sum6);
      sum7 = fma(x, parameters[KIND_KERNEL + 10 * i + 7], sum7);
      sum8 = fma(x, parameters[KIND_KERNEL + 10 * i + 8], sum8);
      sum9 = fma(x, parameters[KIND_KERNEL + 10 * i + 9], sum9);
    }
    kindLogits[0] = sum0;
    kindLogits[1] = sum1;
    kindLogits[2] = sum2;
    kindLogits[3] = sum3;
    kindLogits[4] = sum4;
    kindLogits[5] = sum5;
    kindLogits[6] = sum6;
    kindLogits[7] = sum7;
    kindLogits[8] = sum8;
    kindLogits[9] = sum9;
    // kind = softmax(kindLogits)
    Softmax.softmax(kindLogits, kind, 10);
  }

  private void forwardKind(float[][] grouped, float[][] kindLogits, float[][] kind, int samples,
      Scratch scratch) {
    // kindLogits = flat · kernel + bias
    KIND_AFFINE.forward(parameters, grouped, kindLogits, samples, scratch);
    // kind = softmax(kindLogits)
    Softmax.softmax(kindLogits, kind, samples, 10, scratch);
  }

  private static void headBackwardKind(float[][] kind, float[][] kindGradient, int samples) {
    // kindLogitsGradient = kind * (kindGradient - Σ kindGradient * kind)
    for (int s = 0; s < samples; s++) {
      float[] kindRow = kind[s];
      float[] kindGradientRow = kindGradient[s];
      Softmax.softmaxGradient(kindRow, kindGradientRow, kindGradientRow, 10);
    }
  }

  private void backwardKind(float[][] grouped, float[][] kindGradient, float[][] flatGradient,
      int samples, Scratch scratch, float[] gradient) {
    // ∂loss/∂kindKernel = Σ flatᵀ · kindLogitsGradient
    KIND_AFFINE.kernelGradient(grouped, kindGradient, samples, gradient, scratch);
    // ∂loss/∂kindBias = Σ kindLogitsGradient
    Arrays.fill(gradient, KIND_BIAS, KIND_BIAS + 10, 0f);
    for (int s = 0; s < samples; s++) {
      float[] kindGradientRow = kindGradient[s];
      for (int j = 0; j < 10; j++) {
        gradient[KIND_BIAS + j] += kindGradientRow[j];
      }
    }
    // flatGradient = kindLogitsGradient · kernelᵀ
    KIND_AFFINE.inputGradient(parameters, kindGradient, flatGradient, samples, scratch);
  }

  private void backwardGrouped(float[][] smaller, float[][] flatGradient, float[][] smallerGradient,
      int samples, Scratch scratch, float[] gradient) {
    // ∂loss/∂groupedKernel = Σ patchesᵀ of smaller · groupedGradient
    GROUPED_CONVOLUTION.kernelGradient(smaller, flatGradient, samples, gradient, scratch);
    // smallerGradient = groupedGradient spread by kernelᵀ
    GROUPED_CONVOLUTION.inputGradient(parameters, flatGradient, smallerGradient, samples, scratch);
  }

  private static void backwardSmaller(float[][] features, float[][] smaller,
      float[][] smallerGradient, float[][] featuresGradient, int samples, Scratch scratch) {
    // featuresGradient = smallerGradient at the first features = smaller
    SMALLER_MAX_POOLING.inputGradient(features, smaller, smallerGradient, featuresGradient, samples,
        scratch);
  }

  private static void backwardFeatures(float[][] features, float[][] picture,
      float[][] featuresGradient, int samples, Scratch scratch, float[] gradient) {
    // featuresSumsGradient = featuresGradient * relu'(… = features)
    for (int s = 0; s < samples; s++) {
      float[] featuresRow = features[s];
      float[] featuresGradientRow = featuresGradient[s];
      Rows.reluGradient(featuresGradientRow, featuresRow, featuresGradientRow);
    }
    // ∂loss/∂featuresKernel = Σ patchesᵀ of picture · featuresSumsGradient
    FEATURES_CONVOLUTION.kernelGradient(picture, featuresGradient, samples, gradient, scratch);
    // ∂loss/∂featuresBias = Σ featuresSumsGradient
    Arrays.fill(gradient, FEATURES_BIAS, FEATURES_BIAS + 16, 0f);
    for (int s = 0; s < samples; s++) {
      float[] featuresGradientRow = featuresGradient[s];
      Rows.addVectors(featuresGradientRow, 16, gradient, FEATURES_BIAS);
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] features;
    final float[][] smaller;
    final float[][] grouped;
    final float[][] kindLogits;
    final float[][] kind;
    final float[][] kindGradient;
    final float[][] flatGradient;
    final float[][] smallerGradient;
    final float[][] featuresGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      features = rows(capacity, 1024);
      smaller = rows(capacity, 256);
      grouped = rows(capacity, 96);
      kindLogits = rows(capacity, 10);
      kind = rows(capacity, 10);
      kindGradient = training ? rows(capacity, 10) : null;
      flatGradient = training ? rows(capacity, 96) : null;
      smallerGradient = training ? rows(capacity, 256) : null;
      featuresGradient = training ? rows(capacity, 1024) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> features;
        case 2 -> smaller;
        case 3 -> grouped;
        case 4 -> grouped;
        case 5 -> kind;
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
}

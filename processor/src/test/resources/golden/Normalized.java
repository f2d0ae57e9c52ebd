package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.BatchNorm;
import dev.cortado.kernel.MovingNorm;
import dev.cortado.kernel.Normalization;
import dev.cortado.kernel.Normalized;
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
 * {@link Net}, compiled by Cortado: 442 parameters, 760 multiply-adds a prediction.
 *
 * <pre>
 * layer     type                              shape    parameters  offset  multiply-adds  code
 * in        Input                             (2, 12)           0       -              0
 * wide      Dense linear                      (2, 20)         240       0            480  kernel
 * batch     BatchNormalization epsilon 0.001  (2, 20)          80     240             80
 * positive  Activation relu                   (2, 20)           0       -              0
 * flat      Flatten                           (40)              0       -              0
 * layer     LayerNormalization epsilon 0.001  (40)             40     280            120
 * out       Dense linear                      (2)              82     320             80  registers, kernel
 *
 * registers, kernel: at most 16 outputs: local variables for one sample
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int WIDE_KERNEL = 0;
  private static final int BATCH_GAMMA = 240;
  private static final int BATCH_BETA = 260;
  private static final int LAYER_GAMMA = 280;
  private static final int OUT_KERNEL = 320;
  private static final int OUT_BIAS = 400;
  private static final int BATCH_MOVING_MEAN = 402;
  private static final int BATCH_MOVING_VARIANCE = 422;

  private static final Affine WIDE_AFFINE = Affine.of(WIDE_KERNEL, -1, 12, 20, 2);

  private static final MovingNorm BATCH_MOVING_NORM = MovingNorm.of(BATCH_GAMMA, BATCH_BETA,
      BATCH_MOVING_MEAN, BATCH_MOVING_VARIANCE, 20, 0.001);

  private static final BatchNorm BATCH_BATCH_NORM = BatchNorm.of(BATCH_MOVING_MEAN,
      BATCH_MOVING_VARIANCE, 20, 2, 0.001, 0.99);

  private static final Normalization LAYER_NORMALIZATION = Normalization.of(1, 1, 40, 1, 0.001,
      true);

  private static final Affine OUT_AFFINE = Affine.of(OUT_KERNEL, OUT_BIAS, 40, 2);

  private static final Normalized WIDE_NORMALIZED = Normalized.of(WIDE_AFFINE,
      BATCH_MOVING_NORM.rectified());

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "505855a2d166ecd1a60d387c04a3797d"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("in", "Input", Shape.of(2, 12));
    network.layer("wide", "Dense", Shape.of(2, 20), "in")
        .parameter("kernel", Shape.of(12, 20), WIDE_KERNEL, Initializers.glorotUniform());
    network.layer("batch", "BatchNormalization", Shape.of(2, 20), "wide")
        .parameter("gamma", Shape.of(20), BATCH_GAMMA, Initializers.ones())
        .parameter("beta", Shape.of(20), BATCH_BETA, Initializers.zeros())
        .frozen("moving_mean", Shape.of(20), BATCH_MOVING_MEAN, Initializers.zeros())
        .frozen("moving_variance", Shape.of(20), BATCH_MOVING_VARIANCE, Initializers.ones());
    network.layer("positive", "Activation", Shape.of(2, 20), "batch");
    network.layer("flat", "Flatten", Shape.of(40), "positive");
    network.layer("layer", "LayerNormalization", Shape.of(40), "flat")
        .parameter("gamma", Shape.of(40), LAYER_GAMMA, Initializers.ones());
    network.layer("out", "Dense", Shape.of(2), "layer")
        .parameter("kernel", Shape.of(40, 2), OUT_KERNEL, Initializers.glorotUniform())
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
  public Layer wide() {
    return layers().get(1);
  }

  @Override
  public Layer batch() {
    return layers().get(2);
  }

  @Override
  public Layer positive() {
    return layers().get(3);
  }

  @Override
  public Layer flat() {
    return layers().get(4);
  }

  @Override
  public Layer layer() {
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
    requireSize("in", 24, input);
    requireSize("out", 2, output);
    Buffers b = (Buffers) sampleWorkspace();
    predictWide(input, b.positive[0], b.scratch());
    forwardLayer(b.positive[0], b.layerNormal[0], b.layer_2[0]);
    forwardOut(b.layer_2[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardWide(b.input(0), b.wide, samples, b.scratch());
    forwardBatch(b.wide, b.batch, samples, b.scratch());
    forwardPositive(b.batch, b.positive, samples);
    forwardLayer(b.positive, b.layerNormal, b.layer_2, samples);
    forwardOut(b.layer_2, b.out, samples, b.scratch());
  }

  @Override
  public void forwardOutputs(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    predictWide(b.input(0), b.positive, samples, b.scratch());
    forwardLayer(b.positive, b.layerNormal, b.layer_2, samples);
    forwardOut(b.layer_2, b.out, samples, b.scratch());
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardWide(b.input(0), b.wide, samples, b.scratch());
    trainBatch(b.wide, b.batchStatistics, b.batchNormal, b.batch, samples, b.scratch());
    forwardPositive(b.batch, b.positive, samples);
    forwardLayer(b.positive, b.layerNormal, b.layer_2, samples);
    forwardOut(b.layer_2, b.out, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.layer_2, b.outGradient, b.layer_2Gradient, samples, b.scratch(), gradient);
    backwardLayer(b.layer_2Gradient, b.layerNormal, b.positive, b.layerNormalGradient,
        b.flatGradient, samples, gradient);
    backwardPositive(b.positive, b.flatGradient, samples);
    backwardBatch(b.flatGradient, b.batchNormal, b.batchStatistics, b.batchNormalGradient,
        b.wideGradient, samples, b.scratch(), gradient);
    backwardWide(b.input(0), b.wideGradient, samples, b.scratch(), gradient);
  }

  @Override
  public void updateAverages(Workspace workspace) {
    Buffers b = (Buffers) workspace;
    updateBatch(b.batchStatistics);
  }

  private void forwardWide(float[][] in, float[][] wide, int samples, Scratch scratch) {
    // wide = in · kernel
    WIDE_AFFINE.forward(parameters, in, wide, samples, scratch);
  }

  private void forwardBatch(float[][] wide, float[][] batch, int samples, Scratch scratch) {
    // batch = (wide - batchMovingMean) / sqrt(batchMovingVariance + 0.001) * batchGamma +
    //    batchBeta
    BATCH_MOVING_NORM.forward(parameters, wide, batch, samples, scratch);
  }

  private static void forwardPositive(float[] batch, float[] positive) {
    // positive = relu(batch)
    Rows.relu(batch, positive);
  }

  private static void forwardPositive(float[][] batch, float[][] positive, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardPositive(batch[s], positive[s]);
    }
  }

  private void forwardLayer(float[] positive, float[] layerNormal, float[] layer_2) {
    // layerNormal = (flat - mean(flat)) / sqrt(variance(flat) + 0.001)
    LAYER_NORMALIZATION.forward(positive, layerNormal);
    // layer_2 = layerNormal * layerGamma
    for (int j = 0; j < 40; j++) {
      layer_2[j] = layerNormal[j] * parameters[LAYER_GAMMA + j];
    }
  }

  private void forwardLayer(float[][] positive, float[][] layerNormal, float[][] layer_2,
      int samples) {
    for (int s = 0; s < samples; s++) {
      forwardLayer(positive[s], layerNormal[s], layer_2[s]);
    }
  }

  private void forwardOut(float[] layer_2, float[] out) {
    // out = layer_2 · kernel + bias
    float sum0 = parameters[OUT_BIAS];
    float sum1 = parameters[OUT_BIAS + 1];
    for (int i = 0; i < 40; i++) {
      float x = layer_2[i];
      sum0 = fma(x, parameters[OUT_KERNEL + 2 * i], sum0);
      sum1 = fma(x, parameters[OUT_KERNEL + 2 * i + 1], sum1);
    }
    out[0] = sum0;
    out[1] = sum1;
  }

  private void forwardOut(float[][] layer_2, float[][] out, int samples, Scratch scratch) {
    // out = layer_2 · kernel + bias
    OUT_AFFINE.forward(parameters, layer_2, out, samples, scratch);
  }

  private void predictWide(float[] in, float[] positive, Scratch scratch) {
    // positive = relu((in · kernel - batchMovingMean) / sqrt(batchMovingVariance + 0.001) *
    //    batchGamma + batchBeta)
    WIDE_NORMALIZED.forward(parameters, in, positive, scratch);
  }

  private void predictWide(float[][] in, float[][] positive, int samples, Scratch scratch) {
    // positive = relu((in · kernel - batchMovingMean) / sqrt(batchMovingVariance + 0.001) *
    //    batchGamma + batchBeta)
    WIDE_NORMALIZED.forward(parameters, in, positive, samples, scratch);
  }

  private void trainBatch(float[][] wide, float[][] batchStatistics, float[][] batchNormal,
      float[][] batch, int samples, Scratch scratch) {
    // batchStatistics = mean and variance of wide over the batch
    BATCH_BATCH_NORM.moments(wide, batchStatistics, samples, scratch);
    // batchNormal = (wide - batchMovingMean) / sqrt(batchMovingVariance + 0.001); of the batch
    //    while training
    BATCH_BATCH_NORM.normalize(wide, batchStatistics, batchNormal, samples, scratch);
    // batch = batchNormal * batchGamma + batchBeta
    for (int s = 0; s < samples; s++) {
      float[] batchNormalRow = batchNormal[s];
      float[] batchRow = batch[s];
      for (int r = 0; r < 2; r++) {
        for (int j = 0; j < 20; j++) {
          batchRow[20 * r + j] = fma(batchNormalRow[20 * r + j], parameters[BATCH_GAMMA + j],
              parameters[BATCH_BETA + j]);
        }
      }
    }
  }

  private void backwardOut(float[][] layer_2, float[][] outGradient, float[][] layer_2Gradient,
      int samples, Scratch scratch, float[] gradient) {
    // ∂loss/∂outKernel = Σ layer_2ᵀ · outGradient
    OUT_AFFINE.kernelGradient(layer_2, outGradient, samples, gradient, scratch);
    // ∂loss/∂outBias = Σ outGradient
    Arrays.fill(gradient, OUT_BIAS, OUT_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[OUT_BIAS + j] += outGradientRow[j];
      }
    }
    // layer_2Gradient = outGradient · kernelᵀ
    OUT_AFFINE.inputGradient(parameters, outGradient, layer_2Gradient, samples, scratch);
  }

  private void backwardLayer(float[][] layer_2Gradient, float[][] layerNormal, float[][] positive,
      float[][] layerNormalGradient, float[][] flatGradient, int samples, float[] gradient) {
    // ∂loss/∂layerGamma = Σ layer_2Gradient * layerNormal
    Arrays.fill(gradient, LAYER_GAMMA, LAYER_GAMMA + 40, 0f);
    for (int s = 0; s < samples; s++) {
      float[] layer_2GradientRow = layer_2Gradient[s];
      float[] layerNormalRow = layerNormal[s];
      for (int j = 0; j < 40; j++) {
        gradient[LAYER_GAMMA + j] = fma(layer_2GradientRow[j], layerNormalRow[j],
            gradient[LAYER_GAMMA + j]);
      }
    }
    // layerNormalGradient = layer_2Gradient * layerGamma
    for (int s = 0; s < samples; s++) {
      float[] layer_2GradientRow = layer_2Gradient[s];
      float[] layerNormalGradientRow = layerNormalGradient[s];
      for (int j = 0; j < 40; j++) {
        layerNormalGradientRow[j] = layer_2GradientRow[j] * parameters[LAYER_GAMMA + j];
      }
    }
    // flatGradient = (layerNormalGradient - mean(layerNormalGradient) - layerNormal
    //    mean(layerNormalGradient layerNormal)) / sqrt(variance(flat) + 0.001)
    for (int s = 0; s < samples; s++) {
      float[] layerNormalGradientRow = layerNormalGradient[s];
      float[] layerNormalRow = layerNormal[s];
      float[] positiveRow = positive[s];
      float[] flatGradientRow = flatGradient[s];
      LAYER_NORMALIZATION.gradient(positiveRow, layerNormalRow, layerNormalGradientRow,
          flatGradientRow);
    }
  }

  private static void backwardPositive(float[][] positive, float[][] flatGradient, int samples) {
    // batchGradient = positiveGradient * relu'(… = positive)
    for (int s = 0; s < samples; s++) {
      float[] positiveRow = positive[s];
      float[] flatGradientRow = flatGradient[s];
      Rows.reluGradient(flatGradientRow, positiveRow, flatGradientRow);
    }
  }

  private void backwardBatch(float[][] flatGradient, float[][] batchNormal,
      float[][] batchStatistics, float[][] batchNormalGradient, float[][] wideGradient, int samples,
      Scratch scratch, float[] gradient) {
    // ∂loss/∂batchGamma = Σ batchGradient * batchNormal
    Arrays.fill(gradient, BATCH_GAMMA, BATCH_GAMMA + 20, 0f);
    for (int s = 0; s < samples; s++) {
      float[] flatGradientRow = flatGradient[s];
      float[] batchNormalRow = batchNormal[s];
      for (int r = 0; r < 2; r++) {
        for (int j = 0; j < 20; j++) {
          gradient[BATCH_GAMMA + j] = fma(flatGradientRow[20 * r + j], batchNormalRow[20 * r + j],
              gradient[BATCH_GAMMA + j]);
        }
      }
    }
    // ∂loss/∂batchBeta = Σ batchGradient
    Arrays.fill(gradient, BATCH_BETA, BATCH_BETA + 20, 0f);
    for (int s = 0; s < samples; s++) {
      float[] flatGradientRow = flatGradient[s];
      for (int r = 0; r < 2; r++) {
        for (int j = 0; j < 20; j++) {
          gradient[BATCH_BETA + j] += flatGradientRow[20 * r + j];
        }
      }
    }
    // batchNormalGradient = batchGradient * batchGamma
    for (int s = 0; s < samples; s++) {
      float[] flatGradientRow = flatGradient[s];
      float[] batchNormalGradientRow = batchNormalGradient[s];
      for (int r = 0; r < 2; r++) {
        for (int j = 0; j < 20; j++) {
          batchNormalGradientRow[20 * r + j] = flatGradientRow[20 * r + j]
              * parameters[BATCH_GAMMA + j];
        }
      }
    }
    // wideGradient = (batchNormalGradient - mean(batchNormalGradient) - batchNormal
    //    mean(batchNormalGradient batchNormal)) / sqrt(variance + 0.001), means over the batch
    BATCH_BATCH_NORM.gradient(batchNormalGradient, batchNormal, batchStatistics, wideGradient,
        samples, scratch);
  }

  private static void backwardWide(float[][] in, float[][] wideGradient, int samples,
      Scratch scratch, float[] gradient) {
    // ∂loss/∂wideKernel = Σ inᵀ · wideGradient
    WIDE_AFFINE.kernelGradient(in, wideGradient, samples, gradient, scratch);
  }

  private void updateBatch(float[][] batchStatistics) {
    BATCH_BATCH_NORM.update(batchStatistics, parameters);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] wide;
    final float[][] batchNormal;
    final float[][] batch;
    final float[][] positive;
    final float[][] layerNormal;
    final float[][] layer_2;
    final float[][] out;
    final float[][] batchStatistics;
    final float[][] outGradient;
    final float[][] layer_2Gradient;
    final float[][] layerNormalGradient;
    final float[][] flatGradient;
    final float[][] batchNormalGradient;
    final float[][] wideGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      wide = rows(capacity, 40);
      batchNormal = training ? rows(capacity, 40) : null;
      batch = rows(capacity, 40);
      positive = rows(capacity, 40);
      layerNormal = rows(capacity, 40);
      layer_2 = rows(capacity, 40);
      out = rows(capacity, 2);
      batchStatistics = training ? rows(2, 20) : null;
      outGradient = training ? rows(capacity, 2) : null;
      layer_2Gradient = training ? rows(capacity, 40) : null;
      layerNormalGradient = training ? rows(capacity, 40) : null;
      flatGradient = training ? rows(capacity, 40) : null;
      batchNormalGradient = training ? rows(capacity, 40) : null;
      wideGradient = training ? rows(capacity, 40) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> wide;
        case 2 -> batch;
        case 3 -> positive;
        case 4 -> positive;
        case 5 -> layer_2;
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
}

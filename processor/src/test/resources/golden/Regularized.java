package test;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Functions;
import dev.cortado.kernel.Noise;
import dev.cortado.kernel.Penalty;
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

/**
 * {@link Net}, compiled by Cortado: 1170 parameters, 1140 multiply-adds a prediction.
 *
 * <pre>
 * layer   type                    shape  parameters  offset  multiply-adds  code
 * in      Input                   (20)            0       -              0
 * fixed   Dense selu              (30)          630     540            600  kernel
 * drop    Dropout 0.25            (30)            0       -              0
 * learnt  Dense linear            (18)          540       0            540  kernel
 * out     Activation log_softmax  (18)            0       -              0
 *
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int LEARNT_KERNEL = 0;
  private static final int FIXED_KERNEL = 540;
  private static final int FIXED_BIAS = 1140;

  private static final Affine FIXED_AFFINE = Affine.of(FIXED_KERNEL, FIXED_BIAS, 20, 30);
  private static final Affine LEARNT_AFFINE = Affine.of(LEARNT_KERNEL, -1, 30, 18);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "3a7cd2ac418e70ecb30ef4efdb9d335f"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("in", "Input", Shape.of(20));
    network.layer("fixed", "Dense", Shape.of(30), "in")
        .frozen("kernel", Shape.of(20, 30), FIXED_KERNEL, Initializers.lecunNormal())
        .frozen("bias", Shape.of(30), FIXED_BIAS, Initializers.zeros());
    network.layer("drop", "Dropout", Shape.of(30), "fixed");
    network.layer("learnt", "Dense", Shape.of(18), "drop")
        .parameter("kernel", Shape.of(30, 18), LEARNT_KERNEL, Initializers.glorotUniform());
    network.layer("out", "Activation", Shape.of(18), "learnt");
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
  public Layer fixed() {
    return layers().get(1);
  }

  @Override
  public Layer drop() {
    return layers().get(2);
  }

  @Override
  public Layer learnt() {
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
    requireSize("in", 20, input);
    requireSize("out", 18, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardFixed(input, b.fixed[0], b.scratch());
    forwardDrop(b.fixed[0], b.drop[0]);
    forwardLearnt(b.drop[0], b.learnt[0], b.scratch());
    forwardOut(b.learnt[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardFixed(b.input(0), b.fixed, samples, b.scratch());
    forwardDrop(b.fixed, b.drop, samples);
    forwardLearnt(b.drop, b.learnt, samples, b.scratch());
    forwardOut(b.learnt, b.out, samples, b.scratch());
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardFixed(b.input(0), b.fixed, samples, b.scratch());
    trainDrop(b.fixed, b.drop, samples, b.noise());
    forwardLearnt(b.drop, b.learnt, samples, b.scratch());
    forwardOut(b.learnt, b.out, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.out, b.outGradient, samples);
    backwardLearnt(b.drop, b.outGradient, samples, b.scratch(), gradient);
  }

  @Override
  public double penalty() {
    double penalty = 0;
    // learntKernel: 1.0E-4 * Σ|w| + 0.001 * Σw²
    penalty += Penalty.of(parameters, LEARNT_KERNEL, 540, 1.0E-4f, 0.001f);
    return penalty;
  }

  @Override
  public void addPenaltyGradient(float[] gradient) {
    Penalty.addGradient(parameters, gradient, LEARNT_KERNEL, 540, 1.0E-4f, 0.001f);
  }

  private void forwardFixed(float[] in, float[] fixed, Scratch scratch) {
    // fixedSums = in · kernel + bias
    FIXED_AFFINE.forward(parameters, in, fixed, scratch);
    // fixed = selu(fixedSums)
    for (int j = 0; j < 30; j++) {
      fixed[j] = Functions.selu(fixed[j]);
    }
  }

  private void forwardFixed(float[][] in, float[][] fixed, int samples, Scratch scratch) {
    // fixedSums = in · kernel + bias
    FIXED_AFFINE.forward(parameters, in, fixed, samples, scratch);
    // fixed = selu(fixedSums)
    for (int s = 0; s < samples; s++) {
      float[] fixedRow = fixed[s];
      Rows.selu(fixedRow, fixedRow);
    }
  }

  private static void forwardDrop(float[] fixed, float[] drop) {
    // drop = fixed * mask / 0.75 while training
    System.arraycopy(fixed, 0, drop, 0, 30);
  }

  private static void forwardDrop(float[][] fixed, float[][] drop, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardDrop(fixed[s], drop[s]);
    }
  }

  private void forwardLearnt(float[] drop, float[] learnt, Scratch scratch) {
    // learnt = drop · kernel
    LEARNT_AFFINE.forward(parameters, drop, learnt, scratch);
  }

  private void forwardLearnt(float[][] drop, float[][] learnt, int samples, Scratch scratch) {
    // learnt = drop · kernel
    LEARNT_AFFINE.forward(parameters, drop, learnt, samples, scratch);
  }

  private static void forwardOut(float[] learnt, float[] out) {
    // out = logSoftmax(learnt)
    Softmax.logSoftmax(learnt, out, 18);
  }

  private static void forwardOut(float[][] learnt, float[][] out, int samples, Scratch scratch) {
    // out = logSoftmax(learnt)
    Softmax.logSoftmax(learnt, out, samples, 18, scratch);
  }

  private static void trainDrop(float[][] fixed, float[][] drop, int samples, long noise) {
    // drop = fixed * mask / 0.75 while training
    for (int s = 0; s < samples; s++) {
      Dropout.apply(fixed[s], drop[s], 0.25f, Noise.key(noise, 2, s));
    }
  }

  private static void backwardOut(float[][] out, float[][] outGradient, int samples) {
    // learntGradient = outGradient - exp(out) * Σ outGradient
    for (int s = 0; s < samples; s++) {
      float[] outRow = out[s];
      float[] outGradientRow = outGradient[s];
      Softmax.logSoftmaxGradient(outRow, outGradientRow, outGradientRow, 18);
    }
  }

  private static void backwardLearnt(float[][] drop, float[][] outGradient, int samples,
      Scratch scratch, float[] gradient) {
    // ∂loss/∂learntKernel = Σ dropᵀ · learntGradient
    LEARNT_AFFINE.kernelGradient(drop, outGradient, samples, gradient, scratch);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] fixed;
    final float[][] drop;
    final float[][] learnt;
    final float[][] out;
    final float[][] outGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      fixed = rows(capacity, 30);
      drop = rows(capacity, 30);
      learnt = rows(capacity, 18);
      out = rows(capacity, 18);
      outGradient = training ? rows(capacity, 18) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> fixed;
        case 2 -> drop;
        case 3 -> learnt;
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

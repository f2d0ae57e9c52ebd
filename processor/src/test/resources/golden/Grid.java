package test;

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
 * {@link Net}, compiled by Cortado: 8 parameters, 48 multiply-adds a prediction.
 *
 * <pre>
 * layer  type                shape   parameters  offset  multiply-adds  code
 * in     Input               (12)             0       -              0
 * grid   Reshape             (4, 3)           0       -              0
 * twice  Concatenate axis 0  (8, 3)           0       -              0
 * each   Dense softsign      (8, 2)           8       0             48  kernel
 *
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int EACH_KERNEL = 0;
  private static final int EACH_BIAS = 6;

  private static final Affine EACH_AFFINE = Affine.of(EACH_KERNEL, EACH_BIAS, 3, 2, 8);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "4f643f88a69d67c415e6ea607624fab0"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("in", "Input", Shape.of(12));
    network.layer("grid", "Reshape", Shape.of(4, 3), "in");
    network.layer("twice", "Concatenate", Shape.of(8, 3), "grid", "grid");
    network.layer("each", "Dense", Shape.of(8, 2), "twice")
        .parameter("kernel", Shape.of(3, 2), EACH_KERNEL, Initializers.glorotUniform())
        .parameter("bias", Shape.of(2), EACH_BIAS, Initializers.zeros());
    network.output("each", Head.NONE);
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
  public Layer grid() {
    return layers().get(1);
  }

  @Override
  public Layer twice() {
    return layers().get(2);
  }

  @Override
  public Layer each() {
    return layers().get(3);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("in", 12, input);
    requireSize("each", 16, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardTwice(input, b.twice[0]);
    forwardEach(b.twice[0], output, b.scratch());
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardTwice(b.input(0), b.twice, samples);
    forwardEach(b.twice, b.each, samples, b.scratch());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardEach(b.each, b.twice, b.eachGradient, samples, b.scratch(), gradient);
  }

  private static void forwardTwice(float[] in, float[] twice) {
    // twice = [grid, grid]
    System.arraycopy(in, 0, twice, 0, 12);
    System.arraycopy(in, 0, twice, 12, 12);
  }

  private static void forwardTwice(float[][] in, float[][] twice, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardTwice(in[s], twice[s]);
    }
  }

  private void forwardEach(float[] twice, float[] each, Scratch scratch) {
    // eachSums = twice · kernel + bias
    EACH_AFFINE.forward(parameters, twice, each, scratch);
    // each = softsign(eachSums)
    for (int j = 0; j < 16; j++) {
      each[j] = Functions.softsign(each[j]);
    }
  }

  private void forwardEach(float[][] twice, float[][] each, int samples, Scratch scratch) {
    // eachSums = twice · kernel + bias
    EACH_AFFINE.forward(parameters, twice, each, samples, scratch);
    // each = softsign(eachSums)
    for (int s = 0; s < samples; s++) {
      float[] eachRow = each[s];
      Rows.softsign(eachRow, eachRow);
    }
  }

  private static void backwardEach(float[][] each, float[][] twice, float[][] eachGradient,
      int samples, Scratch scratch, float[] gradient) {
    // eachSumsGradient = eachGradient * softsign'(… = each)
    for (int s = 0; s < samples; s++) {
      float[] eachRow = each[s];
      float[] eachGradientRow = eachGradient[s];
      Rows.softsignGradient(eachGradientRow, eachRow, eachGradientRow);
    }
    // ∂loss/∂eachKernel = Σ twiceᵀ · eachSumsGradient
    EACH_AFFINE.kernelGradient(twice, eachGradient, samples, gradient, scratch);
    // ∂loss/∂eachBias = Σ eachSumsGradient
    Arrays.fill(gradient, EACH_BIAS, EACH_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] eachGradientRow = eachGradient[s];
      for (int r = 0; r < 8; r++) {
        for (int j = 0; j < 2; j++) {
          gradient[EACH_BIAS + j] += eachGradientRow[2 * r + j];
        }
      }
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] twice;
    final float[][] each;
    final float[][] eachGradient;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      twice = rows(capacity, 24);
      each = rows(capacity, 16);
      eachGradient = training ? rows(capacity, 16) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> input(0);
        case 2 -> twice;
        case 3 -> each;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> each;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> eachGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }
}

package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Noise;
import dev.cortado.kernel.Normalization;
import dev.cortado.kernel.Penalty;
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
 * {@link Net}, compiled by Cortado: 1800 parameters, 6450 multiply-adds a prediction.
 *
 * <pre>
 * layer   type                        shape    parameters  offset  multiply-adds  code
 * words   Input                       (3, 10)           0       -              0
 * blocks  Use Block, 3 times over     (3, 10)       1,350       0          3,870
 * last    Use Block                   (3, 10)         450    1350          1,290
 * again   Use Block, weights of last  (3, 10)           0       -          1,290
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int BLOCKS_TRAINABLE = 0;
  private static final int LAST_TRAINABLE = 1350;

  private static final BlockPart[] BLOCKS_PARTS = BlockPart.several(3, BLOCKS_TRAINABLE);

  private static final BlockPart LAST_PART = new BlockPart(LAST_TRAINABLE);
  private static final BlockPart AGAIN_PART = new BlockPart(LAST_TRAINABLE);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "96165c10ea81e6d0c600e9af9b26f77f"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("words", "Input", Shape.of(3, 10));
    for (int i = 0; i < 3; i++) {
      String before = i == 0 ? "words" : "blocks/".concat(String.valueOf(i - 1));
      BLOCKS_PARTS[i].describe(network, "blocks/".concat(String.valueOf(i)), before);
    }
    network.layer("blocks", "Block", Shape.of(3, 10), "blocks/2");
    LAST_PART.describe(network, "last", "blocks");
    AGAIN_PART.describe(network, "again", "last");
    network.output("again", Head.NONE);
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
  public Layer words() {
    return layers().get(0);
  }

  @Override
  public Layer blocks() {
    return layers().get(19);
  }

  @Override
  public Layer last() {
    return layers().get(25);
  }

  @Override
  public Layer again() {
    return layers().get(31);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("words", 30, input);
    requireSize("again", 30, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardBlocks(input, b.blocks[0], b.blocksBuffers, b.scratch());
    forwardLast(b.blocks[0], b.last[0], b.lastBuffers, b.scratch());
    forwardAgain(b.last[0], output, b.againBuffers, b.scratch());
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardBlocks(b.blocksBuffers, samples, b.scratch());
    forwardLast(b.lastBuffers, samples, b.scratch());
    forwardAgain(b.againBuffers, samples, b.scratch());
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    trainBlocks(b.blocksBuffers, samples, b.scratch(), b.noise());
    trainLast(b.lastBuffers, samples, b.scratch(), b.noise());
    trainAgain(b.againBuffers, samples, b.scratch(), b.noise());
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardAgain(b.againBuffers, samples, b.scratch(), b.noise(), gradient);
    backwardLast(b.lastTrainableKept, b.lastBuffers, samples, b.scratch(), b.noise(), gradient);
    backwardBlocks(b.blocksBuffers, samples, b.scratch(), b.noise(), gradient);
  }

  @Override
  public double penalty() {
    double penalty = 0;
    for (BlockPart part : BLOCKS_PARTS) {
      penalty = part.penalty(parameters, penalty);
    }
    penalty = LAST_PART.penalty(parameters, penalty);
    return penalty;
  }

  @Override
  public void addPenaltyGradient(float[] gradient) {
    for (BlockPart part : BLOCKS_PARTS) {
      part.addPenaltyGradient(parameters, gradient);
    }
    LAST_PART.addPenaltyGradient(parameters, gradient);
  }

  private void forwardBlocks(float[] words, float[] blocks, BlockBuffers[] blocksBuffers,
      Scratch scratch) {
    // blocks = Block(words), 3 times over
    for (int i = 0; i < 3; i++) {
      BLOCKS_PARTS[i].forward(parameters, i == 0 ? words : blocksBuffers[i].tokens[0],
          i == 2 ? blocks : blocksBuffers[i].sum_2[0], blocksBuffers[i], scratch);
    }
  }

  private void forwardBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch) {
    // blocks = Block(words), 3 times over
    for (int i = 0; i < 3; i++) {
      BLOCKS_PARTS[i].forward(parameters, blocksBuffers[i], samples, scratch);
    }
  }

  private void forwardLast(float[] blocks, float[] last, BlockBuffers lastBuffers,
      Scratch scratch) {
    // last = Block(blocks)
    LAST_PART.forward(parameters, blocks, last, lastBuffers, scratch);
  }

  private void forwardLast(BlockBuffers lastBuffers, int samples, Scratch scratch) {
    // last = Block(blocks)
    LAST_PART.forward(parameters, lastBuffers, samples, scratch);
  }

  private void forwardAgain(float[] last, float[] again, BlockBuffers againBuffers,
      Scratch scratch) {
    // again = Block(last)
    AGAIN_PART.forward(parameters, last, again, againBuffers, scratch);
  }

  private void forwardAgain(BlockBuffers againBuffers, int samples, Scratch scratch) {
    // again = Block(last)
    AGAIN_PART.forward(parameters, againBuffers, samples, scratch);
  }

  private void trainBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch, long noise) {
    // blocks = Block(words), 3 times over
    for (int i = 0; i < 3; i++) {
      BLOCKS_PARTS[i].forwardTraining(parameters, blocksBuffers[i], samples, scratch,
          Noise.key(noise, 1, i));
    }
  }

  private void trainLast(BlockBuffers lastBuffers, int samples, Scratch scratch, long noise) {
    // last = Block(blocks)
    LAST_PART.forwardTraining(parameters, lastBuffers, samples, scratch, Noise.key(noise, 2, 0));
  }

  private void trainAgain(BlockBuffers againBuffers, int samples, Scratch scratch, long noise) {
    // again = Block(last)
    AGAIN_PART.forwardTraining(parameters, againBuffers, samples, scratch, Noise.key(noise, 3, 0));
  }

  private void backwardAgain(BlockBuffers againBuffers, int samples, Scratch scratch, long noise,
      float[] gradient) {
    // lastGradient = againGradient through Block
    // ∂loss/∂lastTrainable = Σ againGradient through Block
    AGAIN_PART.backward(parameters, againBuffers, samples, scratch, Noise.key(noise, 3, 0),
        gradient);
  }

  private void backwardLast(float[][] lastTrainableKept, BlockBuffers lastBuffers, int samples,
      Scratch scratch, long noise, float[] gradient) {
    // blocksGradient = lastGradient through Block
    // lastTrainableKept = ∂loss/∂lastTrainable so far
    System.arraycopy(gradient, LAST_TRAINABLE, lastTrainableKept[0], 0, 450);
    // ∂loss/∂lastTrainable = Σ lastGradient through Block
    LAST_PART.backward(parameters, lastBuffers, samples, scratch, Noise.key(noise, 2, 0), gradient);
    // ∂loss/∂lastTrainable += lastTrainableKept
    float[] lastTrainableKeptRow = lastTrainableKept[0];
    for (int j = 0; j < 450; j++) {
      gradient[LAST_TRAINABLE + j] += lastTrainableKeptRow[j];
    }
  }

  private void backwardBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch,
      long noise, float[] gradient) {
    // ∂loss/∂blocksTrainable = Σ blocksGradient through Block
    for (int i = 2; i >= 0; i--) {
      BLOCKS_PARTS[i].backward(parameters, blocksBuffers[i], samples, scratch, Noise.key(noise, 1,
          i), gradient);
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] blocks;
    final float[][] last;
    final float[][] again;
    final float[][] lastTrainableKept;
    final float[][] againGradient;
    final float[][] lastGradient;
    final float[][] blocksGradient;

    final BlockBuffers[] blocksBuffers;

    final BlockBuffers lastBuffers;
    final BlockBuffers againBuffers;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      blocks = rows(capacity, 30);
      last = rows(capacity, 30);
      again = rows(capacity, 30);
      lastTrainableKept = training ? rows(1, 450) : null;
      againGradient = training ? rows(capacity, 30) : null;
      lastGradient = training ? rows(capacity, 30) : null;
      blocksGradient = training ? rows(capacity, 30) : null;
      blocksBuffers = BlockBuffers.several(3, capacity, training, input(0), blocks, blocksGradient,
          null);
      lastBuffers = new BlockBuffers(capacity, training, blocks, last, lastGradient,
          blocksGradient);
      againBuffers = new BlockBuffers(capacity, training, last, again, againGradient, lastGradient);
    }

    @Override
    public float[][] layer(int layer) {
      if (layer >= 1 && layer < 19) {
        return blocksBuffers[(layer - 1) / 6].layer((layer - 1) % 6);
      }
      if (layer >= 20 && layer < 26) {
        return lastBuffers.layer(layer - 20);
      }
      if (layer >= 26 && layer < 32) {
        return againBuffers.layer(layer - 26);
      }
      return switch (layer) {
        case 0 -> input(0);
        case 19 -> blocks;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }

    @Override
    public float[][] logits(int logits) {
      return switch (logits) {
        case 0 -> again;
        default -> throw new IndexOutOfBoundsException(logits);
      };
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> againGradient;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }
  }

  /**
   * {@code Block} as a layer: 450 parameters, 1290 multiply-adds a prediction.
   *
   * <pre>
   * layer       type                              shape    parameters  offset  multiply-adds  code
   * tokens      Input                             (3, 10)           0       -              0
   * normalized  LayerNormalization epsilon 0.001  (3, 10)          20       0             90
   * wide        Dense gelu                        (3, 20)         220      20            600  kernel
   * dropped     Dropout 0.1                       (3, 20)           0       -              0
   * narrow      Dense linear                      (3, 10)         210     240            600  kernel
   * sum         Add                               (3, 10)           0       -              0
   *
   * kernel: large enough for the vector instructions of the runtime's kernels
   * </pre>
   */
  private static final class BlockPart {
    private final int normalizedGamma;
    private final int normalizedBeta;
    private final int wideKernel;
    private final int wideBias;
    private final int narrowKernel;
    private final int narrowBias;

    private final Normalization normalizedNormalization;

    private final Affine wideAffine;
    private final Affine narrowAffine;

    BlockPart(int trainable) {
      normalizedGamma = trainable;
      normalizedBeta = trainable + 10;
      wideKernel = trainable + 20;
      wideBias = trainable + 220;
      narrowKernel = trainable + 240;
      narrowBias = trainable + 440;
      normalizedNormalization = Normalization.of(3, 1, 10, 1, 0.001, true);
      wideAffine = Affine.of(wideKernel, wideBias, 10, 20, 3);
      narrowAffine = Affine.of(narrowKernel, narrowBias, 20, 10, 3);
    }

    /**
     * Some of them, whose parameters lie one after another.
     */
    static BlockPart[] several(int count, int trainable) {
      BlockPart[] several = new BlockPart[count];
      for (int i = 0; i < count; i++) {
        several[i] = new BlockPart(trainable + i * 450);
      }
      return several;
    }

    /**
     * Tells of its layers, whose names begin with a path.
     */
    void describe(Blueprint.Builder network, String path, String... inputs) {
      network.layer(path.concat("/normalized"), "LayerNormalization", Shape.of(3, 10), inputs[0])
          .parameter("gamma", Shape.of(10), normalizedGamma, Initializers.ones())
          .parameter("beta", Shape.of(10), normalizedBeta, Initializers.zeros());
      network.layer(path.concat("/wide"), "Dense", Shape.of(3, 20), path.concat("/normalized"))
          .parameter("kernel", Shape.of(10, 20), wideKernel, Initializers.glorotUniform())
          .parameter("bias", Shape.of(20), wideBias, Initializers.zeros());
      network.layer(path.concat("/dropped"), "Dropout", Shape.of(3, 20), path.concat("/wide"));
      network.layer(path.concat("/narrow"), "Dense", Shape.of(3, 10), path.concat("/dropped"))
          .parameter("kernel", Shape.of(20, 10), narrowKernel, Initializers.glorotUniform())
          .parameter("bias", Shape.of(10), narrowBias, Initializers.zeros());
      network.layer(path.concat("/sum"), "Add", Shape.of(3, 10), inputs[0], path.concat("/narrow"));
      network.layer(path, "Block", Shape.of(3, 10), path.concat("/sum"));
    }

    void forward(float[] parameters, float[] tokens, float[] sum_2, BlockBuffers b,
        Scratch scratch) {
      forwardNormalized(parameters, tokens, b.normalizedNormal[0], b.normalized[0]);
      forwardWide(parameters, b.normalized[0], b.wideSums[0], b.wide[0], scratch);
      forwardDropped(b.wide[0], b.dropped[0]);
      forwardNarrow(parameters, b.dropped[0], b.narrow[0], scratch);
      forwardSum(tokens, b.narrow[0], sum_2);
    }

    void forward(float[] parameters, BlockBuffers b, int samples, Scratch scratch) {
      forwardNormalized(parameters, b.tokens, b.normalizedNormal, b.normalized, samples);
      forwardWide(parameters, b.normalized, b.wideSums, b.wide, samples, scratch);
      forwardDropped(b.wide, b.dropped, samples);
      forwardNarrow(parameters, b.dropped, b.narrow, samples, scratch);
      forwardSum(b.tokens, b.narrow, b.sum_2, samples);
    }

    void forwardTraining(float[] parameters, BlockBuffers b, int samples, Scratch scratch,
        long noise) {
      forwardNormalized(parameters, b.tokens, b.normalizedNormal, b.normalized, samples);
      forwardWide(parameters, b.normalized, b.wideSums, b.wide, samples, scratch);
      trainDropped(b.wide, b.dropped, samples, noise);
      forwardNarrow(parameters, b.dropped, b.narrow, samples, scratch);
      forwardSum(b.tokens, b.narrow, b.sum_2, samples);
    }

    void backward(float[] parameters, BlockBuffers b, int samples, Scratch scratch, long noise,
        float[] gradient) {
      backwardNarrow(parameters, b.dropped, b.sum_2Gradient, b.droppedGradient, samples, scratch,
          gradient);
      backwardDropped(b.droppedGradient, b.wideGradient, samples, noise);
      backwardWide(parameters, b.wideSums, b.normalized, b.wideGradient, b.normalizedGradient,
          samples, scratch, gradient);
      backwardNormalized(b.normalizedGradient, b.normalizedNormal, samples, gradient);
      if (b.tokensGradient_2 != null) {
        inputBackwardNormalized(parameters, b.normalizedGradient, b.normalizedNormal, b.tokens,
            b.normalizedNormalGradient, b.tokensGradient, samples);
        inputBackwardTokens(b.sum_2Gradient, b.tokensGradient, b.tokensGradient_2, samples);
      }
    }

    double penalty(float[] parameters, double before) {
      double penalty = before;
      // narrowKernel: 0.0 * Σ|w| + 0.001 * Σw²
      penalty += Penalty.of(parameters, narrowKernel, 200, 0.0f, 0.001f);
      return penalty;
    }

    void addPenaltyGradient(float[] parameters, float[] gradient) {
      Penalty.addGradient(parameters, gradient, narrowKernel, 200, 0.0f, 0.001f);
    }

    private void forwardNormalized(float[] parameters, float[] tokens, float[] normalizedNormal,
        float[] normalized) {
      // normalizedNormal = (tokens - mean(tokens)) / sqrt(variance(tokens) + 0.001)
      normalizedNormalization.forward(tokens, normalizedNormal);
      // normalized = normalizedNormal * normalizedGamma + normalizedBeta
      for (int r = 0; r < 3; r++) {
        for (int j = 0; j < 10; j++) {
          normalized[10 * r + j] =
              fma(normalizedNormal[10 * r + j], parameters[normalizedGamma + j],
              parameters[normalizedBeta + j]);
        }
      }
    }

    private void forwardNormalized(float[] parameters, float[][] tokens, float[][] normalizedNormal,
        float[][] normalized, int samples) {
      for (int s = 0; s < samples; s++) {
        forwardNormalized(parameters, tokens[s], normalizedNormal[s], normalized[s]);
      }
    }

    private void forwardWide(float[] parameters, float[] normalized, float[] wideSums, float[] wide,
        Scratch scratch) {
      // wideSums = normalized · kernel + bias
      wideAffine.forward(parameters, normalized, wideSums, scratch);
      // wide = gelu(wideSums)
      Rows.gelu(wideSums, wide);
    }

    private void forwardWide(float[] parameters, float[][] normalized, float[][] wideSums,
        float[][] wide, int samples, Scratch scratch) {
      // wideSums = normalized · kernel + bias
      wideAffine.forward(parameters, normalized, wideSums, samples, scratch);
      // wide = gelu(wideSums)
      for (int s = 0; s < samples; s++) {
        float[] wideSumsRow = wideSums[s];
        float[] wideRow = wide[s];
        Rows.gelu(wideSumsRow, wideRow);
      }
    }

    private static void forwardDropped(float[] wide, float[] dropped) {
      // dropped = wide * mask / 0.9 while training
      System.arraycopy(wide, 0, dropped, 0, 60);
    }

    private static void forwardDropped(float[][] wide, float[][] dropped, int samples) {
      for (int s = 0; s < samples; s++) {
        forwardDropped(wide[s], dropped[s]);
      }
    }

    private void forwardNarrow(float[] parameters, float[] dropped, float[] narrow,
        Scratch scratch) {
      // narrow = dropped · kernel + bias
      narrowAffine.forward(parameters, dropped, narrow, scratch);
    }

    private void forwardNarrow(float[] parameters, float[][] dropped, float[][] narrow, int samples,
        Scratch scratch) {
      // narrow = dropped · kernel + bias
      narrowAffine.forward(parameters, dropped, narrow, samples, scratch);
    }

    private static void forwardSum(float[] tokens, float[] narrow, float[] sum_2) {
      // sum_2 = tokens + narrow
      for (int j = 0; j < 30; j++) {
        sum_2[j] = tokens[j] + narrow[j];
      }
    }

    private static void forwardSum(float[][] tokens, float[][] narrow, float[][] sum_2,
        int samples) {
      for (int s = 0; s < samples; s++) {
        forwardSum(tokens[s], narrow[s], sum_2[s]);
      }
    }

    private static void trainDropped(float[][] wide, float[][] dropped, int samples, long noise) {
      // dropped = wide * mask / 0.9 while training
      for (int s = 0; s < samples; s++) {
        Dropout.apply(wide[s], dropped[s], 0.1f, Noise.key(noise, 3, s));
      }
    }

    private void backwardNarrow(float[] parameters, float[][] dropped, float[][] sum_2Gradient,
        float[][] droppedGradient, int samples, Scratch scratch, float[] gradient) {
      // ∂loss/∂narrowKernel = Σ droppedᵀ · sum_2Gradient
      narrowAffine.kernelGradient(dropped, sum_2Gradient, samples, gradient, scratch);
      // ∂loss/∂narrowBias = Σ sum_2Gradient
      Arrays.fill(gradient, narrowBias, narrowBias + 10, 0f);
      for (int s = 0; s < samples; s++) {
        float[] sum_2GradientRow = sum_2Gradient[s];
        for (int r = 0; r < 3; r++) {
          for (int j = 0; j < 10; j++) {
            gradient[narrowBias + j] += sum_2GradientRow[10 * r + j];
          }
        }
      }
      // droppedGradient = sum_2Gradient · kernelᵀ
      narrowAffine.inputGradient(parameters, sum_2Gradient, droppedGradient, samples, scratch);
    }

    private static void backwardDropped(float[][] droppedGradient, float[][] wideGradient,
        int samples, long noise) {
      // wideGradient = droppedGradient * mask / 0.9
      for (int s = 0; s < samples; s++) {
        Dropout.apply(droppedGradient[s], wideGradient[s], 0.1f, Noise.key(noise, 3, s));
      }
    }

    private void backwardWide(float[] parameters, float[][] wideSums, float[][] normalized,
        float[][] wideGradient, float[][] normalizedGradient, int samples, Scratch scratch,
        float[] gradient) {
      // wideSumsGradient = wideGradient * gelu'(wideSums)
      for (int s = 0; s < samples; s++) {
        float[] wideSumsRow = wideSums[s];
        float[] wideGradientRow = wideGradient[s];
        Rows.geluGradient(wideGradientRow, wideSumsRow, wideGradientRow);
      }
      // ∂loss/∂wideKernel = Σ normalizedᵀ · wideSumsGradient
      wideAffine.kernelGradient(normalized, wideGradient, samples, gradient, scratch);
      // ∂loss/∂wideBias = Σ wideSumsGradient
      Arrays.fill(gradient, wideBias, wideBias + 20, 0f);
      for (int s = 0; s < samples; s++) {
        float[] wideGradientRow = wideGradient[s];
        for (int r = 0; r < 3; r++) {
          for (int j = 0; j < 20; j++) {
            gradient[wideBias + j] += wideGradientRow[20 * r + j];
          }
        }
      }
      // normalizedGradient = wideSumsGradient · kernelᵀ
      wideAffine.inputGradient(parameters, wideGradient, normalizedGradient, samples, scratch);
    }

    private void backwardNormalized(float[][] normalizedGradient, float[][] normalizedNormal,
        int samples, float[] gradient) {
      // ∂loss/∂normalizedGamma = Σ normalizedGradient * normalizedNormal
      Arrays.fill(gradient, normalizedGamma, normalizedGamma + 10, 0f);
      for (int s = 0; s < samples; s++) {
        float[] normalizedGradientRow = normalizedGradient[s];
        float[] normalizedNormalRow = normalizedNormal[s];
        for (int r = 0; r < 3; r++) {
          for (int j = 0; j < 10; j++) {
            gradient[normalizedGamma + j] =
                fma(normalizedGradientRow[10 * r + j], normalizedNormalRow[10 * r + j],
                gradient[normalizedGamma + j]);
          }
        }
      }
      // ∂loss/∂normalizedBeta = Σ normalizedGradient
      Arrays.fill(gradient, normalizedBeta, normalizedBeta + 10, 0f);
      for (int s = 0; s < samples; s++) {
        float[] normalizedGradientRow = normalizedGradient[s];
        for (int r = 0; r < 3; r++) {
          for (int j = 0; j < 10; j++) {
            gradient[normalizedBeta + j] += normalizedGradientRow[10 * r + j];
          }
        }
      }
    }

    private void inputBackwardNormalized(float[] parameters, float[][] normalizedGradient,
        float[][] normalizedNormal, float[][] tokens, float[][] normalizedNormalGradient,
        float[][] tokensGradient, int samples) {
      // normalizedNormalGradient = normalizedGradient * normalizedGamma
      for (int s = 0; s < samples; s++) {
        float[] normalizedGradientRow = normalizedGradient[s];
        float[] normalizedNormalGradientRow = normalizedNormalGradient[s];
        for (int r = 0; r < 3; r++) {
          for (int j = 0; j < 10; j++) {
            normalizedNormalGradientRow[10 * r + j] = normalizedGradientRow[10 * r + j]
                * parameters[normalizedGamma + j];
          }
        }
      }
      // tokensGradient = (normalizedNormalGradient - mean(normalizedNormalGradient) -
      //    normalizedNormal mean(normalizedNormalGradient normalizedNormal)) /
      //    sqrt(variance(tokens) + 0.001)
      for (int s = 0; s < samples; s++) {
        float[] normalizedNormalGradientRow = normalizedNormalGradient[s];
        float[] normalizedNormalRow = normalizedNormal[s];
        float[] tokensRow = tokens[s];
        float[] tokensGradientRow = tokensGradient[s];
        normalizedNormalization.gradient(tokensRow, normalizedNormalRow,
            normalizedNormalGradientRow, tokensGradientRow);
      }
    }

    private static void inputBackwardTokens(float[][] sum_2Gradient, float[][] tokensGradient,
        float[][] tokensGradient_2, int samples) {
      // tokensGradient_2 = sum_2Gradient + tokensGradient
      for (int s = 0; s < samples; s++) {
        float[] sum_2GradientRow = sum_2Gradient[s];
        float[] tokensGradientRow = tokensGradient[s];
        float[] tokensGradient_2Row = tokensGradient_2[s];
        for (int j = 0; j < 30; j++) {
          tokensGradient_2Row[j] = sum_2GradientRow[j] + tokensGradientRow[j];
        }
      }
    }
  }

  /**
   * The values of {@code Block}, one row a sample.
   */
  private static final class BlockBuffers {
    final float[][] tokens;
    final float[][] sum_2;
    final float[][] sum_2Gradient;
    final float[][] tokensGradient_2;
    final float[][] normalizedNormal;
    final float[][] normalized;
    final float[][] wideSums;
    final float[][] wide;
    final float[][] dropped;
    final float[][] narrow;
    final float[][] droppedGradient;
    final float[][] wideGradient;
    final float[][] normalizedGradient;
    final float[][] normalizedNormalGradient;
    final float[][] tokensGradient;

    BlockBuffers(int capacity, boolean training, float[][] tokens, float[][] sum_2,
        float[][] sum_2Gradient, float[][] tokensGradient_2) {
      this.tokens = tokens;
      this.sum_2 = sum_2;
      this.sum_2Gradient = sum_2Gradient;
      this.tokensGradient_2 = tokensGradient_2;
      normalizedNormal = new float[capacity][30];
      normalized = new float[capacity][30];
      wideSums = new float[capacity][60];
      wide = new float[capacity][60];
      dropped = new float[capacity][60];
      narrow = new float[capacity][30];
      droppedGradient = training ? new float[capacity][60] : null;
      wideGradient = training ? new float[capacity][60] : null;
      normalizedGradient = training ? new float[capacity][30] : null;
      normalizedNormalGradient = training ? new float[capacity][30] : null;
      tokensGradient = training ? new float[capacity][30] : null;
    }

    /**
     * Some of them, each of which takes what the one before hands on.
     */
    static BlockBuffers[] several(int count, int capacity, boolean training, float[][] input,
        float[][] output, float[][] outputGradient, float[][] inputGradient) {
      BlockBuffers[] several = new BlockBuffers[count];
      float[][] from = input;
      float[][] fromGradient = inputGradient;
      for (int i = 0; i < count; i++) {
        boolean isLast = i == count - 1;
        float[][] to = isLast ? output : new float[capacity][30];
        float[][] toGradient = isLast || !training ? outputGradient : new float[capacity][30];
        several[i] = new BlockBuffers(capacity, training, from, to, toGradient, fromGradient);
        from = to;
        fromGradient = toGradient;
      }
      return several;
    }

    float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> normalized;
        case 1 -> wide;
        case 2 -> dropped;
        case 3 -> narrow;
        case 4 -> sum_2;
        case 5 -> sum_2;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }
  }
}

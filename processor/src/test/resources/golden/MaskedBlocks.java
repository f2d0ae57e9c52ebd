package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.AttentionWeights;
import dev.cortado.kernel.Embedding;
import dev.cortado.kernel.HeadProducts;
import dev.cortado.kernel.MaskedMean;
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
 * {@link Net}, compiled by Cortado: 754 parameters, 4240 multiply-adds a prediction.
 *
 * <pre>
 * layer    type                     shape   parameters  offset  multiply-adds  code
 * words    Input                    (6)              0       -              0
 * vectors  Use Words                (6, 8)         160       0              0
 * blocks   Use Block, 2 times over  (6, 8)         576     160          4,224
 * mean     GlobalAveragePooling1D   (8)              0       -              0
 * out      Dense linear             (2)             18     736             16  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int VECTORS_TRAINABLE = 0;
  private static final int BLOCKS_TRAINABLE = 160;
  private static final int OUT_KERNEL = 736;
  private static final int OUT_BIAS = 752;

  private static final WordsPart VECTORS_PART = new WordsPart(VECTORS_TRAINABLE);

  private static final MaskedBlockPart[] BLOCKS_PARTS = MaskedBlockPart.several(2,
      BLOCKS_TRAINABLE);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "f630690d0e01d4a24834b1e50d71ec80"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("words", "Input", Shape.of(6));
    VECTORS_PART.describe(network, "vectors", "words");
    for (int i = 0; i < 2; i++) {
      String before = i == 0 ? "vectors" : "blocks/".concat(String.valueOf(i - 1));
      BLOCKS_PARTS[i].describe(network, "blocks/".concat(String.valueOf(i)), before);
    }
    network.layer("blocks", "Block", Shape.of(6, 8), "blocks/1");
    network.layer("mean", "GlobalAveragePooling1D", Shape.of(8), "blocks");
    network.layer("out", "Dense", Shape.of(2), "mean")
        .parameter("kernel", Shape.of(8, 2), OUT_KERNEL, Initializers.glorotUniform())
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
  public Layer words() {
    return layers().get(0);
  }

  @Override
  public Layer vectors() {
    return layers().get(2);
  }

  @Override
  public Layer blocks() {
    return layers().get(9);
  }

  @Override
  public Layer mean() {
    return layers().get(10);
  }

  @Override
  public Layer out() {
    return layers().get(11);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("words", 6, input);
    requireSize("out", 2, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardVectors(input, b.vectorsMask[0], b.vectors[0], b.vectorsBuffers);
    forwardBlocks(b.vectors[0], b.vectorsMask[0], b.blocks[0], b.blocksBuffers, b.scratch());
    forwardMean(b.blocks[0], b.vectorsMask[0], b.mean[0]);
    forwardOut(b.mean[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardVectors(b.vectorsBuffers, samples);
    forwardBlocks(b.blocksBuffers, samples, b.scratch());
    forwardMean(b.blocks, b.vectorsMask, b.mean, samples);
    forwardOut(b.mean, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.mean, b.outGradient, b.meanGradient, samples, gradient);
    backwardMean(b.meanGradient, b.vectorsMask, b.blocksGradient, samples);
    backwardBlocks(b.blocksBuffers, samples, b.scratch(), gradient);
    backwardVectors(b.vectorsBuffers, samples, gradient);
  }

  private void forwardVectors(float[] words, float[] vectorsMask, float[] vectors,
      WordsBuffers vectorsBuffers) {
    // vectorsMask = mask of Words(words)
    // vectors = Words(words)
    VECTORS_PART.forward(parameters, words, vectors, vectorsMask, vectorsBuffers);
  }

  private void forwardVectors(WordsBuffers vectorsBuffers, int samples) {
    // vectorsMask = mask of Words(words)
    // vectors = Words(words)
    VECTORS_PART.forward(parameters, vectorsBuffers, samples);
  }

  private void forwardBlocks(float[] vectors, float[] vectorsMask, float[] blocks,
      MaskedBlockBuffers[] blocksBuffers, Scratch scratch) {
    // blocks = Block(vectors, vectorsMask), 2 times over
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].forward(parameters, i == 0 ? vectors : blocksBuffers[i].steps[0], vectorsMask,
          i == 1 ? blocks : blocksBuffers[i].sum_2[0], blocksBuffers[i], scratch);
    }
  }

  private void forwardBlocks(MaskedBlockBuffers[] blocksBuffers, int samples, Scratch scratch) {
    // blocks = Block(vectors, vectorsMask), 2 times over
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].forward(parameters, blocksBuffers[i], samples, scratch);
    }
  }

  private static void forwardMean(float[] blocks, float[] vectorsMask, float[] mean) {
    // mean = mean of blocks where vectorsMask
    MaskedMean.forward(blocks, vectorsMask, mean);
  }

  private static void forwardMean(float[][] blocks, float[][] vectorsMask, float[][] mean,
      int samples) {
    for (int s = 0; s < samples; s++) {
      forwardMean(blocks[s], vectorsMask[s], mean[s]);
    }
  }

  private void forwardOut(float[] mean, float[] out) {
    // out = mean · kernel + bias
    float sum0 = fma(mean[3], parameters[OUT_KERNEL + 6], fma(mean[2], parameters[OUT_KERNEL + 4],
        fma(mean[1], parameters[OUT_KERNEL + 2], fma(mean[0], parameters[OUT_KERNEL],
        parameters[OUT_BIAS]))));
    sum0 = fma(mean[7], parameters[OUT_KERNEL + 14], fma(mean[6], parameters[OUT_KERNEL + 12],
        fma(mean[5], parameters[OUT_KERNEL + 10], fma(mean[4], parameters[OUT_KERNEL + 8], sum0))));
    float sum1 = fma(mean[3], parameters[OUT_KERNEL + 7], fma(mean[2], parameters[OUT_KERNEL + 5],
        fma(mean[1], parameters[OUT_KERNEL + 3], fma(mean[0], parameters[OUT_KERNEL + 1],
        parameters[OUT_BIAS + 1]))));
    sum1 = fma(mean[7], parameters[OUT_KERNEL + 15], fma(mean[6], parameters[OUT_KERNEL + 13],
        fma(mean[5], parameters[OUT_KERNEL + 11], fma(mean[4], parameters[OUT_KERNEL + 9], sum1))));
    out[0] = sum0;
    out[1] = sum1;
  }

  private void forwardOut(float[][] mean, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(mean[s], out[s]);
    }
  }

  private void backwardOut(float[][] mean, float[][] outGradient, float[][] meanGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ meanᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 16, 0f);
    for (int s = 0; s < samples; s++) {
      float[] meanRow = mean[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(meanRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(meanRow[0], outGradientRow[1], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(meanRow[1], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(meanRow[1], outGradientRow[1], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(meanRow[2], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(meanRow[2], outGradientRow[1], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(meanRow[3], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(meanRow[3], outGradientRow[1], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(meanRow[4], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(meanRow[4], outGradientRow[1], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(meanRow[5], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(meanRow[5], outGradientRow[1], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(meanRow[6], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(meanRow[6], outGradientRow[1], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(meanRow[7], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(meanRow[7], outGradientRow[1], gradient[OUT_KERNEL + 15]);
    }
    // ∂loss/∂outBias = Σ outGradient
    Arrays.fill(gradient, OUT_BIAS, OUT_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[OUT_BIAS + j] += outGradientRow[j];
      }
    }
    // meanGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] meanGradientRow = meanGradient[s];
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
      meanGradientRow[0] = sum0;
      meanGradientRow[1] = sum1;
      meanGradientRow[2] = sum2;
      meanGradientRow[3] = sum3;
      meanGradientRow[4] = sum4;
      meanGradientRow[5] = sum5;
      meanGradientRow[6] = sum6;
      meanGradientRow[7] = sum7;
    }
  }

  private static void backwardMean(float[][] meanGradient, float[][] vectorsMask,
      float[][] blocksGradient, int samples) {
    // blocksGradient = meanGradient / Σ vectorsMask where vectorsMask
    for (int s = 0; s < samples; s++) {
      float[] meanGradientRow = meanGradient[s];
      float[] vectorsMaskRow = vectorsMask[s];
      float[] blocksGradientRow = blocksGradient[s];
      MaskedMean.gradient(meanGradientRow, vectorsMaskRow, blocksGradientRow);
    }
  }

  private void backwardBlocks(MaskedBlockBuffers[] blocksBuffers, int samples, Scratch scratch,
      float[] gradient) {
    // vectorsGradient = blocksGradient through Block
    // ∂loss/∂blocksTrainable = Σ blocksGradient through Block
    for (int i = 1; i >= 0; i--) {
      BLOCKS_PARTS[i].backward(parameters, blocksBuffers[i], samples, scratch, gradient);
    }
  }

  private void backwardVectors(WordsBuffers vectorsBuffers, int samples, float[] gradient) {
    // ∂loss/∂vectorsTrainable = Σ vectorsGradient through Words
    VECTORS_PART.backward(parameters, vectorsBuffers, samples, gradient);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] vectorsMask;
    final float[][] vectors;
    final float[][] blocks;
    final float[][] mean;
    final float[][] out;
    final float[][] outGradient;
    final float[][] meanGradient;
    final float[][] blocksGradient;
    final float[][] vectorsGradient;

    final WordsBuffers vectorsBuffers;

    final MaskedBlockBuffers[] blocksBuffers;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      vectorsMask = rows(capacity, 6);
      vectors = rows(capacity, 48);
      blocks = rows(capacity, 48);
      mean = rows(capacity, 8);
      out = rows(capacity, 2);
      outGradient = training ? rows(capacity, 2) : null;
      meanGradient = training ? rows(capacity, 8) : null;
      blocksGradient = training ? rows(capacity, 48) : null;
      vectorsGradient = training ? rows(capacity, 48) : null;
      vectorsBuffers = new WordsBuffers(capacity, training, input(0), vectors, vectorsMask,
          vectorsGradient, null);
      blocksBuffers = MaskedBlockBuffers.several(2, capacity, training, vectors, vectorsMask,
          blocks, blocksGradient, vectorsGradient);
    }

    @Override
    public float[][] layer(int layer) {
      if (layer >= 1 && layer < 3) {
        return vectorsBuffers.layer(layer - 1);
      }
      if (layer >= 3 && layer < 9) {
        return blocksBuffers[(layer - 3) / 3].layer((layer - 3) % 3);
      }
      return switch (layer) {
        case 0 -> input(0);
        case 9 -> blocks;
        case 10 -> mean;
        case 11 -> out;
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
   * {@code Words} as a layer: 160 parameters, 0 multiply-adds a prediction.
   *
   * <pre>
   * layer    type                       shape   parameters  offset  multiply-adds  code
   * tokens   Input                      (6)              0       -              0
   * vectors  Embedding of 20, 0 masked  (6, 8)         160       0              0  kernel
   *
   * kernel: large enough for the vector instructions of the runtime's kernels
   * </pre>
   */
  private static final class WordsPart {
    private final int vectorsEmbeddings;

    private final Embedding vectorsEmbedding;

    WordsPart(int trainable) {
      vectorsEmbeddings = trainable;
      vectorsEmbedding = Embedding.of(vectorsEmbeddings, 20, 8, "vectors");
    }

    /**
     * Tells of its layers, whose names begin with a path.
     */
    void describe(Blueprint.Builder network, String path, String... inputs) {
      network.layer(path.concat("/vectors"), "Embedding", Shape.of(6, 8), inputs[0])
          .parameter("embeddings", Shape.of(20, 8), vectorsEmbeddings,
              Initializers.uniform(-0.05, 0.05));
      network.layer(path, "Words", Shape.of(6, 8), path.concat("/vectors"));
    }

    void forward(float[] parameters, float[] tokens, float[] vectors, float[] vectorsMask,
        WordsBuffers b) {
      forwardVectors(parameters, tokens, vectors, vectorsMask);
    }

    void forward(float[] parameters, WordsBuffers b, int samples) {
      forwardVectors(parameters, b.tokens, b.vectors, b.vectorsMask, samples);
    }

    void backward(float[] parameters, WordsBuffers b, int samples, float[] gradient) {
      backwardVectors(b.tokens, b.vectorsGradient, samples, gradient);
      if (b.tokensGradient != null) {
        inputBackwardTokens(b.tokensGradient, samples);
      }
    }

    private void forwardVectors(float[] parameters, float[] tokens, float[] vectors,
        float[] vectorsMask) {
      // vectors = rows tokens of embeddings
      vectorsEmbedding.forward(parameters, tokens, vectors);
      // vectorsMask = 1 where tokens > 0
      for (int j = 0; j < 6; j++) {
        vectorsMask[j] = tokens[j] > 0f ? 1f : 0f;
      }
    }

    private void forwardVectors(float[] parameters, float[][] tokens, float[][] vectors,
        float[][] vectorsMask, int samples) {
      // vectors = rows tokens of embeddings
      vectorsEmbedding.forward(parameters, tokens, vectors, samples);
      // vectorsMask = 1 where tokens > 0
      for (int s = 0; s < samples; s++) {
        float[] tokensRow = tokens[s];
        float[] vectorsMaskRow = vectorsMask[s];
        for (int j = 0; j < 6; j++) {
          vectorsMaskRow[j] = tokensRow[j] > 0f ? 1f : 0f;
        }
      }
    }

    private void backwardVectors(float[][] tokens, float[][] vectorsGradient, int samples,
        float[] gradient) {
      // ∂loss/∂vectorsEmbeddings = Σ vectorsGradient at the rows tokens
      vectorsEmbedding.gradient(tokens, vectorsGradient, samples, gradient);
    }

    private static void inputBackwardTokens(float[][] tokensGradient, int samples) {
      // tokensGradient = 0
      for (int s = 0; s < samples; s++) {
        float[] tokensGradientRow = tokensGradient[s];
        Arrays.fill(tokensGradientRow, 0, 6, 0f);
      }
    }
  }

  /**
   * The values of {@code Words}, one row a sample.
   */
  private static final class WordsBuffers {
    final float[][] tokens;
    final float[][] vectors;
    final float[][] vectorsMask;
    final float[][] vectorsGradient;
    final float[][] tokensGradient;

    WordsBuffers(int capacity, boolean training, float[][] tokens, float[][] vectors,
        float[][] vectorsMask, float[][] vectorsGradient, float[][] tokensGradient) {
      this.tokens = tokens;
      this.vectors = vectors;
      this.vectorsMask = vectorsMask;
      this.vectorsGradient = vectorsGradient;
      this.tokensGradient = tokensGradient;
    }

    float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> vectors;
        case 1 -> vectors;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }
  }

  /**
   * {@code Block} as a layer of sequences that are masked: 288 parameters, 2112 multiply-adds a prediction.
   *
   * <pre>
   * layer  type                                   shape   parameters  offset  multiply-adds  code
   * steps  Input                                  (6, 8)           0       -              0
   * seen   MultiHeadAttention 2 heads of 4 and 4  (6, 8)         288       0          2,112  kernel
   * sum    Add                                    (6, 8)           0       -              0
   *
   * kernel: large enough for the vector instructions of the runtime's kernels
   * </pre>
   */
  private static final class MaskedBlockPart {
    private final int seenQueryKernel;
    private final int seenQueryBias;
    private final int seenKeyKernel;
    private final int seenKeyBias;
    private final int seenValueKernel;
    private final int seenValueBias;
    private final int seenAttentionOutputKernel;
    private final int seenAttentionOutputBias;

    private final Affine seenQueryAffine;
    private final Affine seenKeyAffine;
    private final Affine seenValueAffine;

    private final HeadProducts seenScoresHeadProducts;

    private final AttentionWeights seenAttentionWeights;

    private final HeadProducts seenSumsHeadProducts;

    private final Affine seenOutputAffine;

    MaskedBlockPart(int trainable) {
      seenQueryKernel = trainable;
      seenQueryBias = trainable + 64;
      seenKeyKernel = trainable + 72;
      seenKeyBias = trainable + 136;
      seenValueKernel = trainable + 144;
      seenValueBias = trainable + 208;
      seenAttentionOutputKernel = trainable + 216;
      seenAttentionOutputBias = trainable + 280;
      seenQueryAffine = Affine.of(seenQueryKernel, seenQueryBias, 8, 8, 6);
      seenKeyAffine = Affine.of(seenKeyKernel, seenKeyBias, 8, 8, 6);
      seenValueAffine = Affine.of(seenValueKernel, seenValueBias, 8, 8, 6);
      seenScoresHeadProducts = HeadProducts.of(2, 6, 6, 4, 0.5);
      seenAttentionWeights = AttentionWeights.of(2, 6, 6, false);
      seenSumsHeadProducts = HeadProducts.of(2, 6, 6, 4, 1.0);
      seenOutputAffine = Affine.of(seenAttentionOutputKernel, seenAttentionOutputBias, 8, 8, 6);
    }

    /**
     * Some of them, whose parameters lie one after another.
     */
    static MaskedBlockPart[] several(int count, int trainable) {
      MaskedBlockPart[] several = new MaskedBlockPart[count];
      for (int i = 0; i < count; i++) {
        several[i] = new MaskedBlockPart(trainable + i * 288);
      }
      return several;
    }

    /**
     * Tells of its layers, whose names begin with a path.
     */
    void describe(Blueprint.Builder network, String path, String... inputs) {
      network.layer(path.concat("/seen"), "MultiHeadAttention", Shape.of(6, 8), inputs[0])
          .parameter("query_kernel", Shape.of(8, 2, 4), seenQueryKernel,
              Initializers.glorotUniform())
          .parameter("query_bias", Shape.of(2, 4), seenQueryBias, Initializers.zeros())
          .parameter("key_kernel", Shape.of(8, 2, 4), seenKeyKernel, Initializers.glorotUniform())
          .parameter("key_bias", Shape.of(2, 4), seenKeyBias, Initializers.zeros())
          .parameter("value_kernel", Shape.of(8, 2, 4), seenValueKernel,
              Initializers.glorotUniform())
          .parameter("value_bias", Shape.of(2, 4), seenValueBias, Initializers.zeros())
          .parameter("attention_output_kernel", Shape.of(2, 4, 8), seenAttentionOutputKernel,
              Initializers.glorotUniform())
          .parameter("attention_output_bias", Shape.of(8), seenAttentionOutputBias,
              Initializers.zeros());
      network.layer(path.concat("/sum"), "Add", Shape.of(6, 8), inputs[0], path.concat("/seen"));
      network.layer(path, "Block", Shape.of(6, 8), path.concat("/sum"));
    }

    void forward(float[] parameters, float[] steps, float[] stepsMask, float[] sum_2,
        MaskedBlockBuffers b, Scratch scratch) {
      forwardSeen(parameters, steps, stepsMask, b.seenQuery[0], b.seenKey[0], b.seenValue[0],
          b.seenWeights[0], b.seenSums[0], b.seen[0], scratch);
      forwardSum(steps, b.seen[0], sum_2);
    }

    void forward(float[] parameters, MaskedBlockBuffers b, int samples, Scratch scratch) {
      forwardSeen(parameters, b.steps, b.stepsMask, b.seenQuery, b.seenKey, b.seenValue,
          b.seenWeights, b.seenSums, b.seen, samples, scratch);
      forwardSum(b.steps, b.seen, b.sum_2, samples);
    }

    void backward(float[] parameters, MaskedBlockBuffers b, int samples, Scratch scratch,
        float[] gradient) {
      backwardSeen(parameters, b.seenSums, b.sum_2Gradient, b.seenValue, b.seenWeights, b.stepsMask,
          b.seenKey, b.seenQuery, b.steps, b.seenSumsGradient, b.seenWeightsGradient,
          b.seenValueGradient, b.seenQueryGradient, b.seenKeyGradient, samples, scratch, gradient);
      if (b.stepsGradient_4 != null) {
        inputBackwardSeen(parameters, b.seenValueGradient, b.seenKeyGradient, b.seenQueryGradient,
            b.stepsGradient, b.stepsGradient_2, b.stepsGradient_3, samples, scratch);
        inputBackwardSteps(b.sum_2Gradient, b.stepsGradient, b.stepsGradient_2, b.stepsGradient_3,
            b.stepsGradient_4, samples);
      }
    }

    private void forwardSeen(float[] parameters, float[] steps, float[] stepsMask,
        float[] seenQuery, float[] seenKey, float[] seenValue, float[] seenWeights,
        float[] seenSums, float[] seen, Scratch scratch) {
      // seenQuery = steps · kernel + bias
      seenQueryAffine.forward(parameters, steps, seenQuery, scratch);
      // seenKey = steps · kernel + bias
      seenKeyAffine.forward(parameters, steps, seenKey, scratch);
      // seenValue = steps · kernel + bias
      seenValueAffine.forward(parameters, steps, seenValue, scratch);
      // seenScores = 0.5000 * seenQuery · seenKeyᵀ of each head
      seenScoresHeadProducts.similarities(seenQuery, seenKey, seenWeights, scratch);
      // seenWeights = softmax(seenScores) where stepsMask
      seenAttentionWeights.forward(seenWeights, stepsMask, stepsMask, seenWeights, scratch);
      // seenSums = seenWeights · seenValue of each head
      seenSumsHeadProducts.weightedSums(seenWeights, seenValue, seenSums, scratch);
      // seen = seenSums · kernel + bias
      seenOutputAffine.forward(parameters, seenSums, seen, scratch);
    }

    private void forwardSeen(float[] parameters, float[][] steps, float[][] stepsMask,
        float[][] seenQuery, float[][] seenKey, float[][] seenValue, float[][] seenWeights,
        float[][] seenSums, float[][] seen, int samples, Scratch scratch) {
      // seenQuery = steps · kernel + bias
      seenQueryAffine.forward(parameters, steps, seenQuery, samples, scratch);
      // seenKey = steps · kernel + bias
      seenKeyAffine.forward(parameters, steps, seenKey, samples, scratch);
      // seenValue = steps · kernel + bias
      seenValueAffine.forward(parameters, steps, seenValue, samples, scratch);
      // seenScores = 0.5000 * seenQuery · seenKeyᵀ of each head
      seenScoresHeadProducts.similarities(seenQuery, seenKey, seenWeights, samples, scratch);
      // seenWeights = softmax(seenScores) where stepsMask
      seenAttentionWeights.forward(seenWeights, stepsMask, stepsMask, seenWeights, samples,
          scratch);
      // seenSums = seenWeights · seenValue of each head
      seenSumsHeadProducts.weightedSums(seenWeights, seenValue, seenSums, samples, scratch);
      // seen = seenSums · kernel + bias
      seenOutputAffine.forward(parameters, seenSums, seen, samples, scratch);
    }

    private static void forwardSum(float[] steps, float[] seen, float[] sum_2) {
      // sum_2 = steps + seen
      for (int j = 0; j < 48; j++) {
        sum_2[j] = steps[j] + seen[j];
      }
    }

    private static void forwardSum(float[][] steps, float[][] seen, float[][] sum_2, int samples) {
      for (int s = 0; s < samples; s++) {
        forwardSum(steps[s], seen[s], sum_2[s]);
      }
    }

    private void backwardSeen(float[] parameters, float[][] seenSums, float[][] sum_2Gradient,
        float[][] seenValue, float[][] seenWeights, float[][] stepsMask, float[][] seenKey,
        float[][] seenQuery, float[][] steps, float[][] seenSumsGradient,
        float[][] seenWeightsGradient, float[][] seenValueGradient, float[][] seenQueryGradient,
        float[][] seenKeyGradient, int samples, Scratch scratch, float[] gradient) {
      // ∂loss/∂seenAttentionOutputKernel = Σ seenSumsᵀ · sum_2Gradient
      seenOutputAffine.kernelGradient(seenSums, sum_2Gradient, samples, gradient, scratch);
      // ∂loss/∂seenAttentionOutputBias = Σ sum_2Gradient
      Arrays.fill(gradient, seenAttentionOutputBias, seenAttentionOutputBias + 8, 0f);
      for (int s = 0; s < samples; s++) {
        float[] sum_2GradientRow = sum_2Gradient[s];
        for (int r = 0; r < 6; r++) {
          for (int j = 0; j < 8; j++) {
            gradient[seenAttentionOutputBias + j] += sum_2GradientRow[8 * r + j];
          }
        }
      }
      // seenSumsGradient = sum_2Gradient · kernelᵀ
      seenOutputAffine.inputGradient(parameters, sum_2Gradient, seenSumsGradient, samples, scratch);
      // seenWeightsGradient = seenSumsGradient · seenValueᵀ of each head
      seenSumsHeadProducts.similarities(seenSumsGradient, seenValue, seenWeightsGradient, samples,
          scratch);
      // seenValueGradient = seenWeightsᵀ · seenSumsGradient of each head
      seenSumsHeadProducts.transposedSums(seenWeights, seenSumsGradient, seenValueGradient, samples,
          scratch);
      // seenScoresGradient = seenWeights * (seenWeightsGradient - Σ seenWeightsGradient *
      //    seenWeights)
      seenAttentionWeights.gradient(seenWeights, seenWeightsGradient, stepsMask, stepsMask,
          seenWeightsGradient, samples, scratch);
      // seenQueryGradient = 0.5000 * seenScoresGradient · seenKey of each head
      seenScoresHeadProducts.weightedSums(seenWeightsGradient, seenKey, seenQueryGradient, samples,
          scratch);
      // seenKeyGradient = 0.5000 * seenScoresGradientᵀ · seenQuery of each head
      seenScoresHeadProducts.transposedSums(seenWeightsGradient, seenQuery, seenKeyGradient,
          samples, scratch);
      // ∂loss/∂seenValueKernel = Σ stepsᵀ · seenValueGradient
      seenValueAffine.kernelGradient(steps, seenValueGradient, samples, gradient, scratch);
      // ∂loss/∂seenValueBias = Σ seenValueGradient
      Arrays.fill(gradient, seenValueBias, seenValueBias + 8, 0f);
      for (int s = 0; s < samples; s++) {
        float[] seenValueGradientRow = seenValueGradient[s];
        for (int r = 0; r < 6; r++) {
          for (int j = 0; j < 8; j++) {
            gradient[seenValueBias + j] += seenValueGradientRow[8 * r + j];
          }
        }
      }
      // ∂loss/∂seenKeyKernel = Σ stepsᵀ · seenKeyGradient
      seenKeyAffine.kernelGradient(steps, seenKeyGradient, samples, gradient, scratch);
      // ∂loss/∂seenKeyBias = Σ seenKeyGradient
      Arrays.fill(gradient, seenKeyBias, seenKeyBias + 8, 0f);
      for (int s = 0; s < samples; s++) {
        float[] seenKeyGradientRow = seenKeyGradient[s];
        for (int r = 0; r < 6; r++) {
          for (int j = 0; j < 8; j++) {
            gradient[seenKeyBias + j] += seenKeyGradientRow[8 * r + j];
          }
        }
      }
      // ∂loss/∂seenQueryKernel = Σ stepsᵀ · seenQueryGradient
      seenQueryAffine.kernelGradient(steps, seenQueryGradient, samples, gradient, scratch);
      // ∂loss/∂seenQueryBias = Σ seenQueryGradient
      Arrays.fill(gradient, seenQueryBias, seenQueryBias + 8, 0f);
      for (int s = 0; s < samples; s++) {
        float[] seenQueryGradientRow = seenQueryGradient[s];
        for (int r = 0; r < 6; r++) {
          for (int j = 0; j < 8; j++) {
            gradient[seenQueryBias + j] += seenQueryGradientRow[8 * r + j];
          }
        }
      }
    }

    private void inputBackwardSeen(float[] parameters, float[][] seenValueGradient,
        float[][] seenKeyGradient, float[][] seenQueryGradient, float[][] stepsGradient,
        float[][] stepsGradient_2, float[][] stepsGradient_3, int samples, Scratch scratch) {
      // stepsGradient = seenValueGradient · kernelᵀ
      seenValueAffine.inputGradient(parameters, seenValueGradient, stepsGradient, samples, scratch);
      // stepsGradient_2 = seenKeyGradient · kernelᵀ
      seenKeyAffine.inputGradient(parameters, seenKeyGradient, stepsGradient_2, samples, scratch);
      // stepsGradient_3 = seenQueryGradient · kernelᵀ
      seenQueryAffine.inputGradient(parameters, seenQueryGradient, stepsGradient_3, samples,
          scratch);
    }

    private static void inputBackwardSteps(float[][] sum_2Gradient, float[][] stepsGradient,
        float[][] stepsGradient_2, float[][] stepsGradient_3, float[][] stepsGradient_4,
        int samples) {
      // stepsGradient_4 = sum_2Gradient + stepsGradient + stepsGradient_2 + stepsGradient_3
      for (int s = 0; s < samples; s++) {
        float[] sum_2GradientRow = sum_2Gradient[s];
        float[] stepsGradientRow = stepsGradient[s];
        float[] stepsGradient_2Row = stepsGradient_2[s];
        float[] stepsGradient_3Row = stepsGradient_3[s];
        float[] stepsGradient_4Row = stepsGradient_4[s];
        for (int j = 0; j < 48; j++) {
          stepsGradient_4Row[j] = sum_2GradientRow[j] + stepsGradientRow[j] + stepsGradient_2Row[j]
              + stepsGradient_3Row[j];
        }
      }
    }
  }

  /**
   * The values of {@code Block}, one row a sample.
   */
  private static final class MaskedBlockBuffers {
    final float[][] steps;
    final float[][] stepsMask;
    final float[][] sum_2;
    final float[][] sum_2Gradient;
    final float[][] stepsGradient_4;
    final float[][] seenQuery;
    final float[][] seenKey;
    final float[][] seenValue;
    final float[][] seenWeights;
    final float[][] seenSums;
    final float[][] seen;
    final float[][] seenSumsGradient;
    final float[][] seenWeightsGradient;
    final float[][] seenValueGradient;
    final float[][] seenQueryGradient;
    final float[][] seenKeyGradient;
    final float[][] stepsGradient;
    final float[][] stepsGradient_2;
    final float[][] stepsGradient_3;

    MaskedBlockBuffers(int capacity, boolean training, float[][] steps, float[][] stepsMask,
        float[][] sum_2, float[][] sum_2Gradient, float[][] stepsGradient_4) {
      this.steps = steps;
      this.stepsMask = stepsMask;
      this.sum_2 = sum_2;
      this.sum_2Gradient = sum_2Gradient;
      this.stepsGradient_4 = stepsGradient_4;
      seenQuery = new float[capacity][48];
      seenKey = new float[capacity][48];
      seenValue = new float[capacity][48];
      seenWeights = new float[capacity][72];
      seenSums = new float[capacity][48];
      seen = new float[capacity][48];
      seenSumsGradient = training ? new float[capacity][48] : null;
      seenWeightsGradient = training ? new float[capacity][72] : null;
      seenValueGradient = training ? new float[capacity][48] : null;
      seenQueryGradient = training ? new float[capacity][48] : null;
      seenKeyGradient = training ? new float[capacity][48] : null;
      stepsGradient = training ? new float[capacity][48] : null;
      stepsGradient_2 = training ? new float[capacity][48] : null;
      stepsGradient_3 = training ? new float[capacity][48] : null;
    }

    /**
     * Some of them, each of which takes what the one before hands on.
     */
    static MaskedBlockBuffers[] several(int count, int capacity, boolean training, float[][] input,
        float[][] mask, float[][] output, float[][] outputGradient, float[][] inputGradient) {
      MaskedBlockBuffers[] several = new MaskedBlockBuffers[count];
      float[][] from = input;
      float[][] fromGradient = inputGradient;
      for (int i = 0; i < count; i++) {
        boolean isLast = i == count - 1;
        float[][] to = isLast ? output : new float[capacity][48];
        float[][] toGradient = isLast || !training ? outputGradient : new float[capacity][48];
        several[i] = new MaskedBlockBuffers(capacity, training, from, mask, to, toGradient,
            fromGradient);
        from = to;
        fromGradient = toGradient;
      }
      return several;
    }

    float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> seen;
        case 1 -> sum_2;
        case 2 -> sum_2;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }
  }
}

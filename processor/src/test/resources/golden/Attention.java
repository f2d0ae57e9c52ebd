package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.AttentionWeights;
import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Embedding;
import dev.cortado.kernel.HeadProducts;
import dev.cortado.kernel.Noise;
import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.SinePositions;
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
 * {@link Net}, compiled by Cortado: 693 parameters, 2880 multiply-adds a prediction.
 *
 * <pre>
 * layer      type                                                shape   parameters  offset  multiply-adds  code
 * words      Input                                               (6)              0       -              0
 * vectors    Embedding of 20, 0 masked                           (6, 8)         160       0              0  kernel
 * placed     PositionEmbedding                                   (6, 8)          48     160              0
 * seen       MultiHeadAttention 2 heads of 4 and 4, dropout 0.1  (6, 8)         288     208          2,112  kernel
 * sum        Add                                                 (6, 8)           0       -              0
 * questions  Input                                               (3, 8)           0       -              0
 * asked      SinePositionEncoding up to 10000.0                  (3, 8)           0       -              0
 * answers    MultiHeadAttention 1 heads of 3 and 5, causal       (3, 8)         147     496            720  kernel
 * flat       Flatten                                             (24)             0       -              0
 * out        Dense linear                                        (2)             50     643             48  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * kernel: large enough for the vector instructions of the runtime's kernels
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int VECTORS_EMBEDDINGS = 0;
  private static final int PLACED_POSITION_EMBEDDINGS = 160;
  private static final int SEEN_QUERY_KERNEL = 208;
  private static final int SEEN_QUERY_BIAS = 272;
  private static final int SEEN_KEY_KERNEL = 280;
  private static final int SEEN_KEY_BIAS = 344;
  private static final int SEEN_VALUE_KERNEL = 352;
  private static final int SEEN_VALUE_BIAS = 416;
  private static final int SEEN_ATTENTION_OUTPUT_KERNEL = 424;
  private static final int SEEN_ATTENTION_OUTPUT_BIAS = 488;
  private static final int ANSWERS_QUERY_KERNEL = 496;
  private static final int ANSWERS_QUERY_BIAS = 520;
  private static final int ANSWERS_KEY_KERNEL = 523;
  private static final int ANSWERS_KEY_BIAS = 547;
  private static final int ANSWERS_VALUE_KERNEL = 550;
  private static final int ANSWERS_VALUE_BIAS = 590;
  private static final int ANSWERS_ATTENTION_OUTPUT_KERNEL = 595;
  private static final int ANSWERS_ATTENTION_OUTPUT_BIAS = 635;
  private static final int OUT_KERNEL = 643;
  private static final int OUT_BIAS = 691;

  private static final Embedding VECTORS_EMBEDDING = Embedding.of(VECTORS_EMBEDDINGS, 20, 8,
      "vectors");

  private static final Affine SEEN_QUERY_AFFINE = Affine.of(SEEN_QUERY_KERNEL, SEEN_QUERY_BIAS, 8,
      8, 6);

  private static final Affine SEEN_KEY_AFFINE = Affine.of(SEEN_KEY_KERNEL, SEEN_KEY_BIAS, 8, 8, 6);
  private static final Affine SEEN_VALUE_AFFINE = Affine.of(SEEN_VALUE_KERNEL, SEEN_VALUE_BIAS, 8,
      8, 6);

  private static final HeadProducts SEEN_SCORES_HEAD_PRODUCTS = HeadProducts.of(2, 6, 6, 4, 0.5);

  private static final AttentionWeights SEEN_ATTENTION_WEIGHTS = AttentionWeights.of(2, 6, 6,
      false);

  private static final HeadProducts SEEN_SUMS_HEAD_PRODUCTS = HeadProducts.of(2, 6, 6, 4, 1.0);

  private static final Affine SEEN_OUTPUT_AFFINE = Affine.of(SEEN_ATTENTION_OUTPUT_KERNEL,
      SEEN_ATTENTION_OUTPUT_BIAS, 8, 8, 6);

  private static final SinePositions ASKED_SINE_POSITIONS = SinePositions.of(3, 8, 10000.0);

  private static final Affine ANSWERS_QUERY_AFFINE = Affine.of(ANSWERS_QUERY_KERNEL,
      ANSWERS_QUERY_BIAS, 8, 3, 3);

  private static final Affine ANSWERS_KEY_AFFINE = Affine.of(ANSWERS_KEY_KERNEL, ANSWERS_KEY_BIAS,
      8, 3, 6);

  private static final Affine ANSWERS_VALUE_AFFINE = Affine.of(ANSWERS_VALUE_KERNEL,
      ANSWERS_VALUE_BIAS, 8, 5, 6);

  private static final HeadProducts ANSWERS_SCORES_HEAD_PRODUCTS = HeadProducts.of(1, 3, 6, 3,
      0.5773502691896258);

  private static final AttentionWeights ANSWERS_ATTENTION_WEIGHTS = AttentionWeights.of(1, 3, 6,
      true);

  private static final HeadProducts ANSWERS_SUMS_HEAD_PRODUCTS = HeadProducts.of(1, 3, 6, 5, 1.0);

  private static final Affine ANSWERS_OUTPUT_AFFINE = Affine.of(ANSWERS_ATTENTION_OUTPUT_KERNEL,
      ANSWERS_ATTENTION_OUTPUT_BIAS, 5, 8, 3);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "d7b4d97e07962046f6a4214037faaa10"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("words", "Input", Shape.of(6));
    network.layer("vectors", "Embedding", Shape.of(6, 8), "words")
        .parameter("embeddings", Shape.of(20, 8), VECTORS_EMBEDDINGS,
            Initializers.uniform(-0.05, 0.05));
    network.layer("placed", "PositionEmbedding", Shape.of(6, 8), "vectors")
        .parameter("position_embeddings", Shape.of(6, 8), PLACED_POSITION_EMBEDDINGS,
            Initializers.glorotUniform());
    network.layer("seen", "MultiHeadAttention", Shape.of(6, 8), "placed")
        .parameter("query_kernel", Shape.of(8, 2, 4), SEEN_QUERY_KERNEL,
            Initializers.glorotUniform())
        .parameter("query_bias", Shape.of(2, 4), SEEN_QUERY_BIAS, Initializers.zeros())
        .parameter("key_kernel", Shape.of(8, 2, 4), SEEN_KEY_KERNEL, Initializers.glorotUniform())
        .parameter("key_bias", Shape.of(2, 4), SEEN_KEY_BIAS, Initializers.zeros())
        .parameter("value_kernel", Shape.of(8, 2, 4), SEEN_VALUE_KERNEL,
            Initializers.glorotUniform())
        .parameter("value_bias", Shape.of(2, 4), SEEN_VALUE_BIAS, Initializers.zeros())
        .parameter("attention_output_kernel", Shape.of(2, 4, 8), SEEN_ATTENTION_OUTPUT_KERNEL,
            Initializers.glorotUniform())
        .parameter("attention_output_bias", Shape.of(8), SEEN_ATTENTION_OUTPUT_BIAS,
            Initializers.zeros());
    network.layer("sum", "Add", Shape.of(6, 8), "placed", "seen");
    network.layer("questions", "Input", Shape.of(3, 8));
    network.layer("asked", "SinePositionEncoding", Shape.of(3, 8), "questions");
    network.layer("answers", "MultiHeadAttention", Shape.of(3, 8), "asked", "sum", "seen")
        .parameter("query_kernel", Shape.of(8, 1, 3), ANSWERS_QUERY_KERNEL,
            Initializers.glorotUniform())
        .parameter("query_bias", Shape.of(1, 3), ANSWERS_QUERY_BIAS, Initializers.zeros())
        .parameter("key_kernel", Shape.of(8, 1, 3), ANSWERS_KEY_KERNEL,
            Initializers.glorotUniform())
        .parameter("key_bias", Shape.of(1, 3), ANSWERS_KEY_BIAS, Initializers.zeros())
        .parameter("value_kernel", Shape.of(8, 1, 5), ANSWERS_VALUE_KERNEL,
            Initializers.glorotUniform())
        .parameter("value_bias", Shape.of(1, 5), ANSWERS_VALUE_BIAS, Initializers.zeros())
        .parameter("attention_output_kernel", Shape.of(1, 5, 8), ANSWERS_ATTENTION_OUTPUT_KERNEL,
            Initializers.glorotUniform())
        .parameter("attention_output_bias", Shape.of(8), ANSWERS_ATTENTION_OUTPUT_BIAS,
            Initializers.zeros());
    network.layer("flat", "Flatten", Shape.of(24), "answers");
    network.layer("out", "Dense", Shape.of(2), "flat")
        .parameter("kernel", Shape.of(24, 2), OUT_KERNEL, Initializers.glorotUniform())
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
    return layers().get(1);
  }

  @Override
  public Layer placed() {
    return layers().get(2);
  }

  @Override
  public Layer seen() {
    return layers().get(3);
  }

  @Override
  public Layer sum() {
    return layers().get(4);
  }

  @Override
  public Layer questions() {
    return layers().get(5);
  }

  @Override
  public Layer asked() {
    return layers().get(6);
  }

  @Override
  public Layer answers() {
    return layers().get(7);
  }

  @Override
  public Layer flat() {
    return layers().get(8);
  }

  @Override
  public Layer out() {
    return layers().get(9);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardVectors(b.input(0), b.vectors, b.vectorsMask, samples);
    forwardPlaced(b.vectors, b.placed, samples);
    forwardSeen(b.placed, b.vectorsMask, b.seenQuery, b.seenKey, b.seenValue, b.seenWeights,
        b.seenDropped, b.seenSums, b.seen, samples, b.scratch());
    forwardSum(b.placed, b.seen, b.sum_2, samples);
    forwardAsked(b.input(1), b.asked, samples);
    forwardAnswers(b.asked, b.seen, b.sum_2, b.vectorsMask, b.answersQuery, b.answersKey,
        b.answersValue, b.answersWeights, b.answersSums, b.answers, samples, b.scratch());
    forwardOut(b.answers, b.out, samples);
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardVectors(b.input(0), b.vectors, b.vectorsMask, samples);
    forwardPlaced(b.vectors, b.placed, samples);
    trainSeen(b.placed, b.vectorsMask, b.seenQuery, b.seenKey, b.seenValue, b.seenWeights,
        b.seenDropped, b.seenSums, b.seen, samples, b.scratch(), b.noise());
    forwardSum(b.placed, b.seen, b.sum_2, samples);
    forwardAsked(b.input(1), b.asked, samples);
    forwardAnswers(b.asked, b.seen, b.sum_2, b.vectorsMask, b.answersQuery, b.answersKey,
        b.answersValue, b.answersWeights, b.answersSums, b.answers, samples, b.scratch());
    forwardOut(b.answers, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.answers, b.outGradient, b.flatGradient, samples, gradient);
    backwardAnswers(b.answersSums, b.flatGradient, b.answersValue, b.answersWeights, b.vectorsMask,
        b.answersKey, b.answersQuery, b.sum_2, b.seen, b.asked, b.answersSumsGradient,
        b.answersWeightsGradient, b.answersValueGradient, b.answersQueryGradient,
        b.answersKeyGradient, b.sum_2Gradient, b.seenGradient, samples, b.scratch(), gradient);
    backwardSeen(b.sum_2Gradient, b.seenSums, b.seenValue, b.seenDropped, b.seenWeights,
        b.vectorsMask, b.seenKey, b.seenQuery, b.placed, b.seenGradient, b.seenSumsGradient,
        b.seenDroppedGradient, b.seenValueGradient, b.seenWeightsGradient, b.seenQueryGradient,
        b.seenKeyGradient, b.placedGradient, b.placedGradient_2, b.placedGradient_3, samples,
        b.scratch(), b.noise(), gradient);
    backwardPlaced(b.sum_2Gradient, b.placedGradient, b.placedGradient_2, b.placedGradient_3,
        b.placedGradient_4, samples, gradient);
    backwardVectors(b.input(0), b.placedGradient_4, samples, gradient);
  }

  private void forwardVectors(float[][] words, float[][] vectors, float[][] vectorsMask,
      int samples) {
    // vectors = rows words of embeddings
    VECTORS_EMBEDDING.forward(parameters, words, vectors, samples);
    // vectorsMask = 1 where words > 0
    for (int s = 0; s < samples; s++) {
      float[] wordsRow = words[s];
      float[] vectorsMaskRow = vectorsMask[s];
      for (int j = 0; j < 6; j++) {
        vectorsMaskRow[j] = wordsRow[j] > 0f ? 1f : 0f;
      }
    }
  }

  private void forwardPlaced(float[] vectors, float[] placed) {
    // placed = vectors + position_embeddings
    for (int j = 0; j < 48; j++) {
      placed[j] = vectors[j] + parameters[PLACED_POSITION_EMBEDDINGS + j];
    }
  }

  private void forwardPlaced(float[][] vectors, float[][] placed, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardPlaced(vectors[s], placed[s]);
    }
  }

  private void forwardSeen(float[][] placed, float[][] vectorsMask, float[][] seenQuery,
      float[][] seenKey, float[][] seenValue, float[][] seenWeights, float[][] seenDropped,
      float[][] seenSums, float[][] seen, int samples, Scratch scratch) {
    // seenQuery = placed · kernel + bias
    SEEN_QUERY_AFFINE.forward(parameters, placed, seenQuery, samples, scratch);
    // seenKey = placed · kernel + bias
    SEEN_KEY_AFFINE.forward(parameters, placed, seenKey, samples, scratch);
    // seenValue = placed · kernel + bias
    SEEN_VALUE_AFFINE.forward(parameters, placed, seenValue, samples, scratch);
    // seenScores = 0.5000 * seenQuery · seenKeyᵀ of each head
    SEEN_SCORES_HEAD_PRODUCTS.similarities(seenQuery, seenKey, seenWeights, samples, scratch);
    // seenWeights = softmax(seenScores) where vectorsMask
    SEEN_ATTENTION_WEIGHTS.forward(seenWeights, vectorsMask, vectorsMask, seenWeights, samples,
        scratch);
    // seenDropped = seenWeights * mask / 0.9 while training
    for (int s = 0; s < samples; s++) {
      float[] seenWeightsRow = seenWeights[s];
      float[] seenDroppedRow = seenDropped[s];
      System.arraycopy(seenWeightsRow, 0, seenDroppedRow, 0, 72);
    }
    // seenSums = seenDropped · seenValue of each head
    SEEN_SUMS_HEAD_PRODUCTS.weightedSums(seenDropped, seenValue, seenSums, samples, scratch);
    // seen = seenSums · kernel + bias
    SEEN_OUTPUT_AFFINE.forward(parameters, seenSums, seen, samples, scratch);
  }

  private static void forwardSum(float[] placed, float[] seen, float[] sum_2) {
    // sum_2 = placed + seen
    for (int j = 0; j < 48; j++) {
      sum_2[j] = placed[j] + seen[j];
    }
  }

  private static void forwardSum(float[][] placed, float[][] seen, float[][] sum_2, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardSum(placed[s], seen[s], sum_2[s]);
    }
  }

  private static void forwardAsked(float[] questions, float[] asked) {
    // asked = questions + sines of positions
    ASKED_SINE_POSITIONS.add(questions, asked);
  }

  private static void forwardAsked(float[][] questions, float[][] asked, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardAsked(questions[s], asked[s]);
    }
  }

  private void forwardAnswers(float[][] asked, float[][] seen, float[][] sum_2,
      float[][] vectorsMask, float[][] answersQuery, float[][] answersKey, float[][] answersValue,
      float[][] answersWeights, float[][] answersSums, float[][] answers, int samples,
      Scratch scratch) {
    // answersQuery = asked · kernel + bias
    ANSWERS_QUERY_AFFINE.forward(parameters, asked, answersQuery, samples, scratch);
    // answersKey = seen · kernel + bias
    ANSWERS_KEY_AFFINE.forward(parameters, seen, answersKey, samples, scratch);
    // answersValue = sum_2 · kernel + bias
    ANSWERS_VALUE_AFFINE.forward(parameters, sum_2, answersValue, samples, scratch);
    // answersScores = 0.5774 * answersQuery · answersKeyᵀ of each head
    ANSWERS_SCORES_HEAD_PRODUCTS.similarities(answersQuery, answersKey, answersWeights, samples,
        scratch);
    // answersWeights = softmax(answersScores) where vectorsMask and key <= query
    ANSWERS_ATTENTION_WEIGHTS.forward(answersWeights, null, vectorsMask, answersWeights, samples,
        scratch);
    // answersSums = answersWeights · answersValue of each head
    ANSWERS_SUMS_HEAD_PRODUCTS.weightedSums(answersWeights, answersValue, answersSums, samples,
        scratch);
    // answers = answersSums · kernel + bias
    ANSWERS_OUTPUT_AFFINE.forward(parameters, answersSums, answers, samples, scratch);
  }

  private void forwardOut(float[] answers, float[] out) {
    // out = flat · kernel + bias
    float sum0 = fma(answers[3], parameters[OUT_KERNEL + 6],
        fma(answers[2], parameters[OUT_KERNEL + 4], fma(answers[1], parameters[OUT_KERNEL + 2],
        fma(answers[0], parameters[OUT_KERNEL], parameters[OUT_BIAS]))));
    sum0 = fma(answers[7], parameters[OUT_KERNEL + 14], fma(answers[6], parameters[OUT_KERNEL + 12],
        fma(answers[5], parameters[OUT_KERNEL + 10], fma(answers[4], parameters[OUT_KERNEL + 8],
        sum0))));
    sum0 = fma(answers[11], parameters[OUT_KERNEL + 22],
        fma(answers[10], parameters[OUT_KERNEL + 20], fma(answers[9], parameters[OUT_KERNEL + 18],
        fma(answers[8], parameters[OUT_KERNEL + 16], sum0))));
    sum0 = fma(answers[15], parameters[OUT_KERNEL + 30],
        fma(answers[14], parameters[OUT_KERNEL + 28], fma(answers[13], parameters[OUT_KERNEL + 26],
        fma(answers[12], parameters[OUT_KERNEL + 24], sum0))));
    sum0 = fma(answers[19], parameters[OUT_KERNEL + 38],
        fma(answers[18], parameters[OUT_KERNEL + 36], fma(answers[17], parameters[OUT_KERNEL + 34],
        fma(answers[16], parameters[OUT_KERNEL + 32], sum0))));
    sum0 = fma(answers[23], parameters[OUT_KERNEL + 46],
        fma(answers[22], parameters[OUT_KERNEL + 44], fma(answers[21], parameters[OUT_KERNEL + 42],
        fma(answers[20], parameters[OUT_KERNEL + 40], sum0))));
    float sum1 = fma(answers[3], parameters[OUT_KERNEL + 7],
        fma(answers[2], parameters[OUT_KERNEL + 5], fma(answers[1], parameters[OUT_KERNEL + 3],
        fma(answers[0], parameters[OUT_KERNEL + 1], parameters[OUT_BIAS + 1]))));
    sum1 = fma(answers[7], parameters[OUT_KERNEL + 15], fma(answers[6], parameters[OUT_KERNEL + 13],
        fma(answers[5], parameters[OUT_KERNEL + 11], fma(answers[4], parameters[OUT_KERNEL + 9],
        sum1))));
    sum1 = fma(answers[11], parameters[OUT_KERNEL + 23],
        fma(answers[10], parameters[OUT_KERNEL + 21], fma(answers[9], parameters[OUT_KERNEL + 19],
        fma(answers[8], parameters[OUT_KERNEL + 17], sum1))));
    sum1 = fma(answers[15], parameters[OUT_KERNEL + 31],
        fma(answers[14], parameters[OUT_KERNEL + 29], fma(answers[13], parameters[OUT_KERNEL + 27],
        fma(answers[12], parameters[OUT_KERNEL + 25], sum1))));
    sum1 = fma(answers[19], parameters[OUT_KERNEL + 39],
        fma(answers[18], parameters[OUT_KERNEL + 37], fma(answers[17], parameters[OUT_KERNEL + 35],
        fma(answers[16], parameters[OUT_KERNEL + 33], sum1))));
    sum1 = fma(answers[23], parameters[OUT_KERNEL + 47],
        fma(answers[22], parameters[OUT_KERNEL + 45], fma(answers[21], parameters[OUT_KERNEL + 43],
        fma(answers[20], parameters[OUT_KERNEL + 41], sum1))));
    out[0] = sum0;
    out[1] = sum1;
  }

  private void forwardOut(float[][] answers, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(answers[s], out[s]);
    }
  }

  private void trainSeen(float[][] placed, float[][] vectorsMask, float[][] seenQuery,
      float[][] seenKey, float[][] seenValue, float[][] seenWeights, float[][] seenDropped,
      float[][] seenSums, float[][] seen, int samples, Scratch scratch, long noise) {
    // seenQuery = placed · kernel + bias
    SEEN_QUERY_AFFINE.forward(parameters, placed, seenQuery, samples, scratch);
    // seenKey = placed · kernel + bias
    SEEN_KEY_AFFINE.forward(parameters, placed, seenKey, samples, scratch);
    // seenValue = placed · kernel + bias
    SEEN_VALUE_AFFINE.forward(parameters, placed, seenValue, samples, scratch);
    // seenScores = 0.5000 * seenQuery · seenKeyᵀ of each head
    SEEN_SCORES_HEAD_PRODUCTS.similarities(seenQuery, seenKey, seenWeights, samples, scratch);
    // seenWeights = softmax(seenScores) where vectorsMask
    SEEN_ATTENTION_WEIGHTS.forward(seenWeights, vectorsMask, vectorsMask, seenWeights, samples,
        scratch);
    // seenDropped = seenWeights * mask / 0.9 while training
    for (int s = 0; s < samples; s++) {
      Dropout.apply(seenWeights[s], seenDropped[s], 0.1f, Noise.key(noise, 3, s));
    }
    // seenSums = seenDropped · seenValue of each head
    SEEN_SUMS_HEAD_PRODUCTS.weightedSums(seenDropped, seenValue, seenSums, samples, scratch);
    // seen = seenSums · kernel + bias
    SEEN_OUTPUT_AFFINE.forward(parameters, seenSums, seen, samples, scratch);
  }

  private void backwardOut(float[][] answers, float[][] outGradient, float[][] flatGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ flatᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 48, 0f);
    for (int s = 0; s < samples; s++) {
      float[] answersRow = answers[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(answersRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(answersRow[0], outGradientRow[1], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(answersRow[1], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(answersRow[1], outGradientRow[1], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(answersRow[2], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(answersRow[2], outGradientRow[1], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(answersRow[3], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(answersRow[3], outGradientRow[1], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(answersRow[4], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(answersRow[4], outGradientRow[1], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(answersRow[5], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(answersRow[5], outGradientRow[1], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(answersRow[6], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(answersRow[6], outGradientRow[1], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(answersRow[7], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(answersRow[7], outGradientRow[1], gradient[OUT_KERNEL + 15]);
      gradient[OUT_KERNEL + 16] = fma(answersRow[8], outGradientRow[0], gradient[OUT_KERNEL + 16]);
      gradient[OUT_KERNEL + 17] = fma(answersRow[8], outGradientRow[1], gradient[OUT_KERNEL + 17]);
      gradient[OUT_KERNEL + 18] = fma(answersRow[9], outGradientRow[0], gradient[OUT_KERNEL + 18]);
      gradient[OUT_KERNEL + 19] = fma(answersRow[9], outGradientRow[1], gradient[OUT_KERNEL + 19]);
      gradient[OUT_KERNEL + 20] = fma(answersRow[10], outGradientRow[0], gradient[OUT_KERNEL + 20]);
      gradient[OUT_KERNEL + 21] = fma(answersRow[10], outGradientRow[1], gradient[OUT_KERNEL + 21]);
      gradient[OUT_KERNEL + 22] = fma(answersRow[11], outGradientRow[0], gradient[OUT_KERNEL + 22]);
      gradient[OUT_KERNEL + 23] = fma(answersRow[11], outGradientRow[1], gradient[OUT_KERNEL + 23]);
      gradient[OUT_KERNEL + 24] = fma(answersRow[12], outGradientRow[0], gradient[OUT_KERNEL + 24]);
      gradient[OUT_KERNEL + 25] = fma(answersRow[12], outGradientRow[1], gradient[OUT_KERNEL + 25]);
      gradient[OUT_KERNEL + 26] = fma(answersRow[13], outGradientRow[0], gradient[OUT_KERNEL + 26]);
      gradient[OUT_KERNEL + 27] = fma(answersRow[13], outGradientRow[1], gradient[OUT_KERNEL + 27]);
      gradient[OUT_KERNEL + 28] = fma(answersRow[14], outGradientRow[0], gradient[OUT_KERNEL + 28]);
      gradient[OUT_KERNEL + 29] = fma(answersRow[14], outGradientRow[1], gradient[OUT_KERNEL + 29]);
      gradient[OUT_KERNEL + 30] = fma(answersRow[15], outGradientRow[0], gradient[OUT_KERNEL + 30]);
      gradient[OUT_KERNEL + 31] = fma(answersRow[15], outGradientRow[1], gradient[OUT_KERNEL + 31]);
      gradient[OUT_KERNEL + 32] = fma(answersRow[16], outGradientRow[0], gradient[OUT_KERNEL + 32]);
      gradient[OUT_KERNEL + 33] = fma(answersRow[16], outGradientRow[1], gradient[OUT_KERNEL + 33]);
      gradient[OUT_KERNEL + 34] = fma(answersRow[17], outGradientRow[0], gradient[OUT_KERNEL + 34]);
      gradient[OUT_KERNEL + 35] = fma(answersRow[17], outGradientRow[1], gradient[OUT_KERNEL + 35]);
      gradient[OUT_KERNEL + 36] = fma(answersRow[18], outGradientRow[0], gradient[OUT_KERNEL + 36]);
      gradient[OUT_KERNEL + 37] = fma(answersRow[18], outGradientRow[1], gradient[OUT_KERNEL + 37]);
      gradient[OUT_KERNEL + 38] = fma(answersRow[19], outGradientRow[0], gradient[OUT_KERNEL + 38]);
      gradient[OUT_KERNEL + 39] = fma(answersRow[19], outGradientRow[1], gradient[OUT_KERNEL + 39]);
      gradient[OUT_KERNEL + 40] = fma(answersRow[20], outGradientRow[0], gradient[OUT_KERNEL + 40]);
      gradient[OUT_KERNEL + 41] = fma(answersRow[20], outGradientRow[1], gradient[OUT_KERNEL + 41]);
      gradient[OUT_KERNEL + 42] = fma(answersRow[21], outGradientRow[0], gradient[OUT_KERNEL + 42]);
      gradient[OUT_KERNEL + 43] = fma(answersRow[21], outGradientRow[1], gradient[OUT_KERNEL + 43]);
      gradient[OUT_KERNEL + 44] = fma(answersRow[22], outGradientRow[0], gradient[OUT_KERNEL + 44]);
      gradient[OUT_KERNEL + 45] = fma(answersRow[22], outGradientRow[1], gradient[OUT_KERNEL + 45]);
      gradient[OUT_KERNEL + 46] = fma(answersRow[23], outGradientRow[0], gradient[OUT_KERNEL + 46]);
      gradient[OUT_KERNEL + 47] = fma(answersRow[23], outGradientRow[1], gradient[OUT_KERNEL + 47]);
    }
    // ∂loss/∂outBias = Σ outGradient
    Arrays.fill(gradient, OUT_BIAS, OUT_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[OUT_BIAS + j] += outGradientRow[j];
      }
    }
    // flatGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] flatGradientRow = flatGradient[s];
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
      float sum8 = fma(outGradientRow[1], parameters[OUT_KERNEL + 17],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 16], 0f));
      float sum9 = fma(outGradientRow[1], parameters[OUT_KERNEL + 19],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 18], 0f));
      float sum10 = fma(outGradientRow[1], parameters[OUT_KERNEL + 21],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 20], 0f));
      float sum11 = fma(outGradientRow[1], parameters[OUT_KERNEL + 23],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 22], 0f));
      float sum12 = fma(outGradientRow[1], parameters[OUT_KERNEL + 25],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 24], 0f));
      float sum13 = fma(outGradientRow[1], parameters[OUT_KERNEL + 27],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 26], 0f));
      float sum14 = fma(outGradientRow[1], parameters[OUT_KERNEL + 29],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 28], 0f));
      float sum15 = fma(outGradientRow[1], parameters[OUT_KERNEL + 31],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 30], 0f));
      float sum16 = fma(outGradientRow[1], parameters[OUT_KERNEL + 33],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 32], 0f));
      float sum17 = fma(outGradientRow[1], parameters[OUT_KERNEL + 35],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 34], 0f));
      float sum18 = fma(outGradientRow[1], parameters[OUT_KERNEL + 37],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 36], 0f));
      float sum19 = fma(outGradientRow[1], parameters[OUT_KERNEL + 39],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 38], 0f));
      float sum20 = fma(outGradientRow[1], parameters[OUT_KERNEL + 41],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 40], 0f));
      float sum21 = fma(outGradientRow[1], parameters[OUT_KERNEL + 43],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 42], 0f));
      float sum22 = fma(outGradientRow[1], parameters[OUT_KERNEL + 45],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 44], 0f));
      float sum23 = fma(outGradientRow[1], parameters[OUT_KERNEL + 47],
          fma(outGradientRow[0], parameters[OUT_KERNEL + 46], 0f));
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

  private void backwardAnswers(float[][] answersSums, float[][] flatGradient,
      float[][] answersValue, float[][] answersWeights, float[][] vectorsMask, float[][] answersKey,
      float[][] answersQuery, float[][] sum_2, float[][] seen, float[][] asked,
      float[][] answersSumsGradient, float[][] answersWeightsGradient,
      float[][] answersValueGradient, float[][] answersQueryGradient, float[][] answersKeyGradient,
      float[][] sum_2Gradient, float[][] seenGradient, int samples, Scratch scratch,
      float[] gradient) {
    // ∂loss/∂answersAttentionOutputKernel = Σ answersSumsᵀ · answersGradient
    ANSWERS_OUTPUT_AFFINE.kernelGradient(answersSums, flatGradient, samples, gradient, scratch);
    // ∂loss/∂answersAttentionOutputBias = Σ answersGradient
    Arrays.fill(gradient, ANSWERS_ATTENTION_OUTPUT_BIAS, ANSWERS_ATTENTION_OUTPUT_BIAS + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] flatGradientRow = flatGradient[s];
      for (int r = 0; r < 3; r++) {
        for (int j = 0; j < 8; j++) {
          gradient[ANSWERS_ATTENTION_OUTPUT_BIAS + j] += flatGradientRow[8 * r + j];
        }
      }
    }
    // answersSumsGradient = answersGradient · kernelᵀ
    ANSWERS_OUTPUT_AFFINE.inputGradient(parameters, flatGradient, answersSumsGradient, samples,
        scratch);
    // answersWeightsGradient = answersSumsGradient · answersValueᵀ of each head
    ANSWERS_SUMS_HEAD_PRODUCTS.similarities(answersSumsGradient, answersValue,
        answersWeightsGradient, samples, scratch);
    // answersValueGradient = answersWeightsᵀ · answersSumsGradient of each head
    ANSWERS_SUMS_HEAD_PRODUCTS.transposedSums(answersWeights, answersSumsGradient,
        answersValueGradient, samples, scratch);
    // answersScoresGradient = answersWeights * (answersWeightsGradient - Σ
    //    answersWeightsGradient * answersWeights)
    ANSWERS_ATTENTION_WEIGHTS.gradient(answersWeights, answersWeightsGradient, null, vectorsMask,
        answersWeightsGradient, samples, scratch);
    // answersQueryGradient = 0.5774 * answersScoresGradient · answersKey of each head
    ANSWERS_SCORES_HEAD_PRODUCTS.weightedSums(answersWeightsGradient, answersKey,
        answersQueryGradient, samples, scratch);
    // answersKeyGradient = 0.5774 * answersScoresGradientᵀ · answersQuery of each head
    ANSWERS_SCORES_HEAD_PRODUCTS.transposedSums(answersWeightsGradient, answersQuery,
        answersKeyGradient, samples, scratch);
    // ∂loss/∂answersValueKernel = Σ sum_2ᵀ · answersValueGradient
    ANSWERS_VALUE_AFFINE.kernelGradient(sum_2, answersValueGradient, samples, gradient, scratch);
    // ∂loss/∂answersValueBias = Σ answersValueGradient
    Arrays.fill(gradient, ANSWERS_VALUE_BIAS, ANSWERS_VALUE_BIAS + 5, 0f);
    for (int s = 0; s < samples; s++) {
      float[] answersValueGradientRow = answersValueGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 5; j++) {
          gradient[ANSWERS_VALUE_BIAS + j] += answersValueGradientRow[5 * r + j];
        }
      }
    }
    // sum_2Gradient = answersValueGradient · kernelᵀ
    ANSWERS_VALUE_AFFINE.inputGradient(parameters, answersValueGradient, sum_2Gradient, samples,
        scratch);
    // ∂loss/∂answersKeyKernel = Σ seenᵀ · answersKeyGradient
    ANSWERS_KEY_AFFINE.kernelGradient(seen, answersKeyGradient, samples, gradient, scratch);
    // ∂loss/∂answersKeyBias = Σ answersKeyGradient
    Arrays.fill(gradient, ANSWERS_KEY_BIAS, ANSWERS_KEY_BIAS + 3, 0f);
    for (int s = 0; s < samples; s++) {
      float[] answersKeyGradientRow = answersKeyGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 3; j++) {
          gradient[ANSWERS_KEY_BIAS + j] += answersKeyGradientRow[3 * r + j];
        }
      }
    }
    // seenGradient = answersKeyGradient · kernelᵀ
    ANSWERS_KEY_AFFINE.inputGradient(parameters, answersKeyGradient, seenGradient, samples,
        scratch);
    // ∂loss/∂answersQueryKernel = Σ askedᵀ · answersQueryGradient
    ANSWERS_QUERY_AFFINE.kernelGradient(asked, answersQueryGradient, samples, gradient, scratch);
    // ∂loss/∂answersQueryBias = Σ answersQueryGradient
    Arrays.fill(gradient, ANSWERS_QUERY_BIAS, ANSWERS_QUERY_BIAS + 3, 0f);
    for (int s = 0; s < samples; s++) {
      float[] answersQueryGradientRow = answersQueryGradient[s];
      for (int r = 0; r < 3; r++) {
        for (int j = 0; j < 3; j++) {
          gradient[ANSWERS_QUERY_BIAS + j] += answersQueryGradientRow[3 * r + j];
        }
      }
    }
  }

  private void backwardSeen(float[][] sum_2Gradient, float[][] seenSums, float[][] seenValue,
      float[][] seenDropped, float[][] seenWeights, float[][] vectorsMask, float[][] seenKey,
      float[][] seenQuery, float[][] placed, float[][] seenGradient, float[][] seenSumsGradient,
      float[][] seenDroppedGradient, float[][] seenValueGradient, float[][] seenWeightsGradient,
      float[][] seenQueryGradient, float[][] seenKeyGradient, float[][] placedGradient,
      float[][] placedGradient_2, float[][] placedGradient_3, int samples, Scratch scratch,
      long noise, float[] gradient) {
    // seenGradient_2 = seenGradient + sum_2Gradient
    for (int s = 0; s < samples; s++) {
      float[] sum_2GradientRow = sum_2Gradient[s];
      float[] seenGradientRow = seenGradient[s];
      for (int j = 0; j < 48; j++) {
        seenGradientRow[j] += sum_2GradientRow[j];
      }
    }
    // ∂loss/∂seenAttentionOutputKernel = Σ seenSumsᵀ · seenGradient_2
    SEEN_OUTPUT_AFFINE.kernelGradient(seenSums, seenGradient, samples, gradient, scratch);
    // ∂loss/∂seenAttentionOutputBias = Σ seenGradient_2
    Arrays.fill(gradient, SEEN_ATTENTION_OUTPUT_BIAS, SEEN_ATTENTION_OUTPUT_BIAS + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] seenGradientRow = seenGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 8; j++) {
          gradient[SEEN_ATTENTION_OUTPUT_BIAS + j] += seenGradientRow[8 * r + j];
        }
      }
    }
    // seenSumsGradient = seenGradient_2 · kernelᵀ
    SEEN_OUTPUT_AFFINE.inputGradient(parameters, seenGradient, seenSumsGradient, samples, scratch);
    // seenDroppedGradient = seenSumsGradient · seenValueᵀ of each head
    SEEN_SUMS_HEAD_PRODUCTS.similarities(seenSumsGradient, seenValue, seenDroppedGradient, samples,
        scratch);
    // seenValueGradient = seenDroppedᵀ · seenSumsGradient of each head
    SEEN_SUMS_HEAD_PRODUCTS.transposedSums(seenDropped, seenSumsGradient, seenValueGradient,
        samples, scratch);
    // seenWeightsGradient = seenDroppedGradient * mask / 0.9
    for (int s = 0; s < samples; s++) {
      Dropout.apply(seenDroppedGradient[s], seenWeightsGradient[s], 0.1f, Noise.key(noise, 3, s));
    }
    // seenScoresGradient = seenWeights * (seenWeightsGradient - Σ seenWeightsGradient *
    //    seenWeights)
    SEEN_ATTENTION_WEIGHTS.gradient(seenWeights, seenWeightsGradient, vectorsMask, vectorsMask,
        seenWeightsGradient, samples, scratch);
    // seenQueryGradient = 0.5000 * seenScoresGradient · seenKey of each head
    SEEN_SCORES_HEAD_PRODUCTS.weightedSums(seenWeightsGradient, seenKey, seenQueryGradient, samples,
        scratch);
    // seenKeyGradient = 0.5000 * seenScoresGradientᵀ · seenQuery of each head
    SEEN_SCORES_HEAD_PRODUCTS.transposedSums(seenWeightsGradient, seenQuery, seenKeyGradient,
        samples, scratch);
    // ∂loss/∂seenValueKernel = Σ placedᵀ · seenValueGradient
    SEEN_VALUE_AFFINE.kernelGradient(placed, seenValueGradient, samples, gradient, scratch);
    // ∂loss/∂seenValueBias = Σ seenValueGradient
    Arrays.fill(gradient, SEEN_VALUE_BIAS, SEEN_VALUE_BIAS + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] seenValueGradientRow = seenValueGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 8; j++) {
          gradient[SEEN_VALUE_BIAS + j] += seenValueGradientRow[8 * r + j];
        }
      }
    }
    // placedGradient = seenValueGradient · kernelᵀ
    SEEN_VALUE_AFFINE.inputGradient(parameters, seenValueGradient, placedGradient, samples,
        scratch);
    // ∂loss/∂seenKeyKernel = Σ placedᵀ · seenKeyGradient
    SEEN_KEY_AFFINE.kernelGradient(placed, seenKeyGradient, samples, gradient, scratch);
    // ∂loss/∂seenKeyBias = Σ seenKeyGradient
    Arrays.fill(gradient, SEEN_KEY_BIAS, SEEN_KEY_BIAS + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] seenKeyGradientRow = seenKeyGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 8; j++) {
          gradient[SEEN_KEY_BIAS + j] += seenKeyGradientRow[8 * r + j];
        }
      }
    }
    // placedGradient_2 = seenKeyGradient · kernelᵀ
    SEEN_KEY_AFFINE.inputGradient(parameters, seenKeyGradient, placedGradient_2, samples, scratch);
    // ∂loss/∂seenQueryKernel = Σ placedᵀ · seenQueryGradient
    SEEN_QUERY_AFFINE.kernelGradient(placed, seenQueryGradient, samples, gradient, scratch);
    // ∂loss/∂seenQueryBias = Σ seenQueryGradient
    Arrays.fill(gradient, SEEN_QUERY_BIAS, SEEN_QUERY_BIAS + 8, 0f);
    for (int s = 0; s < samples; s++) {
      float[] seenQueryGradientRow = seenQueryGradient[s];
      for (int r = 0; r < 6; r++) {
        for (int j = 0; j < 8; j++) {
          gradient[SEEN_QUERY_BIAS + j] += seenQueryGradientRow[8 * r + j];
        }
      }
    }
    // placedGradient_3 = seenQueryGradient · kernelᵀ
    SEEN_QUERY_AFFINE.inputGradient(parameters, seenQueryGradient, placedGradient_3, samples,
        scratch);
  }

  private static void backwardPlaced(float[][] sum_2Gradient, float[][] placedGradient,
      float[][] placedGradient_2, float[][] placedGradient_3, float[][] placedGradient_4,
      int samples, float[] gradient) {
    // placedGradient_4 = sum_2Gradient + placedGradient + placedGradient_2 + placedGradient_3
    for (int s = 0; s < samples; s++) {
      float[] sum_2GradientRow = sum_2Gradient[s];
      float[] placedGradientRow = placedGradient[s];
      float[] placedGradient_2Row = placedGradient_2[s];
      float[] placedGradient_3Row = placedGradient_3[s];
      float[] placedGradient_4Row = placedGradient_4[s];
      for (int j = 0; j < 48; j++) {
        placedGradient_4Row[j] = sum_2GradientRow[j] + placedGradientRow[j] + placedGradient_2Row[j]
            + placedGradient_3Row[j];
      }
    }
    // ∂loss/∂placedPositionEmbeddings = Σ placedGradient_4
    Arrays.fill(gradient, PLACED_POSITION_EMBEDDINGS, PLACED_POSITION_EMBEDDINGS + 48, 0f);
    for (int s = 0; s < samples; s++) {
      float[] placedGradient_4Row = placedGradient_4[s];
      for (int j = 0; j < 48; j++) {
        gradient[PLACED_POSITION_EMBEDDINGS + j] += placedGradient_4Row[j];
      }
    }
  }

  private static void backwardVectors(float[][] words, float[][] placedGradient_4, int samples,
      float[] gradient) {
    // ∂loss/∂vectorsEmbeddings = Σ placedGradient_4 at the rows words
    VECTORS_EMBEDDING.gradient(words, placedGradient_4, samples, gradient);
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static final class Buffers extends Workspace {
    final float[][] vectors;
    final float[][] vectorsMask;
    final float[][] placed;
    final float[][] seenQuery;
    final float[][] seenKey;
    final float[][] seenValue;
    final float[][] seenWeights;
    final float[][] seenDropped;
    final float[][] seenSums;
    final float[][] seen;
    final float[][] sum_2;
    final float[][] asked;
    final float[][] answersQuery;
    final float[][] answersKey;
    final float[][] answersValue;
    final float[][] answersWeights;
    final float[][] answersSums;
    final float[][] answers;
    final float[][] out;
    final float[][] outGradient;
    final float[][] flatGradient;
    final float[][] answersSumsGradient;
    final float[][] answersWeightsGradient;
    final float[][] answersValueGradient;
    final float[][] answersQueryGradient;
    final float[][] answersKeyGradient;
    final float[][] sum_2Gradient;
    final float[][] seenGradient;
    final float[][] seenSumsGradient;
    final float[][] seenDroppedGradient;
    final float[][] seenValueGradient;
    final float[][] seenWeightsGradient;
    final float[][] seenQueryGradient;
    final float[][] seenKeyGradient;
    final float[][] placedGradient;
    final float[][] placedGradient_2;
    final float[][] placedGradient_3;
    final float[][] placedGradient_4;

    Buffers(int capacity, boolean training) {
      super(capacity, 2);
      vectors = rows(capacity, 48);
      vectorsMask = rows(capacity, 6);
      placed = rows(capacity, 48);
      seenQuery = rows(capacity, 48);
      seenKey = rows(capacity, 48);
      seenValue = rows(capacity, 48);
      seenWeights = rows(capacity, 72);
      seenDropped = rows(capacity, 72);
      seenSums = rows(capacity, 48);
      seen = rows(capacity, 48);
      sum_2 = rows(capacity, 48);
      asked = rows(capacity, 24);
      answersQuery = rows(capacity, 9);
      answersKey = rows(capacity, 18);
      answersValue = rows(capacity, 30);
      answersWeights = rows(capacity, 18);
      answersSums = rows(capacity, 15);
      answers = rows(capacity, 24);
      out = rows(capacity, 2);
      outGradient = training ? rows(capacity, 2) : null;
      flatGradient = training ? rows(capacity, 24) : null;
      answersSumsGradient = training ? rows(capacity, 15) : null;
      answersWeightsGradient = training ? rows(capacity, 18) : null;
      answersValueGradient = training ? rows(capacity, 30) : null;
      answersQueryGradient = training ? rows(capacity, 9) : null;
      answersKeyGradient = training ? rows(capacity, 18) : null;
      sum_2Gradient = training ? rows(capacity, 48) : null;
      seenGradient = training ? rows(capacity, 48) : null;
      seenSumsGradient = training ? rows(capacity, 48) : null;
      seenDroppedGradient = training ? rows(capacity, 72) : null;
      seenValueGradient = training ? rows(capacity, 48) : null;
      seenWeightsGradient = training ? rows(capacity, 72) : null;
      seenQueryGradient = training ? rows(capacity, 48) : null;
      seenKeyGradient = training ? rows(capacity, 48) : null;
      placedGradient = training ? rows(capacity, 48) : null;
      placedGradient_2 = training ? rows(capacity, 48) : null;
      placedGradient_3 = training ? rows(capacity, 48) : null;
      placedGradient_4 = training ? rows(capacity, 48) : null;
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> vectors;
        case 2 -> placed;
        case 3 -> seen;
        case 4 -> sum_2;
        case 5 -> input(1);
        case 6 -> asked;
        case 7 -> answers;
        case 8 -> answers;
        case 9 -> out;
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

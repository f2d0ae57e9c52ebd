package test;

import static java.lang.Math.fma;

import dev.cortado.annotations.Generated;
import dev.cortado.initializer.Initializers;
import dev.cortado.kernel.Affine;
import dev.cortado.kernel.BatchNorm;
import dev.cortado.kernel.Functions;
import dev.cortado.kernel.MovingNorm;
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
 * {@link Net}, compiled by Cortado: 1042 parameters, 960 multiply-adds a prediction.
 *
 * <pre>
 * layer   type                     shape  parameters  offset  multiply-adds  code
 * words   Input                    (20)            0       -              0
 * blocks  Use Block, 2 times over  (20)        1,000       0            920
 * out     Dense linear             (2)            42     920             40  straight-line
 *
 * straight-line: at most 64 multiply-adds, which need no loop
 * </pre>
 */
@Generated("dev.cortado.processor")
public final class NetNetwork extends CompiledModel implements Net {
  private static final int BLOCKS_TRAINABLE = 0;
  private static final int OUT_KERNEL = 920;
  private static final int OUT_BIAS = 960;
  private static final int BLOCKS_FROZEN = 962;

  private static final BlockPart[] BLOCKS_PARTS = BlockPart.several(2, BLOCKS_TRAINABLE,
      BLOCKS_FROZEN);

  private static final Blueprint BLUEPRINT = blueprint(
      Blueprint.of("Net", "205420dac3d7f81c6e104170c295e755"));

  private NetNetwork(float[] parameters, long seed) {
    super(BLUEPRINT, parameters, seed);
  }

  private static Blueprint blueprint(Blueprint.Builder network) {
    network.layer("words", "Input", Shape.of(20));
    for (int i = 0; i < 2; i++) {
      String before = i == 0 ? "words" : "blocks/".concat(String.valueOf(i - 1));
      BLOCKS_PARTS[i].describe(network, "blocks/".concat(String.valueOf(i)), before);
    }
    network.layer("blocks", "Block", Shape.of(20), "blocks/1");
    network.layer("out", "Dense", Shape.of(2), "blocks")
        .parameter("kernel", Shape.of(20, 2), OUT_KERNEL, Initializers.glorotUniform())
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
  public Layer blocks() {
    return layers().get(11);
  }

  @Override
  public Layer out() {
    return layers().get(12);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity, training);
  }

  @Override
  public void predict(float[] input, float[] output) {
    requireSize("words", 20, input);
    requireSize("out", 2, output);
    Buffers b = (Buffers) sampleWorkspace();
    forwardBlocks(input, b.blocks[0], b.blocksBuffers, b.scratch());
    forwardOut(b.blocks[0], output);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    forwardBlocks(b.blocksBuffers, samples, b.scratch());
    forwardOut(b.blocks, b.out, samples);
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    trainBlocks(b.blocksBuffers, samples, b.scratch());
    forwardOut(b.blocks, b.out, samples);
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    backwardOut(b.blocks, b.outGradient, b.blocksGradient, samples, gradient);
    backwardBlocks(b.blocksBuffers, samples, b.scratch(), gradient);
  }

  @Override
  public void updateAverages(Workspace workspace) {
    Buffers b = (Buffers) workspace;
    updateBlocks(b.blocksBuffers);
  }

  @Override
  public Workspace explanationWorkspace(int capacity) {
    return new Explanation(capacity);
  }

  @Override
  public void inputGradient(Workspace workspace, int samples, boolean[] fromLogits) {
    Explanation b = (Explanation) workspace;
    explainOut(b.outSensitivity, b.blocksSensitivity, samples);
    explainBlocks(b.blocksExplanation, samples, b.scratch());
  }

  private void forwardBlocks(float[] words, float[] blocks, BlockBuffers[] blocksBuffers,
      Scratch scratch) {
    // blocks = Block(words), 2 times over
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].forward(parameters, i == 0 ? words : blocksBuffers[i].tokens[0],
          i == 1 ? blocks : blocksBuffers[i].gated[0], blocksBuffers[i], scratch);
    }
  }

  private void forwardBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch) {
    // blocks = Block(words), 2 times over
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].forward(parameters, blocksBuffers[i], samples, scratch);
    }
  }

  private void forwardOut(float[] blocks, float[] out) {
    // out = blocks · kernel + bias
    float sum0 = fma(blocks[3], parameters[OUT_KERNEL + 6],
        fma(blocks[2], parameters[OUT_KERNEL + 4], fma(blocks[1], parameters[OUT_KERNEL + 2],
        fma(blocks[0], parameters[OUT_KERNEL], parameters[OUT_BIAS]))));
    sum0 = fma(blocks[7], parameters[OUT_KERNEL + 14], fma(blocks[6], parameters[OUT_KERNEL + 12],
        fma(blocks[5], parameters[OUT_KERNEL + 10], fma(blocks[4], parameters[OUT_KERNEL + 8],
        sum0))));
    sum0 = fma(blocks[11], parameters[OUT_KERNEL + 22], fma(blocks[10], parameters[OUT_KERNEL + 20],
        fma(blocks[9], parameters[OUT_KERNEL + 18], fma(blocks[8], parameters[OUT_KERNEL + 16],
        sum0))));
    sum0 = fma(blocks[15], parameters[OUT_KERNEL + 30], fma(blocks[14], parameters[OUT_KERNEL + 28],
        fma(blocks[13], parameters[OUT_KERNEL + 26], fma(blocks[12], parameters[OUT_KERNEL + 24],
        sum0))));
    sum0 = fma(blocks[19], parameters[OUT_KERNEL + 38], fma(blocks[18], parameters[OUT_KERNEL + 36],
        fma(blocks[17], parameters[OUT_KERNEL + 34], fma(blocks[16], parameters[OUT_KERNEL + 32],
        sum0))));
    float sum1 = fma(blocks[3], parameters[OUT_KERNEL + 7],
        fma(blocks[2], parameters[OUT_KERNEL + 5], fma(blocks[1], parameters[OUT_KERNEL + 3],
        fma(blocks[0], parameters[OUT_KERNEL + 1], parameters[OUT_BIAS + 1]))));
    sum1 = fma(blocks[7], parameters[OUT_KERNEL + 15], fma(blocks[6], parameters[OUT_KERNEL + 13],
        fma(blocks[5], parameters[OUT_KERNEL + 11], fma(blocks[4], parameters[OUT_KERNEL + 9],
        sum1))));
    sum1 = fma(blocks[11], parameters[OUT_KERNEL + 23], fma(blocks[10], parameters[OUT_KERNEL + 21],
        fma(blocks[9], parameters[OUT_KERNEL + 19], fma(blocks[8], parameters[OUT_KERNEL + 17],
        sum1))));
    sum1 = fma(blocks[15], parameters[OUT_KERNEL + 31], fma(blocks[14], parameters[OUT_KERNEL + 29],
        fma(blocks[13], parameters[OUT_KERNEL + 27], fma(blocks[12], parameters[OUT_KERNEL + 25],
        sum1))));
    sum1 = fma(blocks[19], parameters[OUT_KERNEL + 39], fma(blocks[18], parameters[OUT_KERNEL + 37],
        fma(blocks[17], parameters[OUT_KERNEL + 35], fma(blocks[16], parameters[OUT_KERNEL + 33],
        sum1))));
    out[0] = sum0;
    out[1] = sum1;
  }

  private void forwardOut(float[][] blocks, float[][] out, int samples) {
    for (int s = 0; s < samples; s++) {
      forwardOut(blocks[s], out[s]);
    }
  }

  private void trainBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch) {
    // blocks = Block(words), 2 times over
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].forwardTraining(parameters, blocksBuffers[i], samples, scratch);
    }
  }

  private void backwardOut(float[][] blocks, float[][] outGradient, float[][] blocksGradient,
      int samples, float[] gradient) {
    // ∂loss/∂outKernel = Σ blocksᵀ · outGradient
    Arrays.fill(gradient, OUT_KERNEL, OUT_KERNEL + 40, 0f);
    for (int s = 0; s < samples; s++) {
      float[] blocksRow = blocks[s];
      float[] outGradientRow = outGradient[s];
      gradient[OUT_KERNEL] = fma(blocksRow[0], outGradientRow[0], gradient[OUT_KERNEL]);
      gradient[OUT_KERNEL + 1] = fma(blocksRow[0], outGradientRow[1], gradient[OUT_KERNEL + 1]);
      gradient[OUT_KERNEL + 2] = fma(blocksRow[1], outGradientRow[0], gradient[OUT_KERNEL + 2]);
      gradient[OUT_KERNEL + 3] = fma(blocksRow[1], outGradientRow[1], gradient[OUT_KERNEL + 3]);
      gradient[OUT_KERNEL + 4] = fma(blocksRow[2], outGradientRow[0], gradient[OUT_KERNEL + 4]);
      gradient[OUT_KERNEL + 5] = fma(blocksRow[2], outGradientRow[1], gradient[OUT_KERNEL + 5]);
      gradient[OUT_KERNEL + 6] = fma(blocksRow[3], outGradientRow[0], gradient[OUT_KERNEL + 6]);
      gradient[OUT_KERNEL + 7] = fma(blocksRow[3], outGradientRow[1], gradient[OUT_KERNEL + 7]);
      gradient[OUT_KERNEL + 8] = fma(blocksRow[4], outGradientRow[0], gradient[OUT_KERNEL + 8]);
      gradient[OUT_KERNEL + 9] = fma(blocksRow[4], outGradientRow[1], gradient[OUT_KERNEL + 9]);
      gradient[OUT_KERNEL + 10] = fma(blocksRow[5], outGradientRow[0], gradient[OUT_KERNEL + 10]);
      gradient[OUT_KERNEL + 11] = fma(blocksRow[5], outGradientRow[1], gradient[OUT_KERNEL + 11]);
      gradient[OUT_KERNEL + 12] = fma(blocksRow[6], outGradientRow[0], gradient[OUT_KERNEL + 12]);
      gradient[OUT_KERNEL + 13] = fma(blocksRow[6], outGradientRow[1], gradient[OUT_KERNEL + 13]);
      gradient[OUT_KERNEL + 14] = fma(blocksRow[7], outGradientRow[0], gradient[OUT_KERNEL + 14]);
      gradient[OUT_KERNEL + 15] = fma(blocksRow[7], outGradientRow[1], gradient[OUT_KERNEL + 15]);
      gradient[OUT_KERNEL + 16] = fma(blocksRow[8], outGradientRow[0], gradient[OUT_KERNEL + 16]);
      gradient[OUT_KERNEL + 17] = fma(blocksRow[8], outGradientRow[1], gradient[OUT_KERNEL + 17]);
      gradient[OUT_KERNEL + 18] = fma(blocksRow[9], outGradientRow[0], gradient[OUT_KERNEL + 18]);
      gradient[OUT_KERNEL + 19] = fma(blocksRow[9], outGradientRow[1], gradient[OUT_KERNEL + 19]);
      gradient[OUT_KERNEL + 20] = fma(blocksRow[10], outGradientRow[0], gradient[OUT_KERNEL + 20]);
      gradient[OUT_KERNEL + 21] = fma(blocksRow[10], outGradientRow[1], gradient[OUT_KERNEL + 21]);
      gradient[OUT_KERNEL + 22] = fma(blocksRow[11], outGradientRow[0], gradient[OUT_KERNEL + 22]);
      gradient[OUT_KERNEL + 23] = fma(blocksRow[11], outGradientRow[1], gradient[OUT_KERNEL + 23]);
      gradient[OUT_KERNEL + 24] = fma(blocksRow[12], outGradientRow[0], gradient[OUT_KERNEL + 24]);
      gradient[OUT_KERNEL + 25] = fma(blocksRow[12], outGradientRow[1], gradient[OUT_KERNEL + 25]);
      gradient[OUT_KERNEL + 26] = fma(blocksRow[13], outGradientRow[0], gradient[OUT_KERNEL + 26]);
      gradient[OUT_KERNEL + 27] = fma(blocksRow[13], outGradientRow[1], gradient[OUT_KERNEL + 27]);
      gradient[OUT_KERNEL + 28] = fma(blocksRow[14], outGradientRow[0], gradient[OUT_KERNEL + 28]);
      gradient[OUT_KERNEL + 29] = fma(blocksRow[14], outGradientRow[1], gradient[OUT_KERNEL + 29]);
      gradient[OUT_KERNEL + 30] = fma(blocksRow[15], outGradientRow[0], gradient[OUT_KERNEL + 30]);
      gradient[OUT_KERNEL + 31] = fma(blocksRow[15], outGradientRow[1], gradient[OUT_KERNEL + 31]);
      gradient[OUT_KERNEL + 32] = fma(blocksRow[16], outGradientRow[0], gradient[OUT_KERNEL + 32]);
      gradient[OUT_KERNEL + 33] = fma(blocksRow[16], outGradientRow[1], gradient[OUT_KERNEL + 33]);
      gradient[OUT_KERNEL + 34] = fma(blocksRow[17], outGradientRow[0], gradient[OUT_KERNEL + 34]);
      gradient[OUT_KERNEL + 35] = fma(blocksRow[17], outGradientRow[1], gradient[OUT_KERNEL + 35]);
      gradient[OUT_KERNEL + 36] = fma(blocksRow[18], outGradientRow[0], gradient[OUT_KERNEL + 36]);
      gradient[OUT_KERNEL + 37] = fma(blocksRow[18], outGradientRow[1], gradient[OUT_KERNEL + 37]);
      gradient[OUT_KERNEL + 38] = fma(blocksRow[19], outGradientRow[0], gradient[OUT_KERNEL + 38]);
      gradient[OUT_KERNEL + 39] = fma(blocksRow[19], outGradientRow[1], gradient[OUT_KERNEL + 39]);
    }
    // ∂loss/∂outBias = Σ outGradient
    Arrays.fill(gradient, OUT_BIAS, OUT_BIAS + 2, 0f);
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      for (int j = 0; j < 2; j++) {
        gradient[OUT_BIAS + j] += outGradientRow[j];
      }
    }
    // blocksGradient = outGradient · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outGradientRow = outGradient[s];
      float[] blocksGradientRow = blocksGradient[s];
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
      blocksGradientRow[0] = sum0;
      blocksGradientRow[1] = sum1;
      blocksGradientRow[2] = sum2;
      blocksGradientRow[3] = sum3;
      blocksGradientRow[4] = sum4;
      blocksGradientRow[5] = sum5;
      blocksGradientRow[6] = sum6;
      blocksGradientRow[7] = sum7;
      blocksGradientRow[8] = sum8;
      blocksGradientRow[9] = sum9;
      blocksGradientRow[10] = sum10;
      blocksGradientRow[11] = sum11;
      blocksGradientRow[12] = sum12;
      blocksGradientRow[13] = sum13;
      blocksGradientRow[14] = sum14;
      blocksGradientRow[15] = sum15;
      blocksGradientRow[16] = sum16;
      blocksGradientRow[17] = sum17;
      blocksGradientRow[18] = sum18;
      blocksGradientRow[19] = sum19;
    }
  }

  private void backwardBlocks(BlockBuffers[] blocksBuffers, int samples, Scratch scratch,
      float[] gradient) {
    // ∂loss/∂blocksTrainable = Σ blocksGradient through Block
    for (int i = 1; i >= 0; i--) {
      BLOCKS_PARTS[i].backward(parameters, blocksBuffers[i], samples, scratch, gradient);
    }
  }

  private void updateBlocks(BlockBuffers[] blocksBuffers) {
    for (int i = 0; i < 2; i++) {
      BLOCKS_PARTS[i].updateAverages(parameters, blocksBuffers[i]);
    }
  }

  private void explainOut(float[][] outSensitivity, float[][] blocksSensitivity, int samples) {
    // blocksSensitivity = outSensitivity · kernelᵀ
    for (int s = 0; s < samples; s++) {
      float[] outSensitivityRow = outSensitivity[s];
      float[] blocksSensitivityRow = blocksSensitivity[s];
      float sum0 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 1],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL], 0f));
      float sum1 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 3],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 2], 0f));
      float sum2 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 5],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 4], 0f));
      float sum3 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 7],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 6], 0f));
      float sum4 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 9],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 8], 0f));
      float sum5 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 11],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 10], 0f));
      float sum6 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 13],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 12], 0f));
      float sum7 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 15],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 14], 0f));
      float sum8 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 17],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 16], 0f));
      float sum9 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 19],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 18], 0f));
      float sum10 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 21],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 20], 0f));
      float sum11 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 23],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 22], 0f));
      float sum12 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 25],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 24], 0f));
      float sum13 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 27],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 26], 0f));
      float sum14 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 29],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 28], 0f));
      float sum15 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 31],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 30], 0f));
      float sum16 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 33],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 32], 0f));
      float sum17 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 35],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 34], 0f));
      float sum18 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 37],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 36], 0f));
      float sum19 = fma(outSensitivityRow[1], parameters[OUT_KERNEL + 39],
          fma(outSensitivityRow[0], parameters[OUT_KERNEL + 38], 0f));
      blocksSensitivityRow[0] = sum0;
      blocksSensitivityRow[1] = sum1;
      blocksSensitivityRow[2] = sum2;
      blocksSensitivityRow[3] = sum3;
      blocksSensitivityRow[4] = sum4;
      blocksSensitivityRow[5] = sum5;
      blocksSensitivityRow[6] = sum6;
      blocksSensitivityRow[7] = sum7;
      blocksSensitivityRow[8] = sum8;
      blocksSensitivityRow[9] = sum9;
      blocksSensitivityRow[10] = sum10;
      blocksSensitivityRow[11] = sum11;
      blocksSensitivityRow[12] = sum12;
      blocksSensitivityRow[13] = sum13;
      blocksSensitivityRow[14] = sum14;
      blocksSensitivityRow[15] = sum15;
      blocksSensitivityRow[16] = sum16;
      blocksSensitivityRow[17] = sum17;
      blocksSensitivityRow[18] = sum18;
      blocksSensitivityRow[19] = sum19;
    }
  }

  private void explainBlocks(BlockExplanation[] blocksExplanation, int samples, Scratch scratch) {
    // wordsSensitivity = blocksSensitivity through Block
    for (int i = 1; i >= 0; i--) {
      BLOCKS_PARTS[i].explain(parameters, blocksExplanation[i], samples, scratch);
    }
  }

  /**
   * The values of every layer for one thread, one row a sample; while training, their
   * gradients too.
   */
  private static class Buffers extends Workspace {
    final float[][] blocks;
    final float[][] out;
    final float[][] outGradient;
    final float[][] blocksGradient;

    final BlockBuffers[] blocksBuffers;

    Buffers(int capacity, boolean training) {
      super(capacity, 1);
      blocks = rows(capacity, 20);
      out = rows(capacity, 2);
      outGradient = training ? rows(capacity, 2) : null;
      blocksGradient = training ? rows(capacity, 20) : null;
      blocksBuffers = BlockBuffers.several(2, capacity, training, input(0), blocks, blocksGradient,
          null);
    }

    @Override
    public float[][] layer(int layer) {
      if (layer >= 1 && layer < 11) {
        return blocksBuffers[(layer - 1) / 5].layer((layer - 1) % 5);
      }
      return switch (layer) {
        case 0 -> input(0);
        case 11 -> blocks;
        case 12 -> out;
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
   * The values of every layer, and the gradients of a score with respect to them.
   */
  private static final class Explanation extends Buffers {
    final float[][] outSensitivity;
    final float[][] blocksSensitivity;
    final float[][] wordsSensitivity;

    final BlockExplanation[] blocksExplanation;

    Explanation(int capacity) {
      super(capacity, false);
      outSensitivity = rows(capacity, 2);
      blocksSensitivity = rows(capacity, 20);
      wordsSensitivity = rows(capacity, 20);
      blocksExplanation = BlockExplanation.several(capacity, blocksBuffers, blocksSensitivity,
          wordsSensitivity);
    }

    @Override
    public float[][] gradient(int gradient) {
      return switch (gradient) {
        case 0 -> outSensitivity;
        default -> throw new IndexOutOfBoundsException(gradient);
      };
    }

    @Override
    public float[][] inputGradient(int inputGradient) {
      return switch (inputGradient) {
        case 0 -> wordsSensitivity;
        default -> throw new IndexOutOfBoundsException(inputGradient);
      };
    }
  }

  /**
   * {@code Gate} as a layer: 80 parameters, 60 multiply-adds a prediction.
   *
   * <pre>
   * layer    type                              shape  parameters  offset  multiply-adds  code
   * left     Input                             (20)            0       -              0
   * right    Input                             (20)            0       -              0
   * product  Multiply                          (20)            0       -             20
   * even     BatchNormalization epsilon 0.001  (20)           80       0             40
   * </pre>
   */
  private static final class GatePart {
    private final int evenGamma;
    private final int evenBeta;
    private final int evenMovingMean;
    private final int evenMovingVariance;

    private final MovingNorm evenMovingNorm;

    private final BatchNorm evenBatchNorm;

    GatePart(int trainable, int frozen) {
      evenGamma = trainable;
      evenBeta = trainable + 20;
      evenMovingMean = frozen;
      evenMovingVariance = frozen + 20;
      evenMovingNorm = MovingNorm.of(evenGamma, evenBeta, evenMovingMean, evenMovingVariance, 20,
          0.001);
      evenBatchNorm = BatchNorm.of(evenMovingMean, evenMovingVariance, 20, 1, 0.001, 0.99);
    }

    /**
     * Tells of its layers, whose names begin with a path.
     */
    void describe(Blueprint.Builder network, String path, String... inputs) {
      network.layer(path.concat("/product"), "Multiply", Shape.of(20), inputs[0], inputs[1]);
      network.layer(path.concat("/even"), "BatchNormalization", Shape.of(20),
          path.concat("/product"))
          .parameter("gamma", Shape.of(20), evenGamma, Initializers.ones())
          .parameter("beta", Shape.of(20), evenBeta, Initializers.zeros())
          .frozen("moving_mean", Shape.of(20), evenMovingMean, Initializers.zeros())
          .frozen("moving_variance", Shape.of(20), evenMovingVariance, Initializers.ones());
      network.layer(path, "Gate", Shape.of(20), path.concat("/even"));
    }

    void forward(float[] parameters, float[] left, float[] right, float[] even, GateBuffers b,
        Scratch scratch) {
      forwardProduct(left, right, b.product[0]);
      forwardEven(parameters, b.product[0], even, scratch);
    }

    void forward(float[] parameters, GateBuffers b, int samples, Scratch scratch) {
      forwardProduct(b.left, b.right, b.product, samples);
      forwardEven(parameters, b.product, b.even, samples, scratch);
    }

    void forwardTraining(float[] parameters, GateBuffers b, int samples, Scratch scratch) {
      forwardProduct(b.left, b.right, b.product, samples);
      trainEven(parameters, b.product, b.evenStatistics, b.evenNormal, b.even, samples, scratch);
    }

    void backward(float[] parameters, GateBuffers b, int samples, Scratch scratch,
        float[] gradient) {
      backwardEven(b.evenGradient, b.evenNormal, samples, gradient);
      inputBackwardEven(parameters, b.evenGradient, b.evenNormal, b.evenStatistics,
          b.evenNormalGradient, b.productGradient, samples, scratch);
      inputBackwardProduct(b.productGradient, b.right, b.left, b.leftGradient, b.rightGradient,
          samples);
    }

    void updateAverages(float[] parameters, GateBuffers b) {
      updateEven(parameters, b.evenStatistics);
    }

    void explain(float[] parameters, GateExplanation e, int samples, Scratch scratch) {
      explainEven(parameters, e.evenSensitivity, e.evenNormalSensitivity, e.productSensitivity,
          samples, scratch);
      explainProduct(e.productSensitivity, e.b.right, e.b.left, e.leftSensitivity,
          e.rightSensitivity, samples);
    }

    private static void forwardProduct(float[] left, float[] right, float[] product) {
      // product = left * right
      for (int j = 0; j < 20; j++) {
        product[j] = left[j] * right[j];
      }
    }

    private static void forwardProduct(float[][] left, float[][] right, float[][] product,
        int samples) {
      for (int s = 0; s < samples; s++) {
        forwardProduct(left[s], right[s], product[s]);
      }
    }

    private void forwardEven(float[] parameters, float[] product, float[] even, Scratch scratch) {
      // even = (product - evenMovingMean) / sqrt(evenMovingVariance + 0.001) * evenGamma +
      //    evenBeta
      evenMovingNorm.forward(parameters, product, even, scratch);
    }

    private void forwardEven(float[] parameters, float[][] product, float[][] even, int samples,
        Scratch scratch) {
      // even = (product - evenMovingMean) / sqrt(evenMovingVariance + 0.001) * evenGamma +
      //    evenBeta
      evenMovingNorm.forward(parameters, product, even, samples, scratch);
    }

    private void trainEven(float[] parameters, float[][] product, float[][] evenStatistics,
        float[][] evenNormal, float[][] even, int samples, Scratch scratch) {
      // evenStatistics = mean and variance of product over the batch
      evenBatchNorm.moments(product, evenStatistics, samples, scratch);
      // evenNormal = (product - evenMovingMean) / sqrt(evenMovingVariance + 0.001); of the batch
      //    while training
      evenBatchNorm.normalize(product, evenStatistics, evenNormal, samples, scratch);
      // even = evenNormal * evenGamma + evenBeta
      for (int s = 0; s < samples; s++) {
        float[] evenNormalRow = evenNormal[s];
        float[] evenRow = even[s];
        for (int j = 0; j < 20; j++) {
          evenRow[j] = fma(evenNormalRow[j], parameters[evenGamma + j], parameters[evenBeta + j]);
        }
      }
    }

    private void backwardEven(float[][] evenGradient, float[][] evenNormal, int samples,
        float[] gradient) {
      // ∂loss/∂evenGamma = Σ evenGradient * evenNormal
      Arrays.fill(gradient, evenGamma, evenGamma + 20, 0f);
      for (int s = 0; s < samples; s++) {
        float[] evenGradientRow = evenGradient[s];
        float[] evenNormalRow = evenNormal[s];
        for (int j = 0; j < 20; j++) {
          gradient[evenGamma + j] = fma(evenGradientRow[j], evenNormalRow[j],
              gradient[evenGamma + j]);
        }
      }
      // ∂loss/∂evenBeta = Σ evenGradient
      Arrays.fill(gradient, evenBeta, evenBeta + 20, 0f);
      for (int s = 0; s < samples; s++) {
        float[] evenGradientRow = evenGradient[s];
        for (int j = 0; j < 20; j++) {
          gradient[evenBeta + j] += evenGradientRow[j];
        }
      }
    }

    private void inputBackwardEven(float[] parameters, float[][] evenGradient, float[][] evenNormal,
        float[][] evenStatistics, float[][] evenNormalGradient, float[][] productGradient,
        int samples, Scratch scratch) {
      // evenNormalGradient = evenGradient * evenGamma
      for (int s = 0; s < samples; s++) {
        float[] evenGradientRow = evenGradient[s];
        float[] evenNormalGradientRow = evenNormalGradient[s];
        for (int j = 0; j < 20; j++) {
          evenNormalGradientRow[j] = evenGradientRow[j] * parameters[evenGamma + j];
        }
      }
      // productGradient = (evenNormalGradient - mean(evenNormalGradient) - evenNormal
      //    mean(evenNormalGradient evenNormal)) / sqrt(variance + 0.001), means over the batch
      evenBatchNorm.gradient(evenNormalGradient, evenNormal, evenStatistics, productGradient,
          samples, scratch);
    }

    private static void inputBackwardProduct(float[][] productGradient, float[][] right,
        float[][] left, float[][] leftGradient, float[][] rightGradient, int samples) {
      // leftGradient = productGradient * right
      for (int s = 0; s < samples; s++) {
        float[] productGradientRow = productGradient[s];
        float[] rightRow = right[s];
        float[] leftGradientRow = leftGradient[s];
        for (int j = 0; j < 20; j++) {
          leftGradientRow[j] = productGradientRow[j] * rightRow[j];
        }
      }
      // rightGradient = left * productGradient
      for (int s = 0; s < samples; s++) {
        float[] leftRow = left[s];
        float[] productGradientRow = productGradient[s];
        float[] rightGradientRow = rightGradient[s];
        for (int j = 0; j < 20; j++) {
          rightGradientRow[j] = leftRow[j] * productGradientRow[j];
        }
      }
    }

    private void updateEven(float[] parameters, float[][] evenStatistics) {
      evenBatchNorm.update(evenStatistics, parameters);
    }

    private void explainEven(float[] parameters, float[][] evenSensitivity,
        float[][] evenNormalSensitivity, float[][] productSensitivity, int samples,
        Scratch scratch) {
      // evenNormalSensitivity = evenSensitivity * evenGamma
      for (int s = 0; s < samples; s++) {
        float[] evenSensitivityRow = evenSensitivity[s];
        float[] evenNormalSensitivityRow = evenNormalSensitivity[s];
        for (int j = 0; j < 20; j++) {
          evenNormalSensitivityRow[j] = evenSensitivityRow[j] * parameters[evenGamma + j];
        }
      }
      // productSensitivity = evenNormalSensitivity / sqrt(evenMovingVariance + 0.001)
      for (int s = 0; s < samples; s++) {
        float[] evenNormalSensitivityRow = evenNormalSensitivity[s];
        float[] productSensitivityRow = productSensitivity[s];
        evenBatchNorm.predictGradient(parameters, evenNormalSensitivityRow, productSensitivityRow,
            scratch);
      }
    }

    private static void explainProduct(float[][] productSensitivity, float[][] right,
        float[][] left, float[][] leftSensitivity, float[][] rightSensitivity, int samples) {
      // leftSensitivity = productSensitivity * right
      for (int s = 0; s < samples; s++) {
        float[] productSensitivityRow = productSensitivity[s];
        float[] rightRow = right[s];
        float[] leftSensitivityRow = leftSensitivity[s];
        for (int j = 0; j < 20; j++) {
          leftSensitivityRow[j] = productSensitivityRow[j] * rightRow[j];
        }
      }
      // rightSensitivity = left * productSensitivity
      for (int s = 0; s < samples; s++) {
        float[] leftRow = left[s];
        float[] productSensitivityRow = productSensitivity[s];
        float[] rightSensitivityRow = rightSensitivity[s];
        for (int j = 0; j < 20; j++) {
          rightSensitivityRow[j] = leftRow[j] * productSensitivityRow[j];
        }
      }
    }
  }

  /**
   * The values of {@code Gate}, one row a sample.
   */
  private static final class GateBuffers {
    final float[][] left;
    final float[][] right;
    final float[][] even;
    final float[][] evenGradient;
    final float[][] leftGradient;
    final float[][] rightGradient;
    final float[][] product;
    final float[][] evenNormal;
    final float[][] evenStatistics;
    final float[][] evenNormalGradient;
    final float[][] productGradient;

    GateBuffers(int capacity, boolean training, float[][] left, float[][] right, float[][] even,
        float[][] evenGradient, float[][] leftGradient, float[][] rightGradient) {
      this.left = left;
      this.right = right;
      this.even = even;
      this.evenGradient = evenGradient;
      this.leftGradient = leftGradient == null && training ? new float[capacity][20] : leftGradient;
      this.rightGradient = rightGradient == null && training ? new float[capacity][20]
          : rightGradient;
      product = new float[capacity][20];
      evenNormal = training ? new float[capacity][20] : null;
      evenStatistics = training ? new float[2][20] : null;
      evenNormalGradient = training ? new float[capacity][20] : null;
      productGradient = training ? new float[capacity][20] : null;
    }

    float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> product;
        case 1 -> even;
        case 2 -> even;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }
  }

  /**
   * The values of {@code Gate}, and the gradients of a score with respect to them.
   */
  private static final class GateExplanation {
    final GateBuffers b;

    final float[][] evenSensitivity;
    final float[][] leftSensitivity;
    final float[][] rightSensitivity;
    final float[][] evenNormalSensitivity;
    final float[][] productSensitivity;

    GateExplanation(int capacity, GateBuffers b, float[][] evenSensitivity,
        float[][] leftSensitivity, float[][] rightSensitivity) {
      this.b = b;
      this.evenSensitivity = evenSensitivity;
      this.leftSensitivity = leftSensitivity;
      this.rightSensitivity = rightSensitivity;
      evenNormalSensitivity = new float[capacity][20];
      productSensitivity = new float[capacity][20];
    }
  }

  /**
   * {@code Block} as a layer: 500 parameters, 460 multiply-adds a prediction.
   *
   * <pre>
   * layer   type        shape  parameters  offset  multiply-adds  code
   * tokens  Input       (20)            0       -              0
   * wide    Dense tanh  (20)          420       0            400  kernel
   * gated   Use Gate    (20)           80     420             60
   *
   * kernel: large enough for the vector instructions of the runtime's kernels
   * </pre>
   */
  private static final class BlockPart {
    private final int wideKernel;
    private final int wideBias;
    private final int gatedTrainable;
    private final int gatedFrozen;

    private final GatePart gatedPart;

    private final Affine wideAffine;

    BlockPart(int trainable, int frozen) {
      wideKernel = trainable;
      wideBias = trainable + 400;
      gatedTrainable = trainable + 420;
      gatedFrozen = frozen;
      gatedPart = new GatePart(gatedTrainable, gatedFrozen);
      wideAffine = Affine.of(wideKernel, wideBias, 20, 20);
    }

    /**
     * Some of them, whose parameters lie one after another.
     */
    static BlockPart[] several(int count, int trainable, int frozen) {
      BlockPart[] several = new BlockPart[count];
      for (int i = 0; i < count; i++) {
        several[i] = new BlockPart(trainable + i * 460, frozen + i * 40);
      }
      return several;
    }

    /**
     * Tells of its layers, whose names begin with a path.
     */
    void describe(Blueprint.Builder network, String path, String... inputs) {
      network.layer(path.concat("/wide"), "Dense", Shape.of(20), inputs[0])
          .parameter("kernel", Shape.of(20, 20), wideKernel, Initializers.glorotUniform())
          .parameter("bias", Shape.of(20), wideBias, Initializers.zeros());
      gatedPart.describe(network, path.concat("/gated"), path.concat("/wide"), inputs[0]);
      network.layer(path, "Block", Shape.of(20), path.concat("/gated"));
    }

    void forward(float[] parameters, float[] tokens, float[] gated, BlockBuffers b,
        Scratch scratch) {
      forwardWide(parameters, tokens, b.wide[0], scratch);
      forwardGated(parameters, b.wide[0], tokens, gated, b.gatedBuffers, scratch);
    }

    void forward(float[] parameters, BlockBuffers b, int samples, Scratch scratch) {
      forwardWide(parameters, b.tokens, b.wide, samples, scratch);
      forwardGated(parameters, b.gatedBuffers, samples, scratch);
    }

    void forwardTraining(float[] parameters, BlockBuffers b, int samples, Scratch scratch) {
      forwardWide(parameters, b.tokens, b.wide, samples, scratch);
      trainGated(parameters, b.gatedBuffers, samples, scratch);
    }

    void backward(float[] parameters, BlockBuffers b, int samples, Scratch scratch,
        float[] gradient) {
      backwardGated(parameters, b.gatedBuffers, samples, scratch, gradient);
      if (b.tokensGradient != null) {
        inputBackwardGated(samples);
      }
      backwardWide(b.wide, b.tokens, b.wideGradient, samples, scratch, gradient);
      if (b.tokensGradient != null) {
        inputBackwardWide(parameters, b.wideGradient, b.tokensGradient_2, samples, scratch);
        inputBackwardTokens(b.tokensGradient_2, b.tokensGradient, samples);
      }
    }

    void updateAverages(float[] parameters, BlockBuffers b) {
      updateGated(parameters, b.gatedBuffers);
    }

    void explain(float[] parameters, BlockExplanation e, int samples, Scratch scratch) {
      explainGated(parameters, e.gatedExplanation, samples, scratch);
      explainWide(parameters, e.b.wide, e.wideSensitivity, e.tokensSensitivity_2, samples, scratch);
      explainTokens(e.tokensSensitivity_2, e.tokensSensitivity, samples);
    }

    private void forwardWide(float[] parameters, float[] tokens, float[] wide, Scratch scratch) {
      // wideSums = tokens · kernel + bias
      wideAffine.forward(parameters, tokens, wide, scratch);
      // wide = tanh(wideSums)
      for (int j = 0; j < 20; j++) {
        wide[j] = Functions.tanh(wide[j]);
      }
    }

    private void forwardWide(float[] parameters, float[][] tokens, float[][] wide, int samples,
        Scratch scratch) {
      // wideSums = tokens · kernel + bias
      wideAffine.forward(parameters, tokens, wide, samples, scratch);
      // wide = tanh(wideSums)
      for (int s = 0; s < samples; s++) {
        float[] wideRow = wide[s];
        Rows.tanh(wideRow, wideRow);
      }
    }

    private void forwardGated(float[] parameters, float[] wide, float[] tokens, float[] gated,
        GateBuffers gatedBuffers, Scratch scratch) {
      // gated = Gate(wide, tokens)
      gatedPart.forward(parameters, wide, tokens, gated, gatedBuffers, scratch);
    }

    private void forwardGated(float[] parameters, GateBuffers gatedBuffers, int samples,
        Scratch scratch) {
      // gated = Gate(wide, tokens)
      gatedPart.forward(parameters, gatedBuffers, samples, scratch);
    }

    private void trainGated(float[] parameters, GateBuffers gatedBuffers, int samples,
        Scratch scratch) {
      // gated = Gate(wide, tokens)
      gatedPart.forwardTraining(parameters, gatedBuffers, samples, scratch);
    }

    private void backwardGated(float[] parameters, GateBuffers gatedBuffers, int samples,
        Scratch scratch, float[] gradient) {
      // wideGradient = gatedGradient through Gate
      // ∂loss/∂gatedTrainable = Σ gatedGradient through Gate
      gatedPart.backward(parameters, gatedBuffers, samples, scratch, gradient);
    }

    private static void inputBackwardGated(int samples) {
      // tokensGradient = gatedGradient through Gate
    }

    private void backwardWide(float[][] wide, float[][] tokens, float[][] wideGradient, int samples,
        Scratch scratch, float[] gradient) {
      // wideSumsGradient = wideGradient * tanh'(… = wide)
      for (int s = 0; s < samples; s++) {
        float[] wideRow = wide[s];
        float[] wideGradientRow = wideGradient[s];
        for (int j = 0; j < 20; j++) {
          wideGradientRow[j] = wideGradientRow[j] * (1f - wideRow[j] * wideRow[j]);
        }
      }
      // ∂loss/∂wideKernel = Σ tokensᵀ · wideSumsGradient
      wideAffine.kernelGradient(tokens, wideGradient, samples, gradient, scratch);
      // ∂loss/∂wideBias = Σ wideSumsGradient
      Arrays.fill(gradient, wideBias, wideBias + 20, 0f);
      for (int s = 0; s < samples; s++) {
        float[] wideGradientRow = wideGradient[s];
        for (int j = 0; j < 20; j++) {
          gradient[wideBias + j] += wideGradientRow[j];
        }
      }
    }

    private void inputBackwardWide(float[] parameters, float[][] wideGradient,
        float[][] tokensGradient_2, int samples, Scratch scratch) {
      // tokensGradient_2 = wideSumsGradient · kernelᵀ
      wideAffine.inputGradient(parameters, wideGradient, tokensGradient_2, samples, scratch);
    }

    private static void inputBackwardTokens(float[][] tokensGradient_2, float[][] tokensGradient,
        int samples) {
      // tokensGradient_3 = tokensGradient + tokensGradient_2
      for (int s = 0; s < samples; s++) {
        float[] tokensGradient_2Row = tokensGradient_2[s];
        float[] tokensGradientRow = tokensGradient[s];
        for (int j = 0; j < 20; j++) {
          tokensGradientRow[j] += tokensGradient_2Row[j];
        }
      }
    }

    private void updateGated(float[] parameters, GateBuffers gatedBuffers) {
      gatedPart.updateAverages(parameters, gatedBuffers);
    }

    private void explainGated(float[] parameters, GateExplanation gatedExplanation, int samples,
        Scratch scratch) {
      // wideSensitivity = gatedSensitivity through Gate
      // tokensSensitivity = gatedSensitivity through Gate
      gatedPart.explain(parameters, gatedExplanation, samples, scratch);
    }

    private void explainWide(float[] parameters, float[][] wide, float[][] wideSensitivity,
        float[][] tokensSensitivity_2, int samples, Scratch scratch) {
      // wideSumsSensitivity = wideSensitivity * tanh'(… = wide)
      for (int s = 0; s < samples; s++) {
        float[] wideRow = wide[s];
        float[] wideSensitivityRow = wideSensitivity[s];
        for (int j = 0; j < 20; j++) {
          wideSensitivityRow[j] = wideSensitivityRow[j] * (1f - wideRow[j] * wideRow[j]);
        }
      }
      // tokensSensitivity_2 = wideSumsSensitivity · kernelᵀ
      wideAffine.inputGradient(parameters, wideSensitivity, tokensSensitivity_2, samples, scratch);
    }

    private static void explainTokens(float[][] tokensSensitivity_2, float[][] tokensSensitivity,
        int samples) {
      // tokensSensitivity_3 = tokensSensitivity + tokensSensitivity_2
      for (int s = 0; s < samples; s++) {
        float[] tokensSensitivity_2Row = tokensSensitivity_2[s];
        float[] tokensSensitivityRow = tokensSensitivity[s];
        for (int j = 0; j < 20; j++) {
          tokensSensitivityRow[j] += tokensSensitivity_2Row[j];
        }
      }
    }
  }

  /**
   * The values of {@code Block}, one row a sample.
   */
  private static final class BlockBuffers {
    final float[][] tokens;
    final float[][] gated;
    final float[][] gatedGradient;
    final float[][] tokensGradient;
    final float[][] wide;
    final float[][] wideGradient;
    final float[][] tokensGradient_2;

    final GateBuffers gatedBuffers;

    BlockBuffers(int capacity, boolean training, float[][] tokens, float[][] gated,
        float[][] gatedGradient, float[][] tokensGradient) {
      this.tokens = tokens;
      this.gated = gated;
      this.gatedGradient = gatedGradient;
      this.tokensGradient = tokensGradient;
      wide = new float[capacity][20];
      wideGradient = training ? new float[capacity][20] : null;
      tokensGradient_2 = training ? new float[capacity][20] : null;
      gatedBuffers = new GateBuffers(capacity, training, wide, tokens, gated, gatedGradient,
          wideGradient, tokensGradient);
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
        float[][] to = isLast ? output : new float[capacity][20];
        float[][] toGradient = isLast || !training ? outputGradient : new float[capacity][20];
        several[i] = new BlockBuffers(capacity, training, from, to, toGradient, fromGradient);
        from = to;
        fromGradient = toGradient;
      }
      return several;
    }

    float[][] layer(int layer) {
      if (layer >= 1 && layer < 4) {
        return gatedBuffers.layer(layer - 1);
      }
      return switch (layer) {
        case 0 -> wide;
        case 4 -> gated;
        default -> throw new IndexOutOfBoundsException(layer);
      };
    }
  }

  /**
   * The values of {@code Block}, and the gradients of a score with respect to them.
   */
  private static final class BlockExplanation {
    final BlockBuffers b;

    final float[][] gatedSensitivity;
    final float[][] tokensSensitivity;
    final float[][] wideSensitivity;
    final float[][] tokensSensitivity_2;

    final GateExplanation gatedExplanation;

    BlockExplanation(int capacity, BlockBuffers b, float[][] gatedSensitivity,
        float[][] tokensSensitivity) {
      this.b = b;
      this.gatedSensitivity = gatedSensitivity;
      this.tokensSensitivity = tokensSensitivity;
      wideSensitivity = new float[capacity][20];
      tokensSensitivity_2 = new float[capacity][20];
      gatedExplanation = new GateExplanation(capacity, b.gatedBuffers, gatedSensitivity,
          wideSensitivity, tokensSensitivity);
    }

    /**
     * One for each repeat, which hands its gradient to the one before.
     */
    static BlockExplanation[] several(int capacity, BlockBuffers[] repeats, float[][] output,
        float[][] input) {
      BlockExplanation[] several = new BlockExplanation[repeats.length];
      float[][] from = input;
      for (int i = 0; i < several.length; i++) {
        float[][] to = i == several.length - 1 ? output : new float[capacity][20];
        several[i] = new BlockExplanation(capacity, repeats[i], to, from);
        from = to;
      }
      return several;
    }
  }
}

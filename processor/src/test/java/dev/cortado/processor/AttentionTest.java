package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Labels;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks of attention: what they learn, and what steps that do not count change. */
class AttentionTest {
  private static final int STEPS = 10;
  private static final int WORDS = 8;
  private static final int MARK = 9;

  /** Two blocks of a transformer, over tokens. */
  private static final String TRANSFORMER =
      """
      @Input(10) Layer words();
      @Embedding(inputDim = 10, outputDim = 16, maskZero = true) Layer vectors();
      @PositionEmbedding Layer placed();
      @MultiHeadAttention(numHeads = 2, keyDim = 8) Layer seen();
      @Add({"placed", "seen"}) Layer sum();
      @LayerNormalization Layer normal();
      @Dense(units = 32, activation = GELU) Layer wide();
      @Dense(units = 16) Layer narrow();
      @Add({"normal", "narrow"}) Layer both();
      @LayerNormalization Layer first();
      @MultiHeadAttention(numHeads = 2, keyDim = 8) Layer seenAgain();
      @Add({"first", "seenAgain"}) Layer sumAgain();
      @LayerNormalization Layer normalAgain();
      @Dense(units = 32, activation = GELU) Layer wideAgain();
      @Dense(units = 16) Layer narrowAgain();
      @Add({"normalAgain", "narrowAgain"}) Layer bothAgain();
      @LayerNormalization Layer second();
      @GlobalAveragePooling1D Layer mean();
      @Dense(units = 8, activation = SOFTMAX) Layer word();
      """;

  /** Sentences of random words, of 5 to 10 tokens, and the word that follows a mark in each. */
  private static Samples sentences(int count, Random random) {
    float[][] sentences = new float[count][STEPS];
    int[] words = new int[count];
    for (int s = 0; s < count; s++) {
      int length = 5 + random.nextInt(STEPS - 4);
      int mark = random.nextInt(length - 1);
      for (int t = 0; t < length; t++) {
        sentences[s][t] = t == mark ? MARK : 1 + random.nextInt(WORDS);
      }
      words[s] = (int) sentences[s][mark + 1] - 1;
    }
    return Samples.of(sentences, Labels.oneHot(words, WORDS));
  }

  /** Without attention to the step before, most words of a sentence are as likely as another. */
  @Test
  void learnsWhichWordFollowsTheMark() throws Exception {
    CompiledModel model = Compiled.create(Compiled.layers(TRANSFORMER), 3);
    Trainer trainer =
        Trainer.of(model)
            .optimizer(Adam.create().learningRate(0.003))
            .loss(Loss.CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(
        sentences(2000, new Random(1)), Fit.epochs(12).batchSize(32).progress(Progress.NONE));
    double accuracy = trainer.evaluate(sentences(500, new Random(2))).get("accuracy");
    assertTrue(accuracy > 0.95, () -> "accuracy " + accuracy);
  }

  @Test
  void allocatesNothing() throws Exception {
    CompiledModel model = Compiled.create(Compiled.layers(TRANSFORMER), 3);
    float[][] sentences = sentences(6, new Random(1)).inputs().get(0);
    float[] prediction = new float[WORDS];
    assertEquals(0, Allocations.least(() -> model.predict(sentences[0], prediction)));
    Workspace workspace = model.workspace(6, true);
    workspace.input(0, sentences, 0, 6);
    float[] gradient = new float[model.trainableCount()];
    boolean[] fromLogits = {true};
    assertEquals(
        0,
        Allocations.least(
            () -> {
              model.forwardTraining(workspace, 6);
              model.backward(workspace, 6, fromLogits, gradient);
            }));
  }

  /** A sentence that is filled up with zeros gives the bits of the sentence alone. */
  @Test
  void paddingChangesNoBit() throws Exception {
    CompiledModel longer = Compiled.create(Compiled.layers(TRANSFORMER), 3);
    String layers = TRANSFORMER.replace("@Input(10)", "@Input(7)");
    CompiledModel shorter = Compiled.create(Compiled.layers(layers), 4);
    for (ParameterSpec parameter : shorter.blueprint().parameters()) {
      float[] all = longer.layer(parameter.layer()).parameter(parameter.name()).data;
      System.arraycopy(all, 0, shorter.parameters(), parameter.offset(), parameter.shape().size());
    }
    float[] sentence = {3, 9, 2, 1, 7, 7, 4};
    float[] padded = Arrays.copyOf(sentence, STEPS);
    for (String layer : new String[] {"seen", "second", "word"}) {
      float[] expected = shorter.layer(layer).activations(sentence);
      float[] found = longer.layer(layer).activations(padded);
      assertArrayEquals(expected, Arrays.copyOf(found, expected.length), layer);
    }
    assertArrayEquals(shorter.predict(sentence), longer.predict(new float[][] {padded})[0]);
  }

  @Test
  void noStepSeesLaterOnesUnderACausalMask() throws Exception {
    Compilation compilation =
        Compiled.layers(
            """
            @Input({6, 4}) Layer in();
            @SinePositionEncoding Layer placed();
            @MultiHeadAttention(numHeads = 2, keyDim = 3, useCausalMask = true) Layer seen();
            @Dense(units = 5, activation = TANH) Layer out();
            """);
    CompiledModel model = Compiled.create(compilation, 8);
    Random random = new Random(2);
    float[] x = new float[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] before = model.predict(x);
    for (int step = 0; step < 6; step++) {
      float[] changed = x.clone();
      changed[4 * step] += 1;
      float[] after = model.predict(changed);
      assertArrayEquals(Arrays.copyOf(before, 5 * step), Arrays.copyOf(after, 5 * step));
      for (int later = step; later < 6; later++) {
        assertFalse(
            Arrays.equals(before, 5 * later, 5 * later + 5, after, 5 * later, 5 * later + 5));
      }
    }
  }
}

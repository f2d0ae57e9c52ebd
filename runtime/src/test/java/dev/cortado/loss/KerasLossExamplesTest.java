package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import org.junit.jupiter.api.Test;

/**
 * Numbers of Keras 3: those of the examples in the documentation of keras/src/losses/losses.py, and
 * where it says so, those that keras/src/losses/losses_test.py expects.
 */
class KerasLossExamplesTest {
  private static final float[] TEST_TARGET = {1, 9, 2, -5, -2, 6};
  private static final float[] TEST_PREDICTION = {4, 8, 12, 8, 1, 3};

  /** One sample of an output of shape {@code (prediction.length / last, last)}. */
  private static void gives(
      double expected, Loss loss, Head head, int last, float[] target, float[] prediction) {
    Loss.OutputLoss onOutput = loss.on(Outputs.of(head, prediction.length / last, last));
    double found = onOutput.sample(prediction, target, 1, null);
    // Keras prints few digits, and computes in floats
    assertEquals(expected, found, Math.max(6e-4, 2e-6 * Math.abs(expected)));
  }

  private static void gives(
      double expected, Loss loss, int last, float[] target, float[] prediction) {
    gives(expected, loss, Head.NONE, last, target, prediction);
  }

  /** The tests' {@code test_unweighted}. */
  @Test
  void errors() {
    gives(49.5, Loss.MEAN_SQUARED_ERROR, 3, TEST_TARGET, TEST_PREDICTION);
    gives(5.5, Loss.MEAN_ABSOLUTE_ERROR, 3, TEST_TARGET, TEST_PREDICTION);
    gives(211.8518, Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR, 3, TEST_TARGET, TEST_PREDICTION);
    gives(1.4370, Loss.MEAN_SQUARED_LOGARITHMIC_ERROR, 3, TEST_TARGET, TEST_PREDICTION);
  }

  @Test
  void logCosh() {
    gives(0.108, Loss.LOG_COSH, 2, new float[] {0, 1, 0, 0}, new float[] {1, 1, 0, 0});
  }

  @Test
  void huber() {
    float[] prediction = {0.6f, 0.4f, 0.4f, 0.6f};
    gives(0.155, Loss.HUBER, 2, new float[] {0, 1, 0, 0}, prediction);
  }

  /** The tests' {@code test_unweighted}. */
  @Test
  void hinges() {
    float[] target = {0, 1, 0, 0};
    float[] prediction = {0.6f, 0.4f, 0.4f, 0.6f};
    gives(1.3, Loss.HINGE, 2, target, prediction);
    gives(1.86, Loss.SQUARED_HINGE, 2, target, prediction);
    gives(1.4, Loss.CATEGORICAL_HINGE, 2, target, prediction);
  }

  @Test
  void cosineSimilarity() {
    gives(0, Loss.COSINE_SIMILARITY, 2, new float[] {0, 1}, new float[] {1, 0});
    gives(-0.99999994, Loss.COSINE_SIMILARITY, 2, new float[] {1, 1}, new float[] {1, 1});
    gives(0.99999994, Loss.COSINE_SIMILARITY, 2, new float[] {1, 1}, new float[] {-1, -1});
  }

  /** By hand from the tests' data: the sums of t log(t/p), and the mean of p - t log p. */
  @Test
  void divergences() {
    gives(
        1.192151 / 2,
        Loss.KL_DIVERGENCE,
        3,
        new float[] {0.5f, 0.8f, 0.12f, 0.7f, 0.43f, 0.8f},
        new float[] {0.4f, 0.9f, 0.12f, 0.36f, 0.3f, 0.4f});
    gives(
        -3.306582,
        Loss.POISSON,
        3,
        new float[] {4, 8, 12, 8, 1, 3},
        new float[] {1, 9, 2, 5, 2, 6});
  }

  @Test
  void binaryCrossentropy() {
    Loss loss = Loss.BINARY_CROSSENTROPY;
    gives(0.916, loss, 2, new float[] {0, 1}, new float[] {0.6f, 0.4f});
    gives(0.714, loss, 2, new float[] {0, 0}, new float[] {0.4f, 0.6f});
    gives(0.235, loss, Head.SIGMOID, 2, new float[] {0, 1}, new float[] {-18.6f, 0.51f});
    gives(1.496, loss, Head.SIGMOID, 2, new float[] {0, 0}, new float[] {2.94f, -12.8f});
    gives(
        0.8654,
        loss,
        Head.SIGMOID,
        2,
        new float[] {0, 1, 0, 0},
        new float[] {-18.6f, 0.51f, 2.94f, -12.8f});
  }

  /**
   * The tests' {@code test_unweighted}, exact zeros and ones among them, and {@code
   * test_label_smoothing}.
   */
  @Test
  void binaryCrossentropyInTests() {
    gives(
        0.20046903,
        Loss.BINARY_CROSSENTROPY,
        3,
        new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        new float[] {0.9f, 0.1f, 0.2f, 0.3f, 0.8f, 0.1f, 0.1f, 0.2f, 0.7f});
    gives(3.98559, Loss.BINARY_CROSSENTROPY, 2, new float[] {1, 0, 1, 0}, new float[] {1, 1, 1, 0});
    gives(
        (10 + 5 * 0.1) / 3,
        Loss.BINARY_CROSSENTROPY.labelSmoothing(0.1),
        Head.SIGMOID,
        3,
        new float[] {1, 0, 1},
        new float[] {10, -10, -10});
  }

  @Test
  void binaryFocalCrossentropy() {
    BinaryFocalCrossentropy loss = Loss.BINARY_FOCAL_CROSSENTROPY;
    BinaryFocalCrossentropy balanced = loss.applyClassBalancing(true);
    float[] target = {0, 1, 0, 0};
    float[] logits = {-18.6f, 0.51f, 2.94f, -12.8f};
    gives(0.691, loss, Head.SIGMOID, 2, target, logits);
    gives(0.51, balanced, Head.SIGMOID, 2, target, logits);
    gives(0.647, loss.gamma(3), Head.SIGMOID, 2, target, logits);
    gives(0.482, balanced.gamma(3), Head.SIGMOID, 2, target, logits);
    gives(1.222 / 2, loss.gamma(4), Head.SIGMOID, 2, target, logits);
    gives(0.914 / 2, balanced.gamma(4), Head.SIGMOID, 2, target, logits);
    gives(0.330, loss, 2, new float[] {0, 1}, new float[] {0.6f, 0.4f});
    gives(0.206, loss, 2, new float[] {0, 0}, new float[] {0.4f, 0.6f});
  }

  @Test
  void categoricalCrossentropy() {
    Loss loss = Loss.CATEGORICAL_CROSSENTROPY;
    gives(0.0513, loss, 3, new float[] {0, 1, 0}, new float[] {0.05f, 0.95f, 0});
    gives(2.303, loss, 3, new float[] {0, 0, 1}, new float[] {0.1f, 0.8f, 0.1f});
    Loss sparse = Loss.SPARSE_CATEGORICAL_CROSSENTROPY;
    gives(1.177, sparse, 3, new float[] {1, 2}, new float[] {0.05f, 0.95f, 0, 0.1f, 0.8f, 0.1f});
  }

  /**
   * The tests' {@code test_unweighted}, {@code test_label_smoothing} and {@code test_ignore_class}.
   */
  @Test
  void categoricalCrossentropyInTests() {
    float[] target = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    float[] labels = {0, 1, 2};
    float[] probabilities = {0.9f, 0.05f, 0.05f, 0.5f, 0.89f, 0.6f, 0.05f, 0.01f, 0.94f};
    float[] logits = {8, 1, 1, 0, 9, 1, 2, 3, 5};
    gives(0.3239, Loss.CATEGORICAL_CROSSENTROPY, 3, target, probabilities);
    gives(0.0573, Loss.CATEGORICAL_CROSSENTROPY, Head.SOFTMAX, 3, target, logits);
    gives(0.3239, Loss.SPARSE_CATEGORICAL_CROSSENTROPY, 3, labels, probabilities);
    gives(0.0573, Loss.SPARSE_CATEGORICAL_CROSSENTROPY, Head.SOFTMAX, 3, labels, logits);
    gives(
        400 * 0.1 / 3,
        Loss.CATEGORICAL_CROSSENTROPY.labelSmoothing(0.1),
        Head.SOFTMAX,
        3,
        new float[] {1, 0, 0},
        new float[] {100, -100, -100});
    gives(
        1.480129 / 2,
        Loss.SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass(-1),
        Head.SOFTMAX,
        3,
        new float[] {-1, 2},
        new float[] {0.854f, 0.698f, 0.598f, 0.088f, 0.86f, 0.018f});
  }

  @Test
  void categoricalFocalCrossentropy() {
    Loss loss = Loss.CATEGORICAL_FOCAL_CROSSENTROPY;
    float[] prediction = {0.1f, 0.85f, 0.05f};
    gives(0.675912094, loss, 3, new float[] {0, 0, 1}, prediction);
    gives(
        0.23315276,
        loss,
        3,
        new float[] {0, 1, 0, 0, 0, 1},
        new float[] {0.05f, 0.95f, 0, 0.1f, 0.8f, 0.1f});
    gives(
        0.06685,
        Loss.CATEGORICAL_FOCAL_CROSSENTROPY.labelSmoothing(0.1),
        Head.SOFTMAX,
        3,
        new float[] {1, 0, 0},
        new float[] {4.9f, -0.5f, 2.05f});
  }

  /** The tests' {@code test_no_reduction}: small losses to all their digits. */
  @Test
  void smallFocalLosses() {
    float[][] targets = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    float[][] logits = {{8, 1, 1}, {0, 9, 1}, {2, 3, 5}};
    double[] expected = {1.5096224e-09, 2.4136547e-11, 1.0360638e-03};
    Loss.OutputLoss loss = Loss.CATEGORICAL_FOCAL_CROSSENTROPY.on(Outputs.of(Head.SOFTMAX, 3));
    for (int i = 0; i < 3; i++) {
      // Keras rounds 1 - p to floats before it squares it
      assertEquals(expected[i], loss.sample(logits[i], targets[i], 1, null), 2e-3 * expected[i]);
    }
  }

  @Test
  void names() {
    assertEquals("mean_squared_error", Loss.MEAN_SQUARED_ERROR.name());
    assertEquals("mean_absolute_error", Loss.MEAN_ABSOLUTE_ERROR.name());
    assertEquals("mean_absolute_percentage_error", Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR.name());
    assertEquals("mean_squared_logarithmic_error", Loss.MEAN_SQUARED_LOGARITHMIC_ERROR.name());
    assertEquals("log_cosh", Loss.LOG_COSH.name());
    assertEquals("huber_loss", Loss.HUBER.name());
    assertEquals("hinge", Loss.HINGE.name());
    assertEquals("squared_hinge", Loss.SQUARED_HINGE.name());
    assertEquals("categorical_hinge", Loss.CATEGORICAL_HINGE.name());
    assertEquals("binary_crossentropy", Loss.BINARY_CROSSENTROPY.name());
    assertEquals("binary_focal_crossentropy", Loss.BINARY_FOCAL_CROSSENTROPY.name());
    assertEquals("categorical_crossentropy", Loss.CATEGORICAL_CROSSENTROPY.name());
    assertEquals("categorical_focal_crossentropy", Loss.CATEGORICAL_FOCAL_CROSSENTROPY.name());
    assertEquals("sparse_categorical_crossentropy", Loss.SPARSE_CATEGORICAL_CROSSENTROPY.name());
    assertEquals("kl_divergence", Loss.KL_DIVERGENCE.name());
    assertEquals("poisson", Loss.POISSON.name());
    assertEquals("cosine_similarity", Loss.COSINE_SIMILARITY.name());
  }
}

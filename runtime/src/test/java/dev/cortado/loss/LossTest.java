package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cortado.kernel.Scratch;
import dev.cortado.loss.LossReferences.Group;
import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every loss against its formula in double, and its gradient against central differences of that,
 * over random outputs of many shapes.
 */
class LossTest {
  private static final int[][] SHAPES = {
    {2}, {3}, {7}, {10}, {33}, {70}, {3, 2}, {5, 4}, {2, 3, 5}
  };

  private static final BinaryFocalCrossentropy BALANCED =
      Loss.BINARY_FOCAL_CROSSENTROPY.applyClassBalancing(true).alpha(0.7).gamma(1.5);
  private static final CategoricalFocalCrossentropy FOCAL =
      Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(0.6).gamma(1.5).labelSmoothing(0.2);

  /** Random values of one kind, {@code length} along the last axis. */
  private enum Values {
    REAL {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = (float) (random.nextGaussian() * scale);
        }
      }
    },
    POSITIVE {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = (float) ((0.01 + random.nextDouble()) * scale);
        }
      }
    },
    /** Any number from 0 to 1, often one of the two. */
    PROBABILITY {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = random.nextInt(2) == 0 ? random.nextInt(2) : random.nextFloat();
        }
      }
    },
    /** From 0.05 to 0.95: far from where Keras clips. */
    INNER_PROBABILITY {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = 0.05f + 0.9f * random.nextFloat();
        }
      }
    },
    SIGN {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = random.nextInt(2) * 2 - 1;
        }
      }
    },
    BIT {
      @Override
      void fill(Random random, double scale, float[] group) {
        for (int i = 0; i < group.length; i++) {
          group[i] = random.nextInt(2);
        }
      }
    },
    ONE_HOT {
      @Override
      void fill(Random random, double scale, float[] group) {
        group[random.nextInt(group.length)] = 1;
      }
    },
    DISTRIBUTION {
      @Override
      void fill(Random random, double scale, float[] group) {
        float sum = 0;
        for (int i = 0; i < group.length; i++) {
          group[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
          sum += group[i];
        }
        for (int i = 0; i < group.length; i++) {
          group[i] = sum == 0 ? 1f / group.length : group[i] / sum;
        }
      }
    },
    LABEL {
      @Override
      void fill(Random random, double scale, float[] group) {
        throw new AssertionError("labels depend on the number of classes");
      }
    };

    abstract void fill(Random random, double scale, float[] group);

    float[] random(Random random, double scale, int groups, int length) {
      if (this == LABEL) {
        float[] labels = new float[groups];
        for (int i = 0; i < groups; i++) {
          labels[i] = random.nextInt(length);
        }
        return labels;
      }
      float[] values = new float[groups * length];
      for (int from = 0; from < values.length; from += length) {
        float[] group = new float[length];
        fill(random, scale, group);
        System.arraycopy(group, 0, values, from, length);
      }
      return values;
    }
  }

  private record Case(
      Loss loss, Head head, Values predictions, double scale, Values targets, Group formula) {

    private static Case of(Loss loss, Values predictions, Values targets, Group formula) {
      return new Case(loss, Head.NONE, predictions, 2, targets, formula);
    }

    private static Case logits(Loss loss, Head head, double scale, Values targets, Group formula) {
      Group onLogits =
          head == Head.SIGMOID
              ? LossReferences.onSigmoid(formula)
              : LossReferences.onSoftmax(formula);
      return new Case(loss, head, Values.REAL, scale, targets, onLogits);
    }

    @Override
    public String toString() {
      return "%s on %s %s times %s for %s".formatted(loss, head, predictions, scale, targets);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(elementwise(), binary(), categorical()).flatMap(List::stream);
  }

  private static List<Case> elementwise() {
    return List.of(
        Case.of(
            Loss.MEAN_SQUARED_ERROR, Values.REAL, Values.REAL, LossReferences::meanSquaredError),
        Case.of(
            Loss.MEAN_ABSOLUTE_ERROR, Values.REAL, Values.REAL, LossReferences::meanAbsoluteError),
        Case.of(
            Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
            Values.REAL,
            Values.REAL,
            LossReferences::meanAbsolutePercentageError),
        Case.of(
            Loss.MEAN_SQUARED_LOGARITHMIC_ERROR,
            Values.REAL,
            Values.POSITIVE,
            LossReferences::meanSquaredLogarithmicError),
        Case.of(Loss.LOG_COSH, Values.REAL, Values.REAL, LossReferences::logCosh),
        Case.of(Loss.HUBER, Values.REAL, Values.REAL, LossReferences.huber(1)),
        Case.of(Loss.HUBER.delta(0.3), Values.REAL, Values.REAL, LossReferences.huber(0.3)),
        Case.of(Loss.HINGE, Values.REAL, Values.SIGN, LossReferences::hinge),
        Case.of(Loss.HINGE, Values.REAL, Values.BIT, LossReferences::hinge),
        Case.of(Loss.SQUARED_HINGE, Values.REAL, Values.SIGN, LossReferences::squaredHinge),
        Case.of(Loss.SQUARED_HINGE, Values.REAL, Values.BIT, LossReferences::squaredHinge),
        Case.of(Loss.POISSON, Values.POSITIVE, Values.POSITIVE, LossReferences::poisson),
        Case.of(
            Loss.COSINE_SIMILARITY, Values.REAL, Values.REAL, LossReferences::cosineSimilarity));
  }

  private static List<Case> binary() {
    Values inner = Values.INNER_PROBABILITY;
    Values probability = Values.PROBABILITY;
    BinaryFocalCrossentropy focal = Loss.BINARY_FOCAL_CROSSENTROPY;
    BinaryFocalCrossentropy smooth = BALANCED.labelSmoothing(0.2).gamma(0.5);
    return List.of(
        Case.of(Loss.BINARY_CROSSENTROPY, inner, probability, LossReferences.binaryCrossentropy(0)),
        Case.of(
            Loss.BINARY_CROSSENTROPY.labelSmoothing(0.3),
            inner,
            probability,
            LossReferences.binaryCrossentropy(0.3)),
        Case.of(focal, inner, probability, LossReferences.binaryFocalCrossentropy(focal, true)),
        Case.of(
            BALANCED, inner, probability, LossReferences.binaryFocalCrossentropy(BALANCED, true)),
        Case.of(smooth, inner, probability, LossReferences.binaryFocalCrossentropy(smooth, true)),
        Case.logits(
            Loss.BINARY_CROSSENTROPY,
            Head.SIGMOID,
            3,
            probability,
            LossReferences.binaryCrossentropy(0)),
        Case.logits(
            Loss.BINARY_CROSSENTROPY.labelSmoothing(0.3),
            Head.SIGMOID,
            3,
            probability,
            LossReferences.binaryCrossentropy(0.3)),
        Case.logits(
            focal,
            Head.SIGMOID,
            3,
            probability,
            LossReferences.binaryFocalCrossentropy(focal, false)),
        Case.logits(
            BALANCED,
            Head.SIGMOID,
            3,
            probability,
            LossReferences.binaryFocalCrossentropy(BALANCED, false)),
        Case.logits(
            smooth,
            Head.SIGMOID,
            3,
            probability,
            LossReferences.binaryFocalCrossentropy(smooth, false)));
  }

  private static List<Case> categorical() {
    Values inner = Values.INNER_PROBABILITY;
    CategoricalCrossentropy plain = Loss.CATEGORICAL_CROSSENTROPY;
    CategoricalCrossentropy smooth = plain.labelSmoothing(0.1);
    CategoricalFocalCrossentropy focal = Loss.CATEGORICAL_FOCAL_CROSSENTROPY;
    Group crossentropy = LossReferences.categoricalCrossentropy(0);
    Group smoothed = LossReferences.categoricalCrossentropy(0.1);
    Group focused = LossReferences.categoricalFocalCrossentropy(focal);
    Group smoothFocused = LossReferences.categoricalFocalCrossentropy(FOCAL);
    return List.of(
        Case.of(
            Loss.CATEGORICAL_HINGE, Values.REAL, Values.ONE_HOT, LossReferences::categoricalHinge),
        Case.of(Loss.CATEGORICAL_HINGE, Values.REAL, Values.SIGN, LossReferences::categoricalHinge),
        Case.of(Loss.KL_DIVERGENCE, inner, Values.DISTRIBUTION, LossReferences::klDivergence),
        Case.of(plain, inner, Values.ONE_HOT, LossReferences.onNormalized(crossentropy)),
        Case.of(plain, inner, Values.DISTRIBUTION, LossReferences.onNormalized(crossentropy)),
        Case.of(smooth, inner, Values.ONE_HOT, LossReferences.onNormalized(smoothed)),
        Case.of(
            Loss.SPARSE_CATEGORICAL_CROSSENTROPY,
            inner,
            Values.LABEL,
            LossReferences.onNormalized(LossReferences::sparseCategoricalCrossentropy)),
        Case.of(focal, inner, Values.ONE_HOT, LossReferences.onNormalized(focused)),
        Case.of(FOCAL, inner, Values.DISTRIBUTION, LossReferences.onNormalized(smoothFocused)),
        Case.logits(
            Loss.KL_DIVERGENCE, Head.SOFTMAX, 2, Values.DISTRIBUTION, LossReferences::klDivergence),
        Case.logits(plain, Head.SOFTMAX, 2, Values.ONE_HOT, crossentropy),
        Case.logits(plain, Head.SOFTMAX, 20, Values.DISTRIBUTION, crossentropy),
        Case.logits(smooth, Head.SOFTMAX, 2, Values.ONE_HOT, smoothed),
        Case.logits(
            Loss.SPARSE_CATEGORICAL_CROSSENTROPY,
            Head.SOFTMAX,
            20,
            Values.LABEL,
            LossReferences::sparseCategoricalCrossentropy),
        Case.logits(focal, Head.SOFTMAX, 2, Values.ONE_HOT, focused),
        Case.logits(FOCAL, Head.SOFTMAX, 2, Values.DISTRIBUTION, smoothFocused));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheFormulaAndItsDerivative(Case row) {
    Random random = new Random(7);
    for (int[] shape : SHAPES) {
      int length = shape[shape.length - 1];
      int groups = Arrays.stream(shape).reduce(1, (a, b) -> a * b) / length;
      Loss.OutputLoss loss = row.loss.on(Outputs.of(row.head, shape));
      for (int sample = 0; sample < 20; sample++) {
        float[] prediction = row.predictions.random(random, row.scale, groups, length);
        float[] target = row.targets.random(random, row.scale, groups, length);
        compare(row, loss, length, prediction, target);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void batchesHaveTheBitsOfSingleSamples(Case row) {
    Random random = new Random(8);
    for (int[] shape : SHAPES) {
      int length = shape[shape.length - 1];
      int groups = Arrays.stream(shape).reduce(1, (a, b) -> a * b) / length;
      Loss.OutputLoss loss = row.loss.on(Outputs.of(row.head, shape));
      float[][] predictions = new float[5][];
      float[][] targets = new float[5][];
      float[][] gradients = new float[5][groups * length];
      float[] scales = {1, 0.5f, 0, -2, 3};
      double[] losses = new double[5];
      for (int s = 0; s < 5; s++) {
        predictions[s] = row.predictions.random(random, row.scale, groups, length);
        targets[s] = row.targets.random(random, row.scale, groups, length);
      }
      Scratch scratch = new Scratch();
      loss.samples(predictions, targets, 5, scales, gradients, losses, scratch);
      double[] lossesAlone = new double[5];
      loss.samples(predictions, targets, 5, scales, null, lossesAlone, scratch);
      assertArrayEquals(losses, lossesAlone);
      for (int s = 0; s < 5; s++) {
        float[] gradient = new float[groups * length];
        assertEquals(losses[s], loss.sample(predictions[s], targets[s], scales[s], gradient));
        assertArrayEquals(gradient, gradients[s]);
      }
    }
  }

  private static void compare(
      Case row, Loss.OutputLoss loss, int length, float[] prediction, float[] target) {
    double[] x = doubles(prediction);
    double[] t = doubles(target);
    double expected = LossReferences.mean(row.formula, length, x, t);
    float[] gradient = new float[x.length];
    Arrays.fill(gradient, Float.NaN);
    float[] samePrediction = prediction.clone();
    float[] sameTarget = target.clone();

    assertEquals(target.length, loss.targetSize());
    assertNull(loss.problemWith(target));
    double value = loss.sample(prediction, target, -2.5f, gradient);
    // The powers of logits are floats
    double rounding = row.head != Head.NONE ? 1e-7 : 1e-9;
    assertEquals(expected, value, 1e-6 * Math.abs(expected) + rounding);
    assertEquals(value, loss.sample(prediction, target, 1, null), "without a gradient");
    assertArrayEquals(samePrediction, prediction);
    assertArrayEquals(sameTarget, target);
    for (int i = 0; i < x.length; i++) {
      double slope = -2.5 * slope(row.formula, length, x, t, i);
      assertEquals(slope, gradient[i], 1e-5 * Math.abs(slope) + 1e-6, "value " + i);
    }
  }

  private static double slope(Group formula, int length, double[] x, double[] t, int i) {
    double old = x[i];
    double step = 1e-5;
    x[i] = old + step;
    double above = LossReferences.mean(formula, length, x, t);
    x[i] = old - step;
    double below = LossReferences.mean(formula, length, x, t);
    x[i] = old;
    return (above - below) / (2 * step);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}

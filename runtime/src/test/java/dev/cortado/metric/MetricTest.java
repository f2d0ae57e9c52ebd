package dev.cortado.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.metric.MetricReferences.Figure;
import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every metric against its formula in double over random samples of many shapes, whole, in two
 * halves, and with a checkpoint in the middle.
 */
class MetricTest {
  private static final int[][] SHAPES = {{1}, {2}, {3}, {7}, {10}, {4, 1}, {3, 2}, {2, 3, 5}};

  /** What targets are; predictions are probabilities for all but real ones. */
  private enum Targets {
    BITS,
    ONE_HOT,
    LABELS,
    REAL
  }

  private record Case(Metric metric, Targets targets, int leastClasses, Figure figure) {
    @Override
    public String toString() {
      return metric + " for " + targets;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(accuracies(), detections(), scores(), errors()).flatMap(List::stream);
  }

  private static List<Case> accuracies() {
    Figure categorical = MetricReferences::categoricalAccuracy;
    return List.of(
        new Case(Metric.ACCURACY, Targets.ONE_HOT, 2, categorical),
        new Case(Metric.ACCURACY, Targets.LABELS, 2, categorical),
        new Case(Metric.BINARY_ACCURACY, Targets.BITS, 1, MetricReferences.binaryAccuracy(0.5)),
        new Case(
            Metric.BINARY_ACCURACY.threshold(0.25),
            Targets.BITS,
            1,
            MetricReferences.binaryAccuracy(0.25)),
        new Case(Metric.CATEGORICAL_ACCURACY, Targets.ONE_HOT, 2, categorical),
        new Case(Metric.SPARSE_CATEGORICAL_ACCURACY, Targets.LABELS, 2, categorical),
        new Case(Metric.TOP_K_CATEGORICAL_ACCURACY, Targets.ONE_HOT, 6, MetricReferences.topK(5)),
        new Case(
            Metric.TOP_K_CATEGORICAL_ACCURACY.k(2), Targets.ONE_HOT, 3, MetricReferences.topK(2)),
        new Case(
            Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY, Targets.LABELS, 6, MetricReferences.topK(5)),
        new Case(
            Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(1),
            Targets.LABELS,
            2,
            MetricReferences.topK(1)));
  }

  private static List<Case> detections() {
    int all = Integer.MAX_VALUE;
    return List.of(
        new Case(Metric.PRECISION, Targets.BITS, 1, MetricReferences.precision(0.5, 0, all)),
        new Case(Metric.PRECISION, Targets.LABELS, 2, MetricReferences.precision(0.5, 0, all)),
        new Case(
            Metric.PRECISION.threshold(0.75).classId(1),
            Targets.ONE_HOT,
            2,
            MetricReferences.precision(0.75, 1, 2)),
        new Case(Metric.RECALL, Targets.BITS, 1, MetricReferences.recall(0.5, 0, all)),
        new Case(Metric.RECALL, Targets.LABELS, 2, MetricReferences.recall(0.5, 0, all)),
        new Case(
            Metric.RECALL.threshold(0).classId(0),
            Targets.BITS,
            1,
            MetricReferences.recall(0, 0, 1)),
        new Case(Metric.AUC, Targets.BITS, 1, MetricReferences.rocAuc(200)),
        new Case(Metric.AUC.numThresholds(7), Targets.LABELS, 2, MetricReferences.rocAuc(7)),
        new Case(Metric.AUC.numThresholds(2), Targets.ONE_HOT, 2, MetricReferences.rocAuc(2)),
        new Case(Metric.AUC.curve(Auc.Curve.PR), Targets.ONE_HOT, 2, MetricReferences.prAuc(200)),
        new Case(
            Metric.AUC.curve(Auc.Curve.PR).numThresholds(20),
            Targets.BITS,
            1,
            MetricReferences.prAuc(20)),
        steps(Auc.Curve.ROC, Auc.SummationMethod.MINORING, 200, Targets.BITS, 1),
        steps(Auc.Curve.ROC, Auc.SummationMethod.MAJORING, 7, Targets.LABELS, 2),
        steps(Auc.Curve.PR, Auc.SummationMethod.MINORING, 20, Targets.ONE_HOT, 2),
        steps(Auc.Curve.PR, Auc.SummationMethod.MAJORING, 200, Targets.BITS, 1),
        steps(Auc.Curve.PR, Auc.SummationMethod.MAJORING, 2, Targets.LABELS, 2));
  }

  private static Case steps(
      Auc.Curve curve, Auc.SummationMethod method, int thresholds, Targets targets, int size) {
    return new Case(
        Metric.AUC.curve(curve).summationMethod(method).numThresholds(thresholds),
        targets,
        size,
        MetricReferences.steppedAuc(
            curve == Auc.Curve.ROC, method == Auc.SummationMethod.MAJORING, thresholds));
  }

  private static List<Case> scores() {
    FBetaScore f1 = Metric.F1_SCORE;
    FBetaScore f2 = Metric.FBETA_SCORE.beta(2).threshold(0.5);
    return List.of(
        new Case(f1, Targets.ONE_HOT, 2, MetricReferences.macro(1, null)),
        new Case(f1, Targets.LABELS, 2, MetricReferences.macro(1, null)),
        new Case(
            f1.average(FBetaScore.Average.MICRO),
            Targets.ONE_HOT,
            2,
            MetricReferences.micro(1, null)),
        new Case(
            f1.average(FBetaScore.Average.WEIGHTED),
            Targets.LABELS,
            2,
            MetricReferences.weighted(1, null)),
        new Case(f2, Targets.BITS, 1, MetricReferences.macro(2, 0.5)),
        new Case(
            f2.average(FBetaScore.Average.MICRO), Targets.BITS, 1, MetricReferences.micro(2, 0.5)),
        new Case(
            f2.average(FBetaScore.Average.WEIGHTED),
            Targets.BITS,
            1,
            MetricReferences.weighted(2, 0.5)),
        new Case(f2.classId(1), Targets.BITS, 2, MetricReferences.scoreOf(1, 2, 0.5)));
  }

  private static List<Case> errors() {
    return List.of(
        new Case(Metric.MEAN_SQUARED_ERROR, Targets.REAL, 1, MetricReferences::meanSquaredError),
        new Case(
            Metric.ROOT_MEAN_SQUARED_ERROR,
            Targets.REAL,
            1,
            (groups, length) -> Math.sqrt(MetricReferences.meanSquaredError(groups, length))),
        new Case(Metric.MEAN_ABSOLUTE_ERROR, Targets.REAL, 1, MetricReferences::meanAbsoluteError),
        new Case(
            Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
            Targets.REAL,
            1,
            MetricReferences::meanAbsolutePercentageError),
        new Case(Metric.R2_SCORE, Targets.REAL, 1, MetricReferences::r2Score),
        new Case(Metric.COSINE_SIMILARITY, Targets.REAL, 2, MetricReferences::cosineSimilarity));
  }

  /** Runs a check over data of all shapes that a metric takes. */
  private static void forAllData(Case row, Check check) {
    Random random = new Random(11);
    for (int[] shape : SHAPES) {
      int length = shape[shape.length - 1];
      if (length < row.leastClasses) {
        continue;
      }
      int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      for (int samples : new int[] {1, 2, 5, 40}) {
        Data data = Data.empty(length);
        for (int i = 0; i < samples; i++) {
          float weight = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat() * 3;
          data.add(
              predictions(random, row.targets, size),
              targets(random, row.targets, size, length),
              weight);
        }
        int targetSize = data.targets().get(0).length;
        check.on(data, () -> row.metric.on(Outputs.of(Head.NONE, shape), targetSize));
      }
    }
  }

  private interface Check {
    void on(Data data, Supplier<Metric.Accumulator> fresh);
  }

  /** Multiples of 1/8 often, so that there are ties, and values on thresholds. */
  private static float[] predictions(Random random, Targets targets, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      if (targets == Targets.REAL) {
        values[i] = (float) random.nextGaussian();
      } else {
        values[i] = random.nextBoolean() ? random.nextInt(9) / 8f : random.nextFloat();
      }
    }
    return values;
  }

  private static float[] targets(Random random, Targets targets, int size, int length) {
    float[] values = new float[targets == Targets.LABELS ? size / length : size];
    for (int i = 0; i < values.length; i++) {
      switch (targets) {
        case BITS -> values[i] = random.nextInt(2);
        case LABELS -> values[i] = random.nextInt(length);
        case REAL -> values[i] = (float) (5 + 2 * random.nextGaussian());
        case ONE_HOT -> {
          if (i % length == 0) {
            values[i + random.nextInt(length)] = 1;
          }
        }
      }
    }
    return values;
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, 1e-6 * Math.abs(expected) + 1e-7);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheFormula(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          Metric.Accumulator whole = fresh.get();
          float[] prediction = data.predictions().get(0).clone();
          float[] target = data.targets().get(0).clone();
          data.show(whole, 0, data.samples());
          assertClose(row.figure.of(data.groups(), data.length()), whole.result());
          assertArrayEquals(prediction, data.predictions().get(0), "predictions stay");
          assertArrayEquals(target, data.targets().get(0), "targets stay");
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void halvesMergeIntoTheWhole(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          Metric.Accumulator whole = fresh.get();
          Metric.Accumulator first = fresh.get();
          Metric.Accumulator second = fresh.get();
          int half = data.samples() / 3;
          data.show(whole, 0, data.samples());
          data.show(first, 0, half);
          data.show(second, half, data.samples());
          double ofSecond = second.result();
          first.merge(second);
          assertEquals(whole.result(), first.result(), 1e-9 * (1 + Math.abs(whole.result())));
          assertEquals(ofSecond, second.result(), "what is merged stays");
          double merged = first.result();
          first.merge(fresh.get());
          assertEquals(merged, first.result(), "an empty one changes nothing");
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void continuesFromItsState(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          Metric.Accumulator whole = fresh.get();
          int half = data.samples() / 2;
          data.show(whole, 0, half);
          double[] state = whole.state();
          double[] copy = state.clone();
          Metric.Accumulator resumed = fresh.get();
          data.show(resumed, half, data.samples());
          resumed.restore(state);
          assertEquals(whole.result(), resumed.result());
          data.show(whole, half, data.samples());
          data.show(resumed, half, data.samples());
          assertEquals(whole.result(), resumed.result());
          assertArrayEquals(whole.state(), resumed.state());
          assertArrayEquals(copy, state, "a state is a copy");
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isZeroWithoutSamples(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          Metric.Accumulator accumulator = fresh.get();
          assertEquals(0, accumulator.result());
          data.show(accumulator, 0, data.samples());
          accumulator.reset();
          assertEquals(0, accumulator.result());
          assertArrayEquals(fresh.get().state(), accumulator.state());
        });
  }

  /** A sample of weight 2 is two samples, one of weight 0 is none. */
  @ParameterizedTest
  @MethodSource("cases")
  void weightsAreRepetitions(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          Metric.Accumulator weighted = fresh.get();
          Metric.Accumulator repeated = fresh.get();
          for (int i = 0; i < data.samples(); i++) {
            weighted.add(data.predictions().get(i), data.targets().get(i), i % 3);
            for (int times = 0; times < i % 3; times++) {
              repeated.add(data.predictions().get(i), data.targets().get(i), 1);
            }
          }
          assertEquals(
              repeated.result(), weighted.result(), 1e-9 * (1 + Math.abs(repeated.result())));
        });
  }

  static Stream<Case> classifications() {
    return cases().filter(row -> row.targets != Targets.REAL);
  }

  /** All samples of one class: the others have neither positives nor a figure of their own. */
  @ParameterizedTest
  @MethodSource("classifications")
  void oneClassOnly(Case row) {
    forAllData(
        row,
        (data, fresh) -> {
          float[] target = data.targets().get(0);
          data.targets().replaceAll(old -> target);
          Metric.Accumulator accumulator = fresh.get();
          data.show(accumulator, 0, data.samples());
          assertClose(row.figure.of(data.groups(), data.length()), accumulator.result());
        });
  }
}

package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is common to all optimizers: each part by itself, then their order. */
class PipelineTest {
  private static final List<ParameterSpec> KERNEL_AND_BIAS = Parameters.kernelAndBias(3, 2);

  /** The gradient that plain gradient descent at a rate of 1 from 0 was given, negated. */
  private static float[] stepAlong(Optimizer optimizer, float... gradient) {
    float[] parameters = new float[gradient.length];
    optimizer.start(KERNEL_AND_BIAS).step(parameters, gradient, 1);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 0 - parameters[i];
    }
    return parameters;
  }

  @Test
  void clipsValues() {
    float[] step =
        stepAlong(Sgd.create().clipValue(2), 3, -1e6f, 2, Float.POSITIVE_INFINITY, -1e-12f);
    assertArrayEquals(new float[] {2, -2, 2, 2, -1e-12f}, step);
  }

  @Test
  void clipsTheNormOfEachParameter() {
    // the kernel's norm is 7, the bias's is 0.5
    float[] step = stepAlong(Sgd.create().clipNorm(1), 2, 3, 6, 0.3f, 0.4f);
    assertArrayEquals(new float[] {2 / 7f, 3 / 7f, 6 / 7f, 0.3f, 0.4f}, step, 1e-7f);
  }

  @Test
  void clipsTheNormOfAllTogether() {
    // √(1 + 4 + 16 + 4 + 0) = 5
    float[] step = stepAlong(Sgd.create().globalClipNorm(2.5), 1, 2, 4, 2, 0);
    assertArrayEquals(new float[] {0.5f, 1, 2, 1, 0}, step, 1e-7f);
    assertArrayEquals(
        new float[] {1, 2, 4, 2, 0}, stepAlong(Sgd.create().globalClipNorm(5), 1, 2, 4, 2, 0));
  }

  @Test
  void clipsNormsWhoseSquaresPassTheGreatestFloat() {
    float[] step = stepAlong(Sgd.create().clipNorm(5), 0, 3e30f, 4e30f, 0, 0);
    assertArrayEquals(new float[] {0, 3, 4, 0, 0}, step, 1e-6f);
  }

  @Test
  void sumsTheSquaresOfEveryValue() {
    for (int size = 1; size < 12; size++) { // sums are taken four at a time
      float[] gradient = new float[size];
      for (int i = 0; i < size; i++) {
        gradient[i] = i + 1;
      }
      float[] parameters = new float[size];
      Sgd.create().globalClipNorm(1).start(Parameters.one(size)).step(parameters, gradient, 1);
      double squares = size * (size + 1) * (2 * size + 1) / 6.0;
      assertEquals(-1 / Math.sqrt(squares), parameters[0], 1e-7, "size " + size);
    }
  }

  @Test
  void clipsInOneWayOnly() {
    Optimizer clipped = Sgd.create().clipNorm(1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> clipped.clipValue(0.5));
    assertEquals(
        "this optimizer has clipNorm(1.0), so it does not take clipValue(0.5) as well; choose one",
        e.getMessage());
    assertEquals(Sgd.create().clipNorm(2), clipped.clipNorm(2));
  }

  @Test
  void decaysWeightsButThoseExcluded() {
    float[] parameters = {1, 2, 3, 4, 5};
    Sgd.create()
        .weightDecay(0.1, parameter -> parameter.name().equals("bias"))
        .start(KERNEL_AND_BIAS)
        .step(parameters, new float[5], 0.5);
    assertArrayEquals(new float[] {0.95f, 1.9f, 2.85f, 4, 5}, parameters, 1e-6f);
  }

  @Test
  void adamWDecaysOnceHoweverItIsAsked() {
    assertEquals(
        Adam.create().weightDecay(0.1).start(KERNEL_AND_BIAS).slots().keySet(),
        AdamW.create().start(KERNEL_AND_BIAS).slots().keySet());
    for (Optimizer optimizer :
        List.of(
            AdamW.create().weightDecay(0.1),
            AdamW.create().clipValue(9).weightDecay(0.1),
            AdamW.create().weightDecay(0.1, parameter -> false).clipValue(9),
            Adam.create().clipValue(9).weightDecay(0.1))) {
      float[] parameters = {1, 1, 1, 1, 1};
      optimizer.start(KERNEL_AND_BIAS).step(parameters, new float[5], 0.5);
      assertArrayEquals(new float[] {0.95f, 0.95f, 0.95f, 0.95f, 0.95f}, parameters, 1e-6f);
    }
  }

  @Test
  void accumulatesTheMeanGradient() {
    Optimizer.Run run = Sgd.create().accumulateGradients(3).start(Parameters.one(2));
    float[] parameters = {0, 0};
    run.step(parameters, new float[] {1, -6}, 100);
    run.step(parameters, new float[] {2, 3}, 100);
    assertArrayEquals(new float[] {0, 0}, parameters);
    run.step(parameters, new float[] {6, 0}, 1);
    assertArrayEquals(new float[] {-3, 1}, parameters);
    assertEquals(3, run.steps());
    run.step(parameters, new float[] {9, 9}, 1);
    run.step(parameters, new float[] {0, 0}, 1);
    run.step(parameters, new float[] {0, 0}, 1);
    assertArrayEquals(new float[] {-6, -2}, parameters);
  }

  @Test
  void accumulatedStepsAreThoseOfTheMean() {
    Optimizer.Run accumulated = Adam.create().accumulateGradients(2).start(Parameters.one(4));
    Optimizer.Run plain = Adam.create().start(Parameters.one(4));
    float[] actual = new float[4];
    float[] expected = new float[4];
    Random random = new Random(3);
    for (int t = 0; t < 10; t++) {
      float[] one = Parameters.normal(random, 4);
      float[] two = Parameters.normal(random, 4);
      float[] mean = new float[4];
      for (int i = 0; i < 4; i++) {
        mean[i] = (one[i] + two[i]) / 2;
      }
      accumulated.step(actual, one, 0.001);
      accumulated.step(actual, two, 0.001);
      plain.step(expected, mean, 0.001);
      assertArrayEquals(expected, actual);
    }
  }

  @Test
  void averagesTheWeights() {
    Optimizer.Run run = Sgd.create().movingAverage(0.75).start(Parameters.one(1));
    float[] parameters = {10};
    assertEquals(Optional.empty(), run.average());
    run.step(parameters, new float[] {2}, 1);
    assertEquals(8, run.average().orElseThrow()[0]); // the first step sets it
    run.step(parameters, new float[] {4}, 1);
    assertEquals(7, run.average().orElseThrow()[0]); // 0.75 · 8 + 0.25 · 4
    assertEquals(4, parameters[0]);
    assertEquals(Optional.empty(), Sgd.create().start(Parameters.one(1)).average());
  }

  @Test
  void overwritesTheWeightsWithTheirAverage() {
    Optimizer.Run run = Sgd.create().movingAverage(0.75, 2).start(Parameters.one(1));
    float[] parameters = {10};
    run.step(parameters, new float[] {2}, 1);
    assertEquals(8, parameters[0]);
    run.step(parameters, new float[] {4}, 1);
    assertEquals(7, parameters[0]);
    run.step(parameters, new float[] {3}, 1);
    assertEquals(4, parameters[0]);
    assertEquals(6.25f, run.average().orElseThrow()[0]); // 0.75 · 7 + 0.25 · 4
  }

  @Test
  void averagesStepsNotTheBatchesBetween() {
    Optimizer.Run run =
        Sgd.create().movingAverage(0.5, 2).accumulateGradients(2).start(Parameters.one(1));
    float[] parameters = {10};
    run.step(parameters, new float[] {2}, 1);
    assertEquals(Optional.empty(), run.average());
    run.step(parameters, new float[] {2}, 1);
    assertEquals(8, run.average().orElseThrow()[0]);
    run.step(parameters, new float[] {4}, 1);
    assertEquals(8, parameters[0]);
    run.step(parameters, new float[] {4}, 1);
    assertEquals(6, parameters[0]); // 0.5 · 8 + 0.5 · 4
  }

  @Test
  void theOrderIsKerasWhateverTheOrderOfCalls() {
    // The mean gradient of (30, 10) is 20, which clips to 2; the weight decays from 8 to 4, then
    // moves by 0.5 · 2; the average follows.
    for (Optimizer optimizer :
        List.of(
            Sgd.create().accumulateGradients(2).clipValue(2).weightDecay(1).movingAverage(),
            Sgd.create().movingAverage().weightDecay(1).clipValue(2).accumulateGradients(2))) {
      Optimizer.Run run = optimizer.start(Parameters.one(1));
      float[] parameters = {8};
      run.step(parameters, new float[] {30}, 0.5);
      run.step(parameters, new float[] {10}, 0.5);
      assertEquals(3, parameters[0]);
      assertEquals(3, run.average().orElseThrow()[0]);
    }
  }

  @Test
  void nameAndLearningRateAreTheOptimizersOwn() {
    LearningRate schedule = LearningRate.exponentialDecay(0.1, 10, 0.5);
    Optimizer optimizer = Lion.create().learningRate(schedule).clipNorm(1).movingAverage();
    assertEquals("lion", optimizer.name());
    assertEquals(schedule, optimizer.learningRate());
  }
}

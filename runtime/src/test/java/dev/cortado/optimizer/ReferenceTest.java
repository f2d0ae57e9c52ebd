package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Optimizers against the formulas of Keras and PyTorch, written again in double, over 1,000 steps
 * with gradients of many magnitudes and a learning rate that changes.
 */
class ReferenceTest {
  private static final int STEPS = 1_000;

  /** A gradient of each kind at a step, from 1. */
  private static float[] gradient(Random random, int t) {
    double z = random.nextGaussian();
    return new float[] {
      0, // of a dead unit
      (float) (1e-12 * z), // far below every epsilon
      (float) (1e6 * z), // whose square is far above every epsilon
      (float) z,
      t % 10 == 0 ? (float) z : 0, // of a rare feature
      t <= 20 ? (float) z : 0, // of a unit that dies
      (float) (z * Math.pow(10, random.nextInt(10) - 6)), // from 1e-6 to 1e3
      (float) (0.5 + 0.01 * z), // always up
      (float) (Math.sin(t) * 1e-4), // that oscillates
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void agreesWithItsFormulaInDouble(String name, Optimizer optimizer, Supplier<Reference> formula) {
    Random random = new Random(5);
    int kinds = gradient(random, 1).length;
    Optimizer.Run run = optimizer.start(Parameters.one(2 * kinds));
    float[] actual = new float[2 * kinds]; // half of them begin at 0, where rounding is finest
    System.arraycopy(Parameters.normal(random, kinds), 0, actual, kinds, kinds);
    double[] expected = new double[2 * kinds];
    double[] rounding = new double[2 * kinds];
    Reference[] references = new Reference[2 * kinds];
    for (int i = 0; i < references.length; i++) {
      expected[i] = actual[i];
      references[i] = formula.get();
    }
    for (int t = 1; t <= STEPS; t++) {
      double rate = optimizer.learningRate().at(run.steps()) * (1 + 0.5 * Math.sin(0.1 * t));
      float[] exact = gradient(random, t);
      float[] gradient = Arrays.copyOf(exact, 2 * kinds);
      System.arraycopy(exact, 0, gradient, kinds, kinds);
      run.step(actual, gradient, rate);
      for (int i = 0; i < references.length; i++) {
        double before = expected[i];
        expected[i] = references[i].step(before, exact[i % kinds], rate, t);
        // Every step rounds the parameter up to three times, each to 6e-8 of it. The step itself
        // comes from moments of up to 1,000 steps, whose roundings mostly cancel.
        rounding[i] += 2e-7 * Math.abs(before) + 5e-6 * Math.abs(expected[i] - before);
        assertEquals(expected[i], actual[i], rounding[i], "step " + t + ", parameter " + i);
      }
    }
    assertEquals(STEPS, run.steps());
  }

  static Stream<Arguments> optimizers() {
    Flavour torch = Flavour.PYTORCH;
    return Stream.of(
        of("SGD", Sgd.create(), () -> Reference.kerasSgd(0, false)),
        of("momentum", Sgd.create().momentum(0.9), () -> Reference.kerasSgd(0.9, false)),
        of(
            "Nesterov",
            Sgd.create().momentum(0.8).nesterov(true),
            () -> Reference.kerasSgd(0.8, true)),
        of("PyTorch SGD", Sgd.create(torch), () -> Reference.torchSgd(0, false)),
        of(
            "PyTorch momentum",
            Sgd.create(torch).momentum(0.9),
            () -> Reference.torchSgd(0.9, false)),
        of(
            "PyTorch Nesterov",
            Sgd.create(torch).momentum(0.9).nesterov(true),
            () -> Reference.torchSgd(0.9, true)),
        of("RMSprop", RmsProp.create(), () -> Reference.kerasRmsProp(0.9, 0, 1e-7, false)),
        of(
            "RMSprop with momentum",
            RmsProp.create().momentum(0.9),
            () -> Reference.kerasRmsProp(0.9, 0.9, 1e-7, false)),
        of(
            "centred RMSprop",
            RmsProp.create().centered(true),
            () -> Reference.kerasRmsProp(0.9, 0, 1e-7, true)),
        of(
            "centred RMSprop with momentum",
            RmsProp.create().rho(0.95).centered(true).momentum(0.9).epsilon(1e-5),
            () -> Reference.kerasRmsProp(0.95, 0.9, 1e-5, true)),
        of(
            "PyTorch RMSprop",
            RmsProp.create(torch),
            () -> Reference.torchRmsProp(0.99, 0, 1e-8, false)),
        of(
            "PyTorch RMSprop with momentum",
            RmsProp.create(torch).momentum(0.9),
            () -> Reference.torchRmsProp(0.99, 0.9, 1e-8, false)),
        of(
            "PyTorch centred RMSprop",
            RmsProp.create(torch).centered(true),
            () -> Reference.torchRmsProp(0.99, 0, 1e-8, true)),
        of(
            "PyTorch centred RMSprop with momentum",
            RmsProp.create(torch).centered(true).momentum(0.8),
            () -> Reference.torchRmsProp(0.99, 0.8, 1e-8, true)),
        of("Adagrad", Adagrad.create(), () -> Reference.kerasAdagrad(0.1, 1e-7)),
        of("PyTorch Adagrad", Adagrad.create(torch), () -> Reference.torchAdagrad(0, 1e-10)),
        of(
            "Adagrad of other numbers",
            Adagrad.create().initialAccumulator(0).epsilon(1e-4),
            () -> Reference.kerasAdagrad(0, 1e-4)),
        of("Adadelta", Adadelta.create(), () -> Reference.adadelta(0.95, 1e-7)),
        of("PyTorch Adadelta", Adadelta.create(torch), () -> Reference.adadelta(0.9, 1e-6)),
        of(
            "Adadelta of other numbers",
            Adadelta.create().rho(0.8).epsilon(1e-3),
            () -> Reference.adadelta(0.8, 1e-3)),
        of("Adam", Adam.create(), () -> Reference.kerasAdam(0.9, 0.999, 1e-7, false)),
        of("PyTorch Adam", Adam.create(torch), () -> Reference.torchAdam(0.9, 0.999, 1e-8, false)),
        of(
            "Adam of other numbers",
            Adam.create().beta1(0.5).beta2(0.95).epsilon(1e-3),
            () -> Reference.kerasAdam(0.5, 0.95, 1e-3, false)),
        of(
            "AMSGrad",
            Adam.create().amsgrad(true),
            () -> Reference.kerasAdam(0.9, 0.999, 1e-7, true)),
        of(
            "PyTorch AMSGrad",
            Adam.create(torch).amsgrad(true),
            () -> Reference.torchAdam(0.9, 0.999, 1e-8, true)),
        of(
            "AdamW",
            AdamW.create(),
            () -> Reference.decayed(0.004, Reference.kerasAdam(0.9, 0.999, 1e-7, false))),
        of(
            "PyTorch AdamW",
            AdamW.create(torch),
            () -> Reference.decayed(0.01, Reference.torchAdam(0.9, 0.999, 1e-8, false))),
        of(
            "AdamW of other numbers",
            AdamW.create().beta1(0.5).beta2(0.9).epsilon(1e-2).amsgrad(true).weightDecay(0.1),
            () -> Reference.decayed(0.1, Reference.kerasAdam(0.5, 0.9, 1e-2, true))),
        of("Adamax", Adamax.create(), () -> Reference.kerasAdamax(0.9, 0.999, 1e-7)),
        of("PyTorch Adamax", Adamax.create(torch), () -> Reference.torchAdamax(0.9, 0.999, 1e-8)),
        of(
            "Adamax of other numbers",
            Adamax.create().beta1(0.8).beta2(0.9).epsilon(1e-3),
            () -> Reference.kerasAdamax(0.8, 0.9, 1e-3)),
        of("Nadam", Nadam.create(), () -> Reference.nadam(0.9, 0.999, 1e-7, 1)),
        of("PyTorch Nadam", Nadam.create(torch), () -> Reference.nadam(0.9, 0.999, 1e-8, 0.004)),
        of(
            "Nadam of other numbers",
            Nadam.create().beta1(0.8).beta2(0.95).epsilon(1e-3).momentumDecay(0.1),
            () -> Reference.nadam(0.8, 0.95, 1e-3, 0.1)),
        of("Lion", Lion.create(), () -> Reference.lion(0.9, 0.99)),
        of(
            "Lion of other numbers",
            Lion.create().beta1(0.5).beta2(0.8),
            () -> Reference.lion(0.5, 0.8)),
        of("FTRL", Ftrl.create(), () -> Reference.ftrl(-0.5, 0.1, 0, 0, 0, 0)),
        of(
            "FTRL with penalties",
            Ftrl.create().initialAccumulator(1).l1(0.01).l2(0.1).l2Shrinkage(0.001).beta(1),
            () -> Reference.ftrl(-0.5, 1, 0.01, 0.1, 0.001, 1)),
        of(
            "FTRL of another power",
            Ftrl.create().learningRatePower(-0.4).l1(0.01),
            () -> Reference.ftrl(-0.4, 0.1, 0.01, 0, 0, 0)));
  }

  private static Arguments of(String name, Optimizer optimizer, Supplier<Reference> formula) {
    return arguments(name, optimizer, formula);
  }
}

package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HyperparametersTest {
  private static final String FRACTION = "must be at least 0 and, as a float, below 1";
  private static final String POSITIVE = "must be above 0 and finite as a float";
  private static final String NOT_NEGATIVE = "must be at least 0 and finite as a float";

  @ParameterizedTest(name = "{0}")
  @MethodSource("fractions")
  void refusesFractions(String name, DoubleFunction<Optimizer> set, String usual) {
    refuses(name, set, FRACTION, usual, -0.1, 1, 1 - 1e-9, Double.NaN);
    assertNotNull(set.apply(0.5));
  }

  static Stream<Arguments> fractions() {
    return Stream.of(
        of("momentum of SGD", Sgd.create()::momentum, "0.9"),
        of("rho of RMSprop", RmsProp.create()::rho, "0.9"),
        of("momentum of RMSprop", RmsProp.create()::momentum, "0 or 0.9"),
        of("rho of Adadelta", Adadelta.create()::rho, "0.95"),
        of("beta1 of Adam", Adam.create()::beta1, "0.9"),
        of("beta2 of Adam", Adam.create()::beta2, "0.999"),
        of("beta1 of Adam", AdamW.create()::beta1, "0.9"),
        of("beta2 of Adam", AdamW.create()::beta2, "0.999"),
        of("beta1 of Adamax", Adamax.create()::beta1, "0.9"),
        of("beta2 of Adamax", Adamax.create()::beta2, "0.999"),
        of("beta1 of Nadam", Nadam.create()::beta1, "0.9"),
        of("beta2 of Nadam", Nadam.create()::beta2, "0.999"),
        of("beta1 of Lion", Lion.create()::beta1, "0.9"),
        of("beta2 of Lion", Lion.create()::beta2, "0.99"),
        of("momentum of the moving average", Sgd.create()::movingAverage, "0.99"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("positives")
  void refusesWhatIsNotPositive(String name, DoubleFunction<Optimizer> set, String usual) {
    refuses(name, set, POSITIVE, usual, 0, -1, 1e-60, 1e60, Double.NaN);
    assertNotNull(set.apply(0.5));
  }

  static Stream<Arguments> positives() {
    return Stream.of(
        of("epsilon of RMSprop", RmsProp.create()::epsilon, "1e-7"),
        of("epsilon of Adagrad", Adagrad.create()::epsilon, "1e-7"),
        of("epsilon of Adadelta", Adadelta.create()::epsilon, "1e-7"),
        of("epsilon of Adam", Adam.create()::epsilon, "1e-7"),
        of("epsilon of Adam", AdamW.create()::epsilon, "1e-7"),
        of("epsilon of Adamax", Adamax.create()::epsilon, "1e-7"),
        of("epsilon of Nadam", Nadam.create()::epsilon, "1e-7"),
        of("limit of clipValue", Sgd.create()::clipValue, "1"),
        of("limit of clipNorm", Sgd.create()::clipNorm, "1"),
        of("limit of globalClipNorm", Sgd.create()::globalClipNorm, "1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("magnitudes")
  void refusesNegativeNumbers(String name, DoubleFunction<Optimizer> set, String usual) {
    refuses(name, set, NOT_NEGATIVE, usual, -0.1, 1e60, Double.NaN);
    assertNotNull(set.apply(0));
  }

  static Stream<Arguments> magnitudes() {
    return Stream.of(
        of("initial accumulator of Adagrad", Adagrad.create()::initialAccumulator, "0.1"),
        of("momentum decay of Nadam", Nadam.create()::momentumDecay, "1 or 0.004"),
        of("initial accumulator of FTRL", Ftrl.create()::initialAccumulator, "0.1"),
        of("l1 of FTRL", Ftrl.create()::l1, "0"),
        of("l2 of FTRL", Ftrl.create()::l2, "0"),
        of("l2 shrinkage of FTRL", Ftrl.create()::l2Shrinkage, "0"),
        of("beta of FTRL", Ftrl.create()::beta, "0 or 1"),
        of("weight decay", Sgd.create()::weightDecay, "0.004"),
        of("weight decay", AdamW.create()::weightDecay, "0.004"));
  }

  @Test
  void refusesAPositivePowerOfFtrl() {
    assertMessage(
        "learning rate power of FTRL is 0.5, but must be at most 0 and finite; usual is -0.5",
        () -> Ftrl.create().learningRatePower(0.5));
  }

  @Test
  void refusesLionWithoutMoment() {
    assertMessage(
        "beta1 of Lion is 0, with which only the gradient's sign counts, but must be above 0; usual is 0.9",
        () -> Lion.create().beta1(0));
  }

  @Test
  void refusesNumbersOfStepsBelowOne() {
    assertMessage(
        "a step accumulates 0 gradients, but must take the mean of at least 1, which is as without",
        () -> Sgd.create().accumulateGradients(0));
    assertMessage(
        "the moving average overwrites the parameters every 0 steps, but must do so every 1 or more; to never do it, leave the number out",
        () -> Sgd.create().movingAverage(0.9, 0));
  }

  @Test
  void refusesANegativeRate() {
    assertMessage(
        "learning rate is -0.1, but must be at least 0 and finite; 0.001 is a common one",
        () -> Adam.create().learningRate(-0.1));
  }

  @Test
  void copiesChangeOneNumber() {
    LearningRate rate = LearningRate.constant(0.5);
    assertEquals(new Sgd(rate, 0, false, Flavour.KERAS), Sgd.create().learningRate(0.5));
    assertEquals(
        new Adam(rate, 0.9, 0.999, 1e-8, false, Flavour.PYTORCH),
        Adam.create(Flavour.PYTORCH).learningRate(rate));
    for (Optimizer optimizer :
        List.of(
            RmsProp.create().learningRate(0.5),
            Adagrad.create().learningRate(0.5),
            Adadelta.create().learningRate(0.5),
            AdamW.create().learningRate(0.5),
            Adamax.create().learningRate(0.5),
            Nadam.create().learningRate(0.5),
            Lion.create().learningRate(0.5),
            Ftrl.create().learningRate(0.5))) {
      assertEquals(rate, optimizer.learningRate(), optimizer.name());
    }
  }

  @Test
  void defaultsAreThoseOfTheLibraries() {
    Flavour keras = Flavour.KERAS;
    Flavour torch = Flavour.PYTORCH;
    assertEquals(new Sgd(LearningRate.constant(0.01), 0, false, keras), Sgd.create());
    assertEquals(new Sgd(LearningRate.constant(0.001), 0, false, torch), Sgd.create(torch));
    assertEquals(
        new RmsProp(LearningRate.constant(0.001), 0.9, 0, 1e-7, false, keras), RmsProp.create());
    assertEquals(
        new RmsProp(LearningRate.constant(0.01), 0.99, 0, 1e-8, false, torch),
        RmsProp.create(torch));
    assertEquals(new Adagrad(LearningRate.constant(0.001), 0.1, 1e-7, keras), Adagrad.create());
    assertEquals(new Adagrad(LearningRate.constant(0.01), 0, 1e-10, torch), Adagrad.create(torch));
    assertEquals(new Adadelta(LearningRate.constant(0.001), 0.95, 1e-7), Adadelta.create());
    assertEquals(new Adadelta(LearningRate.constant(1), 0.9, 1e-6), Adadelta.create(torch));
    assertEquals(
        new Adam(LearningRate.constant(0.001), 0.9, 0.999, 1e-7, false, keras), Adam.create());
    assertEquals(0.004, AdamW.create().weightDecay());
    assertEquals(0.01, AdamW.create(torch).weightDecay());
    assertEquals(Adam.create(torch), AdamW.create(torch).adam());
    assertEquals(
        new Adamax(LearningRate.constant(0.001), 0.9, 0.999, 1e-7, keras), Adamax.create());
    assertEquals(
        new Adamax(LearningRate.constant(0.002), 0.9, 0.999, 1e-8, torch), Adamax.create(torch));
    assertEquals(new Nadam(LearningRate.constant(0.001), 0.9, 0.999, 1e-7, 1), Nadam.create());
    assertEquals(
        new Nadam(LearningRate.constant(0.002), 0.9, 0.999, 1e-8, 0.004), Nadam.create(torch));
    assertEquals(new Lion(LearningRate.constant(0.001), 0.9, 0.99), Lion.create());
    assertEquals(new Ftrl(LearningRate.constant(0.001), -0.5, 0.1, 0, 0, 0, 0), Ftrl.create());
  }

  private static Arguments of(String name, DoubleFunction<Optimizer> set, String usual) {
    return arguments(name, set, usual);
  }

  private static void refuses(
      String name, DoubleFunction<Optimizer> set, String expected, String usual, double... values) {
    for (double value : values) {
      assertMessage(
          "%s is %s, but %s; usual is %s".formatted(name, value, expected, usual),
          () -> set.apply(value));
    }
  }

  private static void assertMessage(String message, Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertEquals(message, e.getMessage());
  }
}

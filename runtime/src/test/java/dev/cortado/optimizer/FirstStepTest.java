package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * The first step from 10 along a gradient of 10 at a rate of 0.1, which is the example of Keras's
 * documentation, worked by hand.
 */
class FirstStepTest {
  private static final double RATE = 0.1;

  private static void assertFirstStep(double expected, Optimizer optimizer) {
    float[] w = {10};
    optimizer.start(Parameters.one(1)).step(w, new float[] {10}, RATE);
    assertEquals(expected, w[0], 2e-6);
  }

  @Test
  void sgd() {
    assertFirstStep(9, Sgd.create()); // 10 - 0.1 · 10
    assertFirstStep(9, Sgd.create().momentum(0.9));
    assertFirstStep(8.1, Sgd.create().momentum(0.9).nesterov(true)); // 10 - 0.9 · 1 - 1
    assertFirstStep(9, Sgd.create(Flavour.PYTORCH).momentum(0.9));
  }

  @Test
  void rmsProp() {
    // v = 0.1 · 100 = 10; 10 - 1 / √10. Keras's documentation says 9.683772.
    assertFirstStep(9.683772, RmsProp.create());
    // v - a² = 10 - 1 = 9; 10 - 1 / 3
    assertFirstStep(9.666667, RmsProp.create().centered(true));
    // v = 0.01 · 100 = 1; 10 - 1 / 1
    assertFirstStep(9, RmsProp.create(Flavour.PYTORCH));
  }

  @Test
  void adagrad() {
    // a = 100.1; 10 - 1 / 10.00499875
    assertFirstStep(9.90005, Adagrad.create());
    assertFirstStep(9.9, Adagrad.create(Flavour.PYTORCH)); // 10 - 1 / 10
  }

  @Test
  void adadelta() {
    // a = 0.05 · 100 = 5; u = 10 · √(1e-7 / 5) = 1.41421356e-3
    assertFirstStep(10 - 1.41421356e-4, Adadelta.create());
    // a = 0.1 · 100 = 10; u = 10 · √(1e-6 / 10) = 3.16227766e-3
    assertFirstStep(10 - 3.16227766e-4, Adadelta.create(Flavour.PYTORCH));
  }

  @Test
  void adam() {
    // m / c1 = g and v / c2 = g², so the step is the rate. Keras's documentation says 9.9.
    assertFirstStep(9.9, Adam.create());
    assertFirstStep(9.9, Adam.create(Flavour.PYTORCH));
    assertFirstStep(9.9, Adam.create().amsgrad(true));
  }

  @Test
  void adamWithTinyGradients() {
    // √v = √0.001 · 1e-8 = 3.16e-10, beside which Keras has 1e-7:
    // 0.1 · 3.16227766e-10 / 1.00316228e-7. PyTorch has √(v / c2) = 1e-8 beside 1e-8.
    float[] keras = {0};
    float[] torch = {0};
    Adam.create().start(Parameters.one(1)).step(keras, new float[] {1e-8f}, RATE);
    Adam.create(Flavour.PYTORCH).start(Parameters.one(1)).step(torch, new float[] {1e-8f}, RATE);
    assertEquals(-3.15231e-4, keras[0], 1e-8);
    assertEquals(-0.05, torch[0], 1e-6);
  }

  @Test
  void adamW() {
    assertFirstStep(9.896, AdamW.create()); // 10 - 10 · 0.004 · 0.1 - 0.1
    assertFirstStep(9.89, AdamW.create(Flavour.PYTORCH)); // 10 - 10 · 0.01 · 0.1 - 0.1
  }

  @Test
  void adamax() {
    assertFirstStep(9.9, Adamax.create()); // m / c1 = g and u = g
    assertFirstStep(9.9, Adamax.create(Flavour.PYTORCH));
  }

  @Test
  void nadam() {
    // u1 = 0.9 · (1 - 0.48) = 0.468, u2 = 0.9 · (1 - 0.4608) = 0.48528, m = 1: the moment is
    // 0.48528 / (1 - 0.468 · 0.48528) + 0.532 · 10 / 0.532 = 0.62790 + 10, over √(v / c2) = 10.
    assertFirstStep(10 - 0.1062790, Nadam.create());
  }

  @Test
  void lion() {
    assertFirstStep(9.9, Lion.create()); // 10 - 0.1 · sign(1)
  }

  @Test
  void ftrl() {
    // √100.1 = 10.0049988, √0.1 = 0.3162278; z = 10 - 96.8877 · 10 = -958.8771;
    // w = 958.8771 / 100.049988 = 9.583980
    assertFirstStep(9.583980, Ftrl.create());
    // with l1 = 8.8771: w = 950 / 100.049988
    assertFirstStep(9.495254, Ftrl.create().l1(8.8771));
    // z within ±1000 gives 0
    assertFirstStep(0, Ftrl.create().l1(1000));
  }
}

package dev.cortado.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GradientCheckTest {
  /** {@code y[0] = x[0] x[1] p[0]}, with gradients that are off by factors. */
  private record Product(float offInput, float offParameter) implements CustomLayer {
    @Override
    public void forward(float[] x, float[] y, float[] parameters, int from) {
      y[0] = x[0] * x[1] * parameters[from];
    }

    @Override
    public void backward(
        float[] x, float[] y, float[] yGradient, float[] xGradient, float[] parameters, int from) {
      xGradient[0] = yGradient[0] * x[1] * parameters[from];
      xGradient[1] = offInput * yGradient[0] * x[0] * parameters[from];
    }

    @Override
    public void addParameterGradient(
        float[] x, float[] y, float[] yGradient, float[] gradient, float[] parameters, int from) {
      gradient[from] += offParameter * yGradient[0] * x[0] * x[1];
    }
  }

  private static final float[] X = {2, -1.5f};
  private static final float[] PARAMETERS = {0.75f};

  private static String fault(CustomLayer layer) {
    return assertThrows(
            IllegalStateException.class, () -> GradientCheck.require(layer, X, 1, PARAMETERS))
        .getMessage();
  }

  @Test
  void rightGradientsPass() {
    assertDoesNotThrow(() -> GradientCheck.require(new Product(1, 1), X, 1, PARAMETERS));
  }

  @Test
  void wrongOnesAreNamed() {
    String input = fault(new Product(1.05f, 1));
    assertTrue(input.startsWith("the gradient of value 1 of x is "), input);
    String parameter = fault(new Product(1, 0.9f));
    assertTrue(parameter.startsWith("the gradient of value 0 of the parameters is "), parameter);
    assertTrue(parameter.contains(", but by central differences it is -"), parameter);
  }

  @Test
  void sumsAreAddedToAndTheRestIsWritten() {
    CustomOperation leaving =
        new CustomOperation() {
          @Override
          public void forward(float[] x, float[] y) {
            y[0] = x[0];
          }

          @Override
          public void backward(float[] x, float[] y, float[] yGradient, float[] xGradient) {
            xGradient[0] = yGradient[0]; // and nothing into the other, which is not 0 before
          }
        };
    String fault =
        assertThrows(
                IllegalStateException.class,
                () -> GradientCheck.require(leaving, new float[] {1, 2}, 1))
            .getMessage();
    assertTrue(fault.startsWith("the gradient of value 1 of x is 7"), fault);
  }
}

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.optimizer.Sgd;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step with a constraint gives what Keras's formula makes of the step without it. */
class ConstraintTest {
  private static final double EPSILON = 1e-7;

  private static CompiledModel stepped(String attributes)
      throws ReflectiveOperationException, IOException {
    CompiledModel model =
        Compiled.create(
            Compiled.layers(
                """
                @Input(4) Layer in();
                @Dense(units = 3, biasInitializer = @Init(Initializer.ONES)%s) Layer out();
                """
                    .formatted(attributes)),
            3);
    Random random = new Random(1);
    float[][] inputs = new float[9][4];
    float[][] targets = new float[9][3];
    for (int s = 0; s < 9; s++) {
      for (int i = 0; i < 4; i++) {
        inputs[s][i] = (float) random.nextGaussian();
      }
      targets[s][s % 3] = 8 * random.nextFloat() - 4;
    }
    Batch batch = new Batch(9, 1, 1);
    Samples.of(inputs, targets).batches(9, Order.sequential()).next(batch);
    Trainer.of(model)
        .optimizer(Sgd.create().learningRate(0.5))
        .loss(Loss.MEAN_SQUARED_ERROR)
        .build()
        .trainOnBatch(batch);
    return model;
  }

  private static void check(
      String attributes, String parameter, boolean alongRows, UnaryOperator<double[]> formula)
      throws ReflectiveOperationException, IOException {
    FMatrixRMaj free = stepped("").layer("out").parameter(parameter);
    FMatrixRMaj found = stepped(", " + attributes).layer("out").parameter(parameter);
    assertNotEquals(free, found);
    int vectors = alongRows ? free.numCols : free.numRows;
    for (int v = 0; v < vectors; v++) {
      double[] vector = new double[alongRows ? free.numRows : free.numCols];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = alongRows ? free.get(i, v) : free.get(v, i);
      }
      double[] expected = formula.apply(vector);
      for (int i = 0; i < vector.length; i++) {
        assertEquals(expected[i], alongRows ? found.get(i, v) : found.get(v, i), 1e-7);
      }
    }
  }

  private static double norm(double[] vector) {
    double sum = 0;
    for (double w : vector) {
      sum += w * w;
    }
    return Math.sqrt(sum);
  }

  private static double[] times(double[] vector, double factor) {
    double[] result = vector.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"'', 2, true", "', max = 0.4', 0.4, true", "', max = 1, axis = 1', 1, false"})
  void maxNorm(String parameters, double max, boolean alongRows)
      throws ReflectiveOperationException, IOException {
    String constraint = "@Constraint(value = WeightConstraint.MAX_NORM%s)".formatted(parameters);
    if (parameters.isEmpty()) {
      // The greatest norm of a column stays below the default, and so does its change
      FMatrixRMaj free = stepped("").layer("out").parameter("kernel");
      FMatrixRMaj found =
          stepped(", kernelConstraint = " + constraint).layer("out").parameter("kernel");
      assertArrayEquals(free.data, found.data, 1e-6f);
    } else {
      check(
          "kernelConstraint = " + constraint,
          "kernel",
          alongRows,
          w -> times(w, Math.min(norm(w), max) / (EPSILON + norm(w))));
    }
  }

  @Test
  void normsOfAllAxesTogether() throws ReflectiveOperationException, IOException {
    float[] free = stepped("").layer("out").parameter("kernel").data;
    double sum = 0;
    for (float w : free) {
      sum += w * w;
    }
    float[] found =
        stepped(
                ", kernelConstraint = @Constraint(value = WeightConstraint.UNIT_NORM, axis = {0, 1})")
            .layer("out")
            .parameter("kernel")
            .data;
    for (int i = 0; i < free.length; i++) {
      assertEquals(free[i] / (EPSILON + Math.sqrt(sum)), found[i], 1e-7);
    }
  }

  @Test
  void unitNorm() throws ReflectiveOperationException, IOException {
    String constraint = "@Constraint(WeightConstraint.UNIT_NORM)";
    check(
        "kernelConstraint = " + constraint, "kernel", true, w -> times(w, 1 / (EPSILON + norm(w))));
    check("biasConstraint = " + constraint, "bias", false, w -> times(w, 1 / (EPSILON + norm(w))));
  }

  @Test
  void nonNegative() throws ReflectiveOperationException, IOException {
    UnaryOperator<double[]> positive =
        w -> {
          double[] result = w.clone();
          for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(result[i], 0);
          }
          return result;
        };
    check(
        "kernelConstraint = @Constraint(WeightConstraint.NON_NEGATIVE)", "kernel", true, positive);
  }

  @Test
  void frozenParametersAreLeftAlone() throws ReflectiveOperationException, IOException {
    String frozen = ", frozen = true";
    assertArrayEquals(
        stepped(frozen).parameters(),
        stepped(frozen + ", kernelConstraint = @Constraint(WeightConstraint.UNIT_NORM)")
            .parameters());
  }

  @Test
  void everyLayerWithPenaltiesTakesConstraints() throws ReflectiveOperationException, IOException {
    List<String> parameters = List.of("kernel", "bias", "depthwise", "pointwise", "gamma", "beta");
    String layers =
        """
        @Input({6, 6, 4}) Layer in();
        @Conv2D(filters = 4, kernelSize = 3#kernel#bias) Layer conv();
        @DepthwiseConv2D(kernelSize = 2#depthwise#bias) Layer depthwise();
        @SeparableConv2D(filters = 4, kernelSize = 2#depthwise#pointwise#bias) Layer separable();
        @Conv2DTranspose(filters = 4, kernelSize = 2#kernel#bias) Layer transposed();
        @BatchNormalization(#gamma#beta) Layer batch();
        @LayerNormalization(#gamma#beta) Layer layer();
        @GroupNormalization(groups = 2#gamma#beta) Layer group();
        @Reshape({9, 4}) Layer flat();
        @Conv1D(filters = 4, kernelSize = 3#kernel#bias) Layer conv1();
        @GlobalAveragePooling1D Layer mean();
        @Dense(units = 3#kernel#bias) Layer out();
        """;
    String free = layers;
    String constrained = layers;
    for (String parameter : parameters) {
      free = free.replace("#" + parameter, "");
      constrained =
          constrained.replace(
              "#" + parameter,
              ", %sConstraint = @Constraint(WeightConstraint.NON_NEGATIVE)".formatted(parameter));
    }
    CompiledModel without = steppedPictures(free);
    CompiledModel with = steppedPictures(constrained.replace("(, ", "("));
    for (Layer layer : with.layers()) {
      for (String parameter : layer.parameterNames()) {
        if (!parameter.startsWith("moving")) {
          float[] all = without.layer(layer.name()).parameter(parameter).data;
          float[] kept = layer.parameter(parameter).data;
          for (int i = 0; i < all.length; i++) {
            assertEquals(Math.max(all[i], 0), kept[i], layer.name() + "/" + parameter);
          }
        }
      }
    }
    int negative = 0;
    for (float w : without.parameters()) {
      negative += w < 0 ? 1 : 0;
    }
    assertTrue(negative > 50, "only %d parameters are negative without".formatted(negative));
  }

  private static CompiledModel steppedPictures(String layers)
      throws ReflectiveOperationException, IOException {
    CompiledModel model = Compiled.create(Compiled.layers(layers), 3);
    Random random = new Random(2);
    float[][] inputs = new float[5][6 * 6 * 4];
    for (float[] row : inputs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    Batch batch = new Batch(5, 1, 1);
    Samples.of(inputs, new float[][] {{1, 2, 3}, {3, 1, 0}, {0, 0, 1}, {5, 4, 0}, {1, 1, 1}})
        .batches(5, Order.sequential())
        .next(batch);
    Trainer.of(model)
        .optimizer(Sgd.create().learningRate(0.01))
        .loss(Loss.MEAN_SQUARED_ERROR)
        .build()
        .trainOnBatch(batch);
    return model;
  }
}

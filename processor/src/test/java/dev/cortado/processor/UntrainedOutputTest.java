package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.optimizer.Sgd;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated networks that are trained through some of their outputs: as where the losses of the
 * others count for nothing. An output may feed further layers, whose gradient then adds to its own.
 */
class UntrainedOutputTest {
  private static final int COUNT = 20;

  private final Compilation compilation =
      Compiled.layers(
          """
          @Input(5) Layer in();
          @Dense(units = 4, activation = SOFTMAX) @Output Layer first();
          @Dense(units = 6, activation = TANH) @Output Layer second();
          @Dense(units = 3, input = "second") @Output Layer third();
          """);

  private final Random random = new Random(3);
  private final float[][] inputs = rows(5);
  private final float[][] first = rows(4);
  private final float[][] second = rows(6);
  private final float[][] third = rows(3);

  private float[][] rows(int size) {
    float[][] rows = new float[COUNT][size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        row[i] = random.nextFloat();
      }
    }
    return rows;
  }

  /** The parameters after training with losses of some weights; none where a weight is below 0. */
  private float[] trained(double... weights) throws ReflectiveOperationException, IOException {
    CompiledModel network = Compiled.create(compilation, 7);
    var builder = Trainer.of(network).optimizer(Sgd.create().learningRate(0.1));
    List<String> names = List.of("first", "second", "third");
    List<float[][]> all = List.of(first, second, third);
    for (int o = 0; o < weights.length; o++) {
      if (weights[o] >= 0) {
        builder.loss(names.get(o), Loss.MEAN_SQUARED_ERROR, weights[o]);
      }
    }
    List<float[][]> targets = all.stream().filter(rows -> weights[all.indexOf(rows)] >= 0).toList();
    builder
        .build()
        .fit(
            Samples.of(List.<float[][]>of(inputs), targets),
            Fit.epochs(3).batchSize(8).progress(Progress.NONE));
    return network.parameters();
  }

  @Test
  void theyTrainAsWhereTheLossCountsForNothing() throws ReflectiveOperationException, IOException {
    double[][] cases = {{-1, 1, 1}, {1, -1, 1}, {1, 1, -1}, {-1, -1, 1}, {1, -1, -1}, {-1, 1, -1}};
    float[] before = Compiled.create(compilation, 7).parameters();
    for (double[] weights : cases) {
      double[] zeros = weights.clone();
      for (int o = 0; o < zeros.length; o++) {
        zeros[o] = Math.max(0, zeros[o]);
      }
      float[] left = trained(weights);
      assertArrayEquals(trained(zeros), left);
      assertNotEquals(before[0], left[0]);
    }
  }
}

package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Labels;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Samples for {@link SmallModel}, always the same. */
final class SmallData {
  private SmallData() {}

  static float[][] inputs(int count) {
    Random random = new Random(17);
    float[][] rows = new float[count][3];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /** The class is the input that is the greatest. */
  static int[] labels(int count) {
    float[][] rows = inputs(count);
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Labels.argMax(rows[i]);
    }
    return labels;
  }

  /** For the network with one output: indices of classes. */
  static Samples one(int count) {
    return Samples.of(inputs(count), labels(count));
  }

  /** For the network with two outputs: one-hot classes, and the sum of the inputs. */
  static Samples two(int count) {
    float[][] rows = inputs(count);
    float[][] sums = new float[count][1];
    for (int i = 0; i < count; i++) {
      sums[i][0] = rows[i][0] + rows[i][1] + rows[i][2];
    }
    return Samples.of(List.<float[][]>of(rows), List.of(Labels.oneHot(labels(count), 3), sums));
  }

  /** Samples as a data set that is read as it comes: of unknown size, in its own order. */
  record Stream(Samples samples) implements Dataset {
    @Override
    public OptionalInt size() {
      return OptionalInt.empty();
    }

    @Override
    public Batches batches(int batchSize, Order order) {
      Batches all = samples.batches(batchSize, Order.sequential());
      return new Batches() {
        @Override
        public boolean next(Batch batch) throws IOException {
          return all.next(batch);
        }
      };
    }
  }
}

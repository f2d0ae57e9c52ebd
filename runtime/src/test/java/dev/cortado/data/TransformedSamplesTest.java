package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.random.Draws;
import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformedSamplesTest {
  private static final int COUNT = 20;
  private static final ByteSamples BYTES = bytes();

  /** Adds a whole number from 100 on to each input. */
  private static final BatchTransform NOISE =
      (batch, keys) -> {
        for (int s = 0; s < batch.samples(); s++) {
          batch.input(0)[s][0] = Math.round(255 * batch.input(0)[s][0]);
          batch.input(0)[s][0] += 100 * (1 + new Draws(keys.sample(s)).below(1000));
        }
      };

  private static ByteSamples bytes() {
    byte[] bytes = new byte[COUNT];
    int[] labels = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      bytes[i] = (byte) i;
      labels[i] = i % 3;
    }
    return ByteSamples.of(bytes, 1, labels);
  }

  private static List<Integer> read(Dataset data, int batchSize, Order order) throws IOException {
    return LazySamplesTest.read(data, batchSize, order);
  }

  @Test
  void theSameSeedAndOrderGiveTheSameWhateverTheBatchSize() throws IOException {
    Order order = Order.shuffled(Randomness.of(5), 1);
    List<Integer> read = read(BYTES.transformed(1, NOISE), 4, order);
    assertEquals(COUNT, read.size());
    for (int i = 0; i < COUNT; i++) {
      assertEquals(order.indices(COUNT)[i], read.get(i) % 100);
    }
    assertEquals(read, read(BYTES.transformed(1, NOISE), 7, order));
    assertNotEquals(read, read(BYTES.transformed(2, NOISE), 4, order));
    Order other = Order.shuffled(Randomness.of(5), 2);
    List<Integer> changed = new ArrayList<>();
    List<Integer> otherRead = read(BYTES.transformed(1, NOISE), 4, other);
    for (int i = 0; i < COUNT; i++) {
      changed.add(otherRead.get(i) / 100);
    }
    assertNotEquals(read.stream().map(value -> value / 100).toList(), changed);
  }

  @Test
  void eachPassOfTheSameOrderIsChangedAnew() throws IOException {
    Dataset data = BYTES.transformed(1, NOISE);
    Order first = Order.sequential();
    assertEquals(read(data, 4, first), read(data, 4, first.ofPass(0)));
    assertNotEquals(read(data, 4, first), read(data, 4, first.ofPass(1)));
    assertEquals(read(data, 4, first.ofPass(1)), read(data, 7, first.ofPass(1)));
  }

  @Test
  void resumesWithinAPass() throws IOException {
    Order order = Order.shuffled(Randomness.of(5), 1);
    List<Integer> read = read(BYTES.transformed(1, NOISE), 4, order);
    assertEquals(
        read.subList(8, COUNT), LazySamplesTest.read(BYTES.transformed(1, NOISE), 4, order, 2));
  }

  @Test
  void leavesTheDataAsItIs() throws IOException {
    float[][] inputs = {{1}, {2}};
    Samples samples = Samples.of(inputs, new float[][] {{3}, {4}});
    BatchTransform zero =
        (batch, keys) -> {
          batch.input(0)[0][0] = 0;
          batch.target(0)[0][0] = 0;
        };
    assertEquals(List.of(0, 2), read(samples.transformed(1, zero), 2, Order.sequential()));
    assertArrayEquals(new float[] {1}, inputs[0]);
    assertArrayEquals(new float[] {3}, samples.targets().get(0)[0]);
  }

  @Test
  void ordersOfOnesOwnMayBeShort() throws IOException {
    Samples samples = Samples.of(new float[][] {{1}, {2}}, new int[] {0, 1});
    int[] mine = {1, 0};
    Order order = indices -> System.arraycopy(mine, 0, indices, 0, indices.length);
    assertEquals(List.of(2, 1), read(samples.transformed(1), 2, order));
  }

  @Test
  void carriesWeights() throws IOException {
    Samples samples =
        Samples.of(new float[][] {{1}, {2}}, new int[] {0, 1})
            .weights(new float[] {3, 4})
            .targetWeights(List.of(new float[] {5, 6}));
    Batch batch = new Batch(2, 1, 1);
    try (Dataset.Batches batches =
        samples.transformed(1, new OneHotTargets(2)).batches(2, Order.sequential())) {
      batches.next(batch);
    }
    assertArrayEquals(new float[] {3, 4}, batch.weights());
    assertArrayEquals(new float[] {5, 6}, batch.targetWeights(0));
    assertArrayEquals(new float[][] {{1, 0}, {0, 1}}, batch.target(0));
  }

  @Test
  void oneHotTargetsAreOfClasses() {
    assertEquals(
        "cannot read samples: java.lang.IllegalArgumentException: the target of sample 2 of the pass is 2.0, but an index of a class is one whole number from 0 to 1",
        assertThrows(
                IOException.class,
                () -> read(BYTES.transformed(1, new OneHotTargets(2)), 4, Order.sequential()))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new OneHotTargets(1));
  }
}

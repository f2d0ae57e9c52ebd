package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LazySamplesTest {
  private static final LazySamples TEN =
      LazySamples.of(10, i -> Sample.of(new float[] {i}, i % 2).weight(i + 1));

  static List<Integer> read(Dataset data, int batchSize, Order order) throws IOException {
    return read(data, batchSize, order, 0);
  }

  /** The first value of each input. */
  static List<Integer> read(Dataset data, int batchSize, Order order, int skipped)
      throws IOException {
    List<Integer> values = new ArrayList<>();
    Batch batch = new Batch(batchSize, 1, 1);
    try (Dataset.Batches batches = data.batches(batchSize, order)) {
      batches.skip(skipped, batch);
      while (batches.next(batch)) {
        for (int s = 0; s < batch.samples(); s++) {
          values.add((int) batch.input(0)[s][0]);
        }
      }
      assertFalse(batches.next(batch));
    }
    return values;
  }

  @Test
  void readsEachSampleOnceInTheOrderOfThePass() throws IOException {
    assertEquals(IntStream.range(0, 10).boxed().toList(), read(TEN, 3, Order.sequential()));
    Order order = Order.shuffled(Randomness.of(1), 2);
    assertEquals(IntStream.of(order.indices(10)).boxed().toList(), read(TEN, 4, order));
    assertEquals(10, TEN.size().getAsInt());
  }

  @Test
  void handsOnTargetsAndWeights() throws IOException {
    Batch batch = new Batch(4, 1, 1);
    try (Dataset.Batches batches = TEN.batches(4, Order.sequential())) {
      assertTrue(batches.next(batch));
      assertArrayEquals(new float[] {1, 2, 3, 4}, batch.weights());
      assertArrayEquals(new float[] {1}, batch.target(0)[3]);
    }
  }

  @Test
  void leavesOutBatchesWithoutReadingThem() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    LazySamples counting =
        LazySamples.of(
            10,
            i -> {
              reads.incrementAndGet();
              return Sample.of(new float[] {i}, 0);
            });
    assertEquals(List.of(6, 7, 8, 9), read(counting, 3, Order.sequential(), 2));
    assertEquals(4, reads.get());
    assertEquals(List.of(), read(counting, 3, Order.sequential(), 5));
  }

  @Test
  void partsHaveEachSampleOnce() throws IOException {
    Split<LazySamples> split = TEN.split(0.3, 1);
    List<Integer> all = new ArrayList<>(read(split.train(), 2, Order.sequential()));
    assertEquals(7, all.size());
    all.addAll(read(split.test(), 2, Order.sequential()));
    assertEquals(IntStream.range(0, 10).boxed().toList(), all.stream().sorted().toList());
    int[] classes = IntStream.range(0, 10).map(i -> i < 4 ? 0 : 1).toArray();
    List<Integer> test = read(TEN.stratifiedSplit(classes, 0.5, 1).test(), 2, Order.sequential());
    assertEquals(2, test.stream().filter(i -> i < 4).count());
    assertEquals(List.of(3, 4), read(TEN.slice(2, 6).slice(1, 3), 9, Order.sequential()));
    assertEquals(4, TEN.slice(2, 6).sample(2).inputs().get(0)[0]);
    assertThrows(IllegalArgumentException.class, () -> TEN.stratifiedSplit(new int[3], 0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> LazySamples.of(-1, i -> null));
    assertThrows(IllegalArgumentException.class, () -> TEN.prefetch(0));
  }

  @Test
  void saysWhichSampleCannotBeMade() {
    LazySamples bad =
        LazySamples.of(
            3,
            i -> {
              if (i == 2) {
                throw new IllegalStateException("no such thing");
              }
              return Sample.of(new float[1], 0);
            });
    assertEquals(
        "sample 2: no such thing",
        assertThrows(IOException.class, () -> read(bad, 2, Order.sequential())).getMessage());
    LazySamples gone =
        LazySamples.of(
            3,
            i -> {
              throw new IOException("cat.png is gone");
            });
    assertEquals(
        "cat.png is gone",
        assertThrows(IOException.class, () -> read(gone, 2, Order.sequential())).getMessage());
  }

  @Test
  void readsNoFurtherAheadThanAsked() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    LazySamples endless =
        LazySamples.of(
                1_000_000,
                i -> {
                  reads.incrementAndGet();
                  return Sample.of(new float[1], 0);
                })
            .prefetch(1);
    try (Dataset.Batches batches = endless.batches(10, Order.sequential())) {
      batches.next(new Batch(10, 1, 1));
    }
    // The first batch, one that waits, and one that finds no room
    assertTrue(reads.get() <= 31, "reads " + reads);
  }
}

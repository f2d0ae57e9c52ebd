package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SamplesTest {
  private static final float[][] ROWS = {{0, 0}, {1, 10}, {2, 20}, {3, 30}, {4, 40}};
  private static final int[] LABELS = {0, 1, 2, 3, 4};

  private static Samples samples() {
    return Samples.of(ROWS, LABELS).weights(new float[] {1, 2, 3, 4, 5});
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void batchesShareRowsAndHoldWeights() {
    Batch batch = new Batch(2, 1, 1);
    Dataset.Batches batches = samples().batches(2, Order.sequential());
    for (int first : new int[] {0, 2, 4}) {
      assertTrue(next(batches, batch));
      int count = Math.min(2, ROWS.length - first);
      assertEquals(count, batch.samples());
      for (int s = 0; s < count; s++) {
        assertSame(ROWS[first + s], batch.input(0)[s]);
        assertEquals(first + s, batch.target(0)[s][0]);
        assertEquals(first + s + 1, batch.weights()[s]);
      }
    }
    assertFalse(next(batches, batch));
  }

  private static boolean next(Dataset.Batches batches, Batch batch) {
    try {
      return batches.next(batch);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void skipsBatchesThatWereSeen() throws IOException {
    Batch batch = new Batch(2, 1, 1);
    Dataset.Batches batches = samples().batches(2, Order.sequential());
    batches.skip(2, batch);
    assertTrue(next(batches, batch));
    assertEquals(1, batch.samples());
    assertSame(ROWS[4], batch.input(0)[0]);
    batches.skip(Integer.MAX_VALUE, batch);
    assertFalse(next(batches, batch));
  }

  @Test
  void aBatchSkipsAsItReadsWhereTheDataSetDoesNotKnowBetter() throws IOException {
    Dataset.Batches all = samples().batches(2, Order.sequential());
    Dataset.Batches plain =
        new Dataset.Batches() {
          @Override
          public boolean next(Batch batch) throws IOException {
            return all.next(batch);
          }
        };
    Batch batch = new Batch(2, 1, 1);
    plain.skip(2, batch);
    assertTrue(plain.next(batch));
    assertSame(ROWS[4], batch.input(0)[0]);
  }

  @Test
  void weightsGoWithTheirSamples() {
    assertArrayEquals(new float[] {3, 4}, samples().slice(2, 4).weights());
    Samples shuffled = samples().shuffled(1);
    for (int i = 0; i < ROWS.length; i++) {
      assertEquals(shuffled.inputs().get(0)[i][0] + 1, shuffled.weights()[i]);
    }
    assertArrayEquals(samples().weights(), samples().scaled(Scaling.minMax(ROWS)).weights());
    assertArrayEquals(new float[] {1, 1, 1, 1, 1}, Samples.of(ROWS, LABELS).weights());
  }

  @Test
  void weightsOfTargetsGoWithTheirSamples() {
    List<float[][]> two = List.of(ROWS, ROWS);
    float[] first = {1, 2, 3, 4, 5};
    float[] second = {10, 20, 30, 40, 50};
    Samples plain = Samples.of(two, two);
    Samples weighted = plain.targetWeights(List.of(first, second));
    assertEquals(List.of(), plain.targetWeights());
    assertArrayEquals(new float[] {30, 40}, weighted.slice(2, 4).targetWeights().get(1));
    for (Samples some :
        List.of(
            weighted.shuffled(1),
            weighted.split(0.4, 2).test(),
            weighted.folds(2, 3).get(1).train())) {
      for (int i = 0; i < some.count(); i++) {
        assertEquals(some.inputs().get(0)[i][0] + 1, some.targetWeights().get(0)[i]);
        assertEquals(10 * some.targetWeights().get(0)[i], some.targetWeights().get(1)[i]);
      }
    }
    assertSame(second, weighted.weights(first).targetWeights().get(1));
    Batch batch = new Batch(2, 2, 2);
    assertArrayEquals(new float[] {1, 1}, batch.targetWeights(1), "until filled");
    Dataset.Batches batches = weighted.slice(1, 5).batches(2, Order.sequential());
    next(batches, batch);
    assertArrayEquals(new float[] {2, 3}, batch.targetWeights(0));
    assertArrayEquals(new float[] {20, 30}, batch.targetWeights(1));
    assertArrayEquals(new float[] {1, 1}, batch.weights());
    next(plain.batches(2, Order.sequential()), batch);
    assertArrayEquals(new float[] {1, 1}, batch.targetWeights(1));
    assertEquals(
        "weights for 1 targets, but there are 2; give one array each",
        refused(() -> plain.targetWeights(List.of(first))));
    assertEquals(
        "1 weights of target 1 for 5 samples; give one a sample",
        refused(() -> plain.targetWeights(List.of(first, new float[1]))));
    assertEquals(
        "1 weights for 2 targets; give one each",
        refused(() -> Sample.of(List.of(first), List.of(first, second)).targetWeights(1)));
    assertTrue(
        refused(() -> batch.targetWeights(2))
            .startsWith("the batch is of a network with 2 outputs"));
  }

  @Test
  void anOrderOfOnesOwnIsFollowed() {
    int[] mine = {4, 2, 0, 1, 3};
    Batch batch = new Batch(5, 1, 1);
    next(samples().batches(5, indices -> System.arraycopy(mine, 0, indices, 0, 5)), batch);
    for (int s = 0; s < mine.length; s++) {
      assertSame(ROWS[mine[s]], batch.input(0)[s]);
    }
  }

  @Test
  void shufflingDiffersByEpochAndSeedAloneAndNamesEachOnce() {
    int[] first = order(1, 0);
    assertArrayEquals(first, order(1, 0));
    assertFalse(Arrays.equals(first, order(1, 1)));
    assertFalse(Arrays.equals(first, order(2, 0)));
    assertArrayEquals(IntStream.range(0, 100).toArray(), Arrays.stream(first).sorted().toArray());
  }

  private static int[] order(long seed, int epoch) {
    int[] indices = new int[100];
    Order.shuffled(Randomness.of(seed), epoch).fill(indices);
    return indices;
  }

  @Test
  void refusesOrdersThatDoNotNameEachSampleOnce() {
    assertEquals(
        "the order has the index 0 at position 1, which is there already; an order of 5 samples has each number from 0 to 4 once",
        refused(() -> samples().batches(2, indices -> {})));
    assertEquals(
        "the order has the index 5 at position 2, which is no sample's; an order of 5 samples has each number from 0 to 4 once",
        refused(
            () ->
                samples()
                    .batches(
                        2,
                        indices -> {
                          Order.sequential().fill(indices);
                          indices[2] = 5;
                        })));
  }

  @Test
  void refusesWhatIsNotOneRowASample() {
    assertEquals(
        "target 0 has 2 rows, but input 0 has 5; give one row a sample to each",
        refused(() -> Samples.of(ROWS, new int[2])));
    assertEquals(
        "row 1 of input 0 has 1 values, but row 0 has 2; all rows of an input or target are as long",
        refused(() -> Samples.of(new float[][] {{1, 2}, {3}}, new int[2])));
    assertEquals(
        "row 1 of input 0 is null; give it its values, or leave the sample out",
        refused(() -> Samples.of(new float[][] {{1, 2}, null}, new int[2])));
    assertEquals(
        "samples have rows for at least 1 input, but there is none; a network has at least one",
        refused(() -> Samples.of(List.of(), List.<float[][]>of(ROWS))));
    assertEquals(
        "3 weights for 5 samples; give one a sample",
        refused(() -> samples().weights(new float[3])));
  }

  @Test
  void refusesASliceBeyondItsEnd() {
    assertThrows(IndexOutOfBoundsException.class, () -> samples().slice(2, 6));
  }

  @Test
  void aBatchKnowsWhatItIsFor() {
    Batch batch = new Batch(3, 2, 1);
    assertEquals(2, batch.inputCount());
    assertEquals(1, batch.outputCount());
    assertEquals(
        "the batch is of a network with 2 inputs, which has no input 2; fill as many as the network has",
        refused(() -> batch.input(2)));
    assertEquals(
        "the batch is of a network with 1 outputs, which has no target 1; fill as many as the network has",
        refused(() -> batch.target(1)));
    assertEquals(
        "a batch of up to 3 samples cannot hold 4; make one of a greater capacity",
        refused(() -> batch.samples(4)));
    assertEquals(
        "a batch holds at least 1 sample, but 0 was asked for", refused(() -> new Batch(0, 1, 1)));
  }
}

package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.random.Randomness;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamSamplesTest {
  private static final Order IN_ORDER = Order.sequential();

  private static Sample sample(int i) {
    return Sample.of(new float[] {i, -i}, i).weight(i + 1);
  }

  private static StreamSamples numbers(int count) {
    return StreamSamples.of(() -> IntStream.range(0, count).mapToObj(StreamSamplesTest::sample));
  }

  /** The first values of all inputs, batch by batch. */
  private static List<List<Integer>> read(StreamSamples samples, int batchSize, Order order)
      throws IOException {
    List<List<Integer>> read = new ArrayList<>();
    Batch batch = new Batch(batchSize, 1, 1);
    try (Dataset.Batches batches = samples.batches(batchSize, order)) {
      while (batches.next(batch)) {
        List<Integer> values = new ArrayList<>();
        for (int s = 0; s < batch.samples(); s++) {
          int value = (int) batch.input(0)[s][0];
          assertArrayEquals(new float[] {value, -value}, batch.input(0)[s]);
          assertArrayEquals(new float[] {value}, batch.target(0)[s]);
          assertEquals(value + 1, batch.weights()[s]);
          values.add(value);
        }
        read.add(values);
      }
      assertFalse(batches.next(batch));
      assertEquals(0, batch.samples());
    }
    return read;
  }

  private static List<Integer> flat(List<List<Integer>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  private static String failure(StreamSamples samples) {
    return assertThrows(IOException.class, () -> read(samples, 2, IN_ORDER)).getMessage();
  }

  @Test
  void readsEachPassFromTheBeginning() throws IOException {
    StreamSamples samples = numbers(5);
    List<List<Integer>> expected = List.of(List.of(0, 1), List.of(2, 3), List.of(4));
    assertEquals(expected, read(samples, 2, IN_ORDER));
    assertEquals(expected, read(samples, 2, IN_ORDER));
    assertEquals(List.of(), read(numbers(0), 2, IN_ORDER));
    assertEquals(OptionalInt.empty(), samples.size());
    assertEquals(OptionalInt.of(5), samples.size(5).size());
    assertEquals(expected, read(samples.size(5).prefetch(1), 2, IN_ORDER));
  }

  @Test
  void readsIterators() throws IOException {
    StreamSamples samples =
        StreamSamples.ofIterators(() -> List.of(sample(3), sample(4), sample(5)).iterator());
    assertEquals(List.of(List.of(3, 4, 5)), read(samples, 8, IN_ORDER));
  }

  @Test
  void rowsStayAsTheyAreThoughTheSourceUsesItsArrayAgain() throws IOException {
    float[] mine = new float[1];
    Iterator<Sample> reusing =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < 100;
          }

          @Override
          public Sample next() {
            mine[0] = next++;
            return Sample.of(mine, mine);
          }
        };
    Batch first = new Batch(4, 1, 1);
    Batch other = new Batch(4, 1, 1);
    try (Dataset.Batches batches = StreamSamples.ofIterators(() -> reusing).batches(4, IN_ORDER)) {
      assertTrue(batches.next(first));
      while (batches.next(other)) {}
    }
    for (int s = 0; s < 4; s++) {
      assertEquals(s, first.input(0)[s][0]);
      assertEquals(s, first.target(0)[s][0]);
      assertNotSame(first.input(0)[s], first.target(0)[s]);
      assertEquals(96 + s, other.input(0)[s][0]);
    }
  }

  @Test
  void shufflesAsFarAsTheBufferReaches() throws IOException {
    StreamSamples samples = numbers(1000).shuffle(50);
    Order order = Order.shuffled(Randomness.of(1), 3);
    List<Integer> read = flat(read(samples, 32, order));
    assertEquals(1000, new HashSet<>(read).size());
    for (int i = 0; i < 1000; i++) {
      // A sample is drawn once it is in the buffer, but it may stay there
      assertTrue(read.get(i) < i + 50);
    }
    assertNotEquals(IntStream.range(0, 1000).boxed().toList(), read);
    // The same order gives the same draws, another epoch others, none the sequence
    assertEquals(read, flat(read(samples, 32, order)));
    assertEquals(read, flat(read(samples, 7, Order.shuffled(Randomness.of(1), 3))));
    assertNotEquals(read, flat(read(samples, 32, Order.shuffled(Randomness.of(1), 4))));
    assertNotEquals(read, flat(read(samples, 32, Order.shuffled(Randomness.of(2), 3))));
    assertEquals(IntStream.range(0, 1000).boxed().toList(), flat(read(samples, 32, IN_ORDER)));
  }

  @Test
  void aBufferAsLargeAsTheStreamShufflesAll() throws IOException {
    // Each of the 6 orders of 3 samples comes up about as often
    int[] counts = new int[27];
    for (int epoch = 0; epoch < 600; epoch++) {
      List<Integer> read =
          flat(read(numbers(3).shuffle(10), 3, Order.shuffled(Randomness.of(1), epoch)));
      counts[9 * read.get(0) + 3 * read.get(1) + read.get(2)]++;
    }
    assertEquals(6, IntStream.of(counts).filter(count -> count > 70 && count < 130).count());
  }

  @Test
  void whatTheSourceThrowsReachesTheReaderAfterTheBatchesBefore() throws IOException {
    IOException cause = new IOException("the disk is gone");
    StreamSamples samples =
        StreamSamples.of(
            () ->
                IntStream.range(0, 10)
                    .mapToObj(
                        i -> {
                          if (i == 5) {
                            throw new UncheckedIOException(cause);
                          }
                          return sample(i);
                        }));
    Batch batch = new Batch(2, 1, 1);
    try (Dataset.Batches batches = samples.batches(2, IN_ORDER)) {
      assertTrue(batches.next(batch));
      assertTrue(batches.next(batch));
      IOException failure = assertThrows(IOException.class, () -> batches.next(batch));
      assertTrue(failure.getMessage().startsWith("sample 5: "), failure.getMessage());
      assertTrue(failure.getMessage().contains("the disk is gone"));
      assertSame(cause, failure.getCause().getCause().getCause());
      // Asked again, it does not wait for what will never come
      assertThrows(IOException.class, () -> batches.next(batch));
    }
  }

  @Test
  void opensAndErrorsAreReportedToo() {
    assertEquals(
        "no such file",
        failure(
            StreamSamples.of(
                () -> {
                  throw new IOException("no such file");
                })));
    assertTrue(
        failure(
                StreamSamples.of(
                    () -> Stream.generate(() -> sample(0)).peek(s -> fail("too much memory"))))
            .startsWith("cannot read samples: java.lang.AssertionError"));
    Stream<Sample> once = Stream.of(sample(0));
    StreamSamples samples = StreamSamples.of(() -> once);
    once.close();
    assertTrue(failure(samples).contains("closed"), failure(samples));
  }

  private static void fail(String message) {
    throw new AssertionError(message);
  }

  @Test
  void samplesFitTheFirstOne() {
    assertEquals(
        "sample 1: its input 0 has 1 values, but that of sample 0 has 2",
        failure(StreamSamples.of(() -> Stream.of(sample(0), Sample.of(new float[1], 0)))));
    assertEquals(
        "sample 1: it has 2 targets, but sample 0 has 1",
        failure(
            StreamSamples.of(
                () ->
                    Stream.of(
                        sample(0),
                        Sample.of(List.of(new float[2]), List.of(new float[1], new float[1]))))));
    assertEquals(
        "sample 1: value 1 of its input 0 is NaN",
        failure(
            StreamSamples.of(
                () -> Stream.of(sample(0), Sample.of(new float[] {0, Float.NaN}, 0)))));
    assertEquals(
        "sample 0: value 0 of its target 0 is Infinity",
        failure(
            StreamSamples.of(
                () -> Stream.of(Sample.of(new float[1], new float[] {Float.POSITIVE_INFINITY})))));
  }

  @Test
  void samplesFitTheNetwork() throws IOException {
    Sample two = Sample.of(List.of(new float[1], new float[1]), List.of(new float[1]));
    try (Dataset.Batches batches = StreamSamples.of(() -> Stream.of(two)).batches(1, IN_ORDER)) {
      assertEquals(
          "samples have 2 inputs and 1 targets, but the batch is of a network with 1 inputs and 1 outputs; give each a row",
          assertThrows(IOException.class, () -> batches.next(new Batch(1, 1, 1))).getMessage());
    }
  }

  @Test
  void aGivenSizeIsTheSize() throws IOException {
    assertEquals(
        "sample 5: the stream has only 5 samples, but its size was given as 6",
        failure(numbers(5).size(6)));
    assertEquals(
        "sample 4: the stream has more samples, but its size was given as 4",
        failure(numbers(5).size(4)));
    assertThrows(IllegalArgumentException.class, () -> numbers(5).size(-1));
    assertThrows(IllegalArgumentException.class, () -> numbers(5).shuffle(0));
    assertThrows(IllegalArgumentException.class, () -> numbers(5).prefetch(0));
  }

  @Test
  void readsNoFurtherAheadThanAsked() throws IOException, InterruptedException {
    AtomicInteger taken = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch full = new CountDownLatch(9);
    StreamSamples samples =
        StreamSamples.ofIterators(
            () ->
                Stream.iterate(0, i -> i + 1)
                    .map(
                        i -> {
                          thread.set(Thread.currentThread());
                          taken.incrementAndGet();
                          full.countDown();
                          return sample(i);
                        })
                    .iterator());
    Dataset.Batches batches = samples.prefetch(2).batches(3, IN_ORDER);
    // Two batches wait, and a third one that finds no room
    full.await();
    assertTrue(thread.get().isDaemon());
    assertTrue(taken.get() == 9, "taken " + taken);
    batches.close();
    assertFalse(thread.get().isAlive());
    assertTrue(taken.get() == 9, "taken " + taken);
    assertEquals(
        "the pass over the samples is closed",
        assertThrows(IOException.class, () -> batches.next(new Batch(3, 1, 1))).getMessage());
    batches.close();
  }

  @Test
  void closesTheStreamAtTheEndAndWhenThePassIsLeft() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    StreamSamples samples =
        StreamSamples.of(
            () ->
                IntStream.range(0, 1000)
                    .mapToObj(StreamSamplesTest::sample)
                    .onClose(closed::incrementAndGet));
    read(samples, 100, IN_ORDER);
    assertEquals(1, closed.get());
    try (Dataset.Batches batches = samples.batches(2, IN_ORDER)) {
      assertTrue(batches.next(new Batch(2, 1, 1)));
    }
    assertEquals(2, closed.get());
  }

  @Test
  void closingInterruptsASourceThatWaits() throws IOException, InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    StreamSamples samples =
        StreamSamples.of(
            () ->
                Stream.generate(
                    () -> {
                      waiting.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException closing) {
                        interrupted.set(true);
                      }
                      return sample(0);
                    }));
    Dataset.Batches batches = samples.batches(2, IN_ORDER);
    waiting.await();
    batches.close();
    assertTrue(interrupted.get());
  }

  @Test
  void theReaderCanBeInterrupted() throws IOException {
    StreamSamples samples =
        StreamSamples.of(
            () ->
                Stream.generate(
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException closing) {
                        throw new IllegalStateException(closing);
                      }
                      return sample(0);
                    }));
    Dataset.Batches batches = samples.batches(1, IN_ORDER);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> batches.next(new Batch(1, 1, 1)));
    assertTrue(Thread.interrupted());
    batches.close();
  }
}

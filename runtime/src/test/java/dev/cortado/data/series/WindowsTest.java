package dev.cortado.data.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Allocations;
import dev.cortado.Mutations;
import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Sample;
import dev.cortado.data.Scaling;
import dev.cortado.random.Randomness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsTest {
  /** Rows of the number of each, and a second feature. */
  private static float[][] rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new float[] {i, -10 * i})
        .toArray(float[][]::new);
  }

  private static float[][] numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
  }

  private static float[] target(Sample sample) {
    return sample.targets().get(0);
  }

  private static float[] input(Sample sample) {
    return sample.inputs().get(0);
  }

  /** The first example of the documentation of timeseries_dataset_from_array. */
  @Test
  void givesTheWindowsOfKerasExample() {
    WindowSamples samples =
        Windows.of(10)
            .samplingRate(2)
            .stride(3)
            .horizon(0)
            .samples(List.of(Series.of(numbers(99))));
    assertArrayEquals(new float[] {0, 2, 4, 6, 8, 10, 12, 14, 16, 18}, input(samples.sample(0)));
    assertArrayEquals(new float[] {3, 5, 7, 9, 11, 13, 15, 17, 19, 21}, input(samples.sample(1)));
    assertArrayEquals(
        new float[] {78, 80, 82, 84, 86, 88, 90, 92, 94, 96},
        input(samples.sample(samples.count() - 1)));
    assertEquals(27, samples.count());
  }

  /** The second example there: the past 10 steps predict the next one. */
  @Test
  void targetsStandAtTheHorizon() {
    WindowSamples samples = Windows.of(10).samples(List.of(Series.of(numbers(100))));
    assertEquals(90, samples.count());
    assertArrayEquals(new float[] {10}, target(samples.sample(0)));
    assertArrayEquals(new float[] {99}, target(samples.sample(89)));
    WindowSamples later =
        Windows.of(3).horizon(2).steps(2).targets(1).samples(List.of(Series.of(rows(0, 10))));
    assertEquals(5, later.count());
    assertArrayEquals(new float[] {-40, -50}, target(later.sample(0)));
    assertArrayEquals(new float[] {4, -40, 5, -50, 6, -60}, input(later.sample(4)));
  }

  private static List<Series> engines(SplittableRandom random) {
    List<Series> series = new ArrayList<>();
    for (int engine = 0; engine < 5; engine++) {
      int from = 1000 * engine;
      int count = random.nextInt(0, 30);
      float[][] left =
          IntStream.range(0, count)
              .mapToObj(i -> new float[] {from + i, count - i})
              .toArray(float[][]::new);
      series.add(Series.of(rows(from, from + count), left));
    }
    return series;
  }

  /** What the definition says, window by window. */
  private static List<Sample> expected(WindowShape shape, List<Series> series) {
    List<Sample> samples = new ArrayList<>();
    for (Series one : series) {
      for (int start = 0; ; start += shape.stride()) {
        int last = start + (shape.length() - 1) * shape.samplingRate();
        boolean isOfWindow = shape.steps() == 0;
        int end = isOfWindow ? last : last + shape.horizon() + shape.steps() - 1;
        if (Math.max(last, end) >= one.count()) {
          break;
        }
        float[] input = new float[2 * shape.length()];
        for (int i = 0; i < input.length; i++) {
          input[i] = one.rows()[start + i / 2 * shape.samplingRate()][i % 2];
        }
        float[] target = new float[isOfWindow ? shape.length() : shape.steps()];
        for (int i = 0; i < target.length; i++) {
          int row = isOfWindow ? start + i * shape.samplingRate() : last + shape.horizon() + i;
          target[i] = one.targets().orElseThrow()[row][1];
        }
        samples.add(Sample.of(input, target));
      }
    }
    return samples;
  }

  private static void assertSamples(List<Sample> expected, List<Sample> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(input(expected.get(i)), input(actual.get(i)));
      assertArrayEquals(target(expected.get(i)), target(actual.get(i)));
    }
  }

  @Test
  void windowsOfGroupsAreThoseOfTheDefinitionInMemoryAndAsAStream() {
    SplittableRandom random = new SplittableRandom(3);
    int checked = 0;
    for (int n = 0; n < 300; n++) {
      Windows windows =
          Windows.of(random.nextInt(1, 6))
              .samplingRate(random.nextInt(1, 4))
              .stride(random.nextInt(1, 5))
              .horizon(random.nextInt(0, 4))
              .steps(random.nextInt(1, 3))
              .targets(1);
      if (n % 4 == 0) {
        windows = windows.targetsAtEachRow();
      }
      List<Series> series = engines(random);
      List<Sample> expected = expected(windows.shape(), series);
      if (expected.isEmpty()) {
        continue;
      }
      checked++;
      WindowSamples samples = windows.samples(series);
      assertSamples(
          expected, IntStream.range(0, samples.count()).mapToObj(samples::sample).toList());
      assertSamples(expected, windows.samples(steps(series)).toList());
    }
    assertTrue(checked > 200);
  }

  /** What an autoencoder learns to give back. */
  @Test
  void aWindowMayBeItsOwnTarget() {
    List<Series> series = List.of(Series.of(rows(0, 9)));
    Windows windows = Windows.of(3).samplingRate(2).targetsAtEachRow().standard(series);
    WindowSamples samples = windows.samples(series);
    assertEquals(5, samples.count());
    for (int i = 0; i < samples.count(); i++) {
      assertArrayEquals(input(samples.sample(i)), target(samples.sample(i)));
    }
    float[] last = {4, -40, 6, -60, 8, -80};
    assertArrayEquals(last, windows.invert(target(samples.sample(4))), 1e-4f);
    assertArrayEquals(
        new float[] {-40, -60, -80},
        windows.targets(1).invert(target(windows.targets(1).samples(series).sample(4))),
        1e-4f);
    assertEquals(Windows.of(3).shape(), Windows.of(3).targetsAtEachRow().horizon(1).shape());
    assertEquals(Windows.of(3).steps(2).shape(), Windows.of(3).targetsAtEachRow().steps(2).shape());
  }

  private static Stream<Step> steps(List<Series> series) {
    return IntStream.range(0, series.size())
        .boxed()
        .flatMap(
            group ->
                IntStream.range(0, series.get(group).count())
                    .mapToObj(
                        i ->
                            Step.of(
                                "engine " + group,
                                series.get(group).rows()[i],
                                series.get(group).targets().orElseThrow()[i])));
  }

  @Test
  void passesVisitWindowsInTheirOrder() throws IOException {
    WindowSamples all = Windows.of(3).targets(0).samples(List.of(Series.of(rows(0, 50))));
    WindowSamples samples = all.slice(5, 45);
    Order order = Order.shuffled(Randomness.of(1), 0);
    Batch batch = new Batch(7, 1, 1);
    int seen = 14;
    try (Dataset.Batches batches = samples.batches(7, order)) {
      batches.skip(2, batch);
      while (batches.next(batch)) {
        for (int s = 0; s < batch.samples(); s++) {
          int start = 5 + order.indices(40)[seen++];
          assertEquals(start, batch.input(0)[s][0]);
          assertEquals(start + 3, batch.target(0)[s][0]);
        }
      }
    }
    assertEquals(40, seen);
    assertThrows(IndexOutOfBoundsException.class, () -> all.slice(0, 48));
  }

  @Test
  void scalesFeaturesAndTheTargetsAmongThem() throws IOException {
    Series series = Series.of(rows(0, 41));
    Windows windows = Windows.of(2).targets(1).steps(2).minMax(List.of(series));
    Sample sample = windows.samples(List.of(series)).sample(4);
    assertArrayEquals(new float[] {0.1f, 0.9f, 0.125f, 0.875f}, input(sample), 1e-6f);
    assertArrayEquals(new float[] {0.85f, 0.825f}, target(sample), 1e-6f);
    assertArrayEquals(new float[] {-60, -70}, windows.invert(target(sample)), 1e-4f);
    assertArrayEquals(input(sample), windows.input(rows(0, 6)));
    Stream<Step> steps = Stream.of(rows(0, 41)).map(row -> Step.of("", row));
    assertArrayEquals(target(sample), target(windows.samples(steps).skip(4).findFirst().get()));
    // Targets of its own stay as they are
    Series own = Series.of(rows(0, 41), numbers(41));
    assertArrayEquals(
        new float[] {7},
        target(Windows.of(2).standard(List.of(own)).samples(List.of(own)).sample(5)));
    assertArrayEquals(new float[] {3}, Windows.of(1).invert(new float[] {3}));
  }

  @Test
  void groupsAreMadeOfOneTable() {
    float[][] rows = rows(0, 5);
    var groups = Series.groups(rows, List.of("b", "a", "b", "a", "b"));
    assertEquals(List.of("b", "a"), List.copyOf(groups.keySet()));
    assertArrayEquals(new float[][] {rows[0], rows[2], rows[4]}, groups.get("b").rows());
    var withTargets = Series.groups(rows, numbers(5), List.of("b", "a", "b", "a", "b"));
    assertArrayEquals(new float[][] {{1}, {3}}, withTargets.get("a").targets().orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Series.groups(rows, List.of("a")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Series.groups(rows, numbers(4), List.of("b", "a", "b", "a", "b")));
  }

  @Test
  void saysWhatDoesNotFit() {
    assertEquals(
        "none of 1 series has the 12 rows that a window takes with its target; make windows shorter",
        assertThrows(
                IllegalArgumentException.class,
                () -> Windows.of(10).horizon(2).samples(List.of(Series.of(rows(0, 11)))))
            .getMessage());
    assertEquals(
        "column 2 is a target, but rows have columns from 0 to 1; choose among them",
        assertThrows(
                IllegalArgumentException.class,
                () -> Windows.of(1).targets(2).samples(List.of(Series.of(rows(0, 9)))))
            .getMessage());
    assertEquals(
        "series 1 has rows of 1 and targets of 1 columns, but the first has 2 and 2; all have the same",
        assertThrows(
                IllegalArgumentException.class,
                () -> Windows.of(1).samples(List.of(Series.of(rows(0, 9)), Series.of(numbers(9)))))
            .getMessage());
    assertEquals(
        "there are 4 rows, but a window is taken from 5; give more of the latest rows",
        assertThrows(
                IllegalArgumentException.class,
                () -> Windows.of(3).samplingRate(2).input(rows(0, 4)))
            .getMessage());
    for (Runnable wrong :
        List.<Runnable>of(
            () -> Windows.of(0),
            () -> Windows.of(1).stride(0),
            () -> Windows.of(1).samplingRate(0),
            () -> Windows.of(1).horizon(-1),
            () -> Windows.of(1).steps(0),
            () -> Windows.of(1).targets(-1),
            () -> Windows.of(1 << 20).samplingRate(1 << 20),
            () -> Series.of(new float[][] {{1}, {1, 2}}),
            () -> Series.of(rows(0, 3), numbers(2)),
            () -> Windows.of(1).standard(List.of(Series.of(rows(0, 3)))).invert(new float[3]))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }

  /** However many windows there are, a pass holds one batch of them. */
  @Test
  void windowsTakeNoMemoryUntilTheyAreRead() throws IOException {
    Series series = Series.of(numbers(100_000));
    Windows windows = Windows.of(1000);
    windows.samples(List.of(series));
    long before = Allocations.soFar();
    WindowSamples samples = windows.samples(List.of(series));
    Batch batch = new Batch(10, 1, 1);
    try (Dataset.Batches batches = samples.batches(10, Order.sequential())) {
      for (int i = 0; i < 1000; i++) {
        batches.next(batch);
      }
    }
    long taken = Allocations.soFar() - before;
    // The order, and ten rows; all windows would take 400 MB
    assertTrue(taken < 1 << 20, "taken " + taken);
  }

  @Test
  void comesBackFromAFileWithTheSameBits(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("windows.json");
    Series series = Series.of(rows(3, 40));
    Windows windows = Windows.of(3).samplingRate(2).stride(2).horizon(4).steps(2).targets(1, 0);
    for (Windows written :
        List.of(
            windows,
            windows.standard(List.of(series)),
            windows.targetsAtEachRow(),
            Windows.of(1).scaling(Scaling.minMax(rows(0, 3))))) {
      written.save(file);
      Windows loaded = Windows.load(file);
      assertEquals(written.shape(), loaded.shape());
      assertSamples(
          List.of(written.samples(List.of(series)).sample(1)),
          List.of(loaded.samples(List.of(series)).sample(1)));
    }
  }

  @Test
  void readsFilesOrSaysWhatIsWrong() throws IOException {
    byte[] file =
        "{\"format\":\"cortado windows 1\",\"lengthRateStrideHorizonSteps\":[3,2,1,4,2],\"targets\":[1,0],\"offsets\":[0.5,2],\"scales\":[1,3.5]}"
            .getBytes(UTF_8);
    double refused =
        new Mutations("", List.of(file), List.of("\"targets\"", "[", "]", ",", "0"), 1 << 17, 64)
            .refused(
                bytes -> WindowsFile.read(new String(bytes, ISO_8859_1), "windows.json"),
                (bytes, windows) -> assertTrue(windows.span() >= 1));
    assertTrue(refused > 0.4 && refused < 0.98, "refused " + refused);
  }
}

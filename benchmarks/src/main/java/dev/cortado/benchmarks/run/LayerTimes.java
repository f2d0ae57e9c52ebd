package dev.cortado.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cortado.benchmarks.check.Agreement;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that times a dense layer of one width, with batches of all sizes. A batch of one is a
 * prediction of a single sample.
 */
final class LayerTimes {
  /** The sizes of batches. */
  static final List<Integer> BATCHES = List.of(1, 8, 32, 128, 512);

  private static final long WARMUP_NANOS = 300_000_000;
  private static final long LONGEST_WARMUP_NANOS = 3_000_000_000L;
  private static final long SLICE_NANOS = 5_000_000;
  private static final long MEASURED_NANOS = 300_000_000;
  private static final int LEAST_SLICES = 3;

  private final Library library;
  private final Sequential network;
  private final Weights weights;
  private final boolean oneByOne;

  private LayerTimes(Library library, int width, boolean oneByOne) {
    this.library = library;
    this.oneByOne = oneByOne;
    network = Sequential.square(width);
    weights = Weights.of(network);
  }

  /** The nanoseconds that each batch takes, measured in a process of its own. */
  static Map<Integer, Double> measure(
      Installation installation, Way way, String classPath, int width, Path log)
      throws IOException, InterruptedException {
    // The thread waits for the compiler, so that no measurement is over before the code is
    // compiled.
    List<String> command = new ArrayList<>(List.of("-Xbatch", "-cp", classPath));
    command.addAll(way.contender().jvmArguments());
    command.addAll(
        List.of(
            LayerTimes.class.getName(),
            way.contender().library(),
            String.valueOf(width),
            String.valueOf(way.oneByOne())));
    Process process =
        installation
            .process(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    Map<Integer, Double> nanos = new TreeMap<>();
    for (String[] words : output.lines().map(line -> line.split(" ", 3)).toList()) {
      if (words.length == 3 && words[0].equals("nanos")) {
        nanos.put(Integer.valueOf(words[1]), Double.valueOf(words[2]));
      }
    }
    if (process.waitFor() != 0 || nanos.size() != BATCHES.size()) {
      throw new IOException(
          "%s ended with %d at width %d after %d batches; its errors are in %s"
              .formatted(way.label(), process.exitValue(), width, nanos.size(), log));
    }
    return nanos;
  }

  /** Takes the library's class, the width, and whether batches are predicted sample by sample. */
  public static void main(String[] arguments) {
    LayerTimes times =
        new LayerTimes(
            Library.named(arguments[0]),
            Integer.parseInt(arguments[1]),
            Boolean.parseBoolean(arguments[2]));
    Data data = Data.of(times.network, BATCHES.get(BATCHES.size() - 1));
    for (int batch : BATCHES) {
      try (BatchPredictor predictor = times.predictor(data.slice(0, batch).inputs())) {
        Agreement.require(predictor, times.network, data.slice(0, batch).inputs());
        System.out.println("nanos " + batch + " " + nanos(predictor));
      }
    }
    // Some libraries keep threads of their own.
    System.exit(0);
  }

  private BatchPredictor predictor(float[][] rows) {
    return oneByOne || rows.length == 1
        ? new OneByOne(library.predictor(network, weights), rows, network.outputs())
        : library.batchPredictor(network, weights, rows);
  }

  /**
   * The time that a tenth of short slices stays below: other programs on the machine add to most of
   * them, and none takes from any. A warm-up before finds how many calls a slice has.
   */
  private static double nanos(BatchPredictor predictor) {
    int calls = 1;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    long beginOfWork = threads.getCurrentThreadCpuTime();
    // By the work of this thread, of which there is less the more programs share the machine; some
    // libraries work elsewhere.
    while (threads.getCurrentThreadCpuTime() - beginOfWork < WARMUP_NANOS
        && System.nanoTime() - begin < LONGEST_WARMUP_NANOS) {
      long nanos = time(predictor, calls);
      if (nanos < SLICE_NANOS / 2) {
        calls *= 2;
      }
    }
    List<Double> slices = new ArrayList<>();
    for (long spent = 0; spent < MEASURED_NANOS || slices.size() < LEAST_SLICES; ) {
      long nanos = time(predictor, calls);
      spent += nanos;
      slices.add((double) nanos / calls);
    }
    return slices.stream().sorted().toList().get(slices.size() / 10);
  }

  private static long time(BatchPredictor predictor, int calls) {
    long begin = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      predictor.predict();
    }
    return System.nanoTime() - begin;
  }

  /** Predicts the samples of a batch one after the other. */
  private static final class OneByOne implements BatchPredictor {
    private final Predictor predictor;
    private final float[][] rows;
    private final float[][] outputs;

    private OneByOne(Predictor predictor, float[][] rows, int size) {
      this.predictor = predictor;
      this.rows = rows;
      outputs = new float[rows.length][size];
    }

    @Override
    public void predict() {
      for (int s = 0; s < rows.length; s++) {
        predictor.predict(rows[s], outputs[s]);
      }
    }

    @Override
    public float[] output(int sample) {
      return outputs[sample];
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}

package dev.cortado.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.cortado.benchmarks.check.Learning;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import dev.cortado.benchmarks.report.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that counts the bytes that its thread allocates on the Java heap. JMH's profiler also
 * counts what JMH itself allocates in an iteration: some kilobytes, among which nothing would not
 * be seen.
 */
final class Allocation {
  private static final int MOST_CALLS = 200;

  /** So many calls are enough once they have taken half a second. */
  private static final int LEAST_CALLS = 20;

  private static final long ENOUGH_NANOS = 500_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long warmupNanos;

  private Allocation(int warmupMillis) {
    warmupNanos = 1_000_000L * warmupMillis;
  }

  /** What a call allocates. */
  record Line(Metric metric, String workload, long bytes) {}

  /** Measures a contender in a process of its own. */
  static List<Line> measure(
      Installation installation, Contender contender, int warmupMillis, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-cp", installation.classPath(contender)));
    command.addAll(contender.jvmArguments());
    command.addAll(
        List.of(
            Allocation.class.getName(),
            contender.library(),
            String.valueOf(warmupMillis),
            Contender.names(contender.predicts()),
            Contender.names(contender.trains())));
    Process process =
        installation
            .process(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d; its errors are in %s"
              .formatted(contender.label(), process.exitValue(), log));
    }
    List<Line> lines = new ArrayList<>();
    for (String[] words : output.lines().map(line -> line.split(" ", 4)).toList()) {
      if (words.length == 4 && words[0].equals("allocates")) {
        lines.add(new Line(Metric.valueOf(words[1]), words[2], Long.parseLong(words[3])));
      }
    }
    return lines;
  }

  /**
   * Takes the library's class, milliseconds of warm-up, the networks that it predicts with and
   * those that it trains.
   */
  public static void main(String[] arguments) {
    Allocation allocation = new Allocation(Integer.parseInt(arguments[1]));
    Library library = Library.named(arguments[0]);
    networks(arguments[2]).forEach(workload -> allocation.ofPrediction(library, workload));
    networks(arguments[3]).forEach(workload -> allocation.ofStep(library, workload));
    // Some libraries keep threads of their own.
    System.exit(0);
  }

  private static Stream<Workload> networks(String names) {
    return Arrays.stream(names.split(",")).filter(name -> !name.isEmpty()).map(Workload::valueOf);
  }

  private void ofPrediction(Library library, Workload workload) {
    float[] sample = Data.of(workload.network(), 1).inputs()[0];
    float[] output = new float[workload.network().outputs()];
    try (Predictor predictor =
        library.predictor(workload.network(), Weights.of(workload.network()))) {
      print(library, Metric.PREDICTION_BYTES, workload, () -> predictor.predict(sample, output));
    }
  }

  private void ofStep(Library library, Workload workload) {
    try (Trainee trainee = Learning.start(library, workload)) {
      print(library, Metric.STEP_BYTES, workload, trainee::step);
    }
  }

  private void print(Library library, Metric metric, Workload workload, Runnable call) {
    library.warmUp(call);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < warmupNanos) {
      call.run();
    }
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    long first = System.nanoTime();
    int calls = 0;
    while (calls < LEAST_CALLS
        || (calls < MOST_CALLS && System.nanoTime() - first < ENOUGH_NANOS)) {
      call.run();
      calls++;
    }
    // Less than a byte a call is what HotSpot does on the side.
    long bytes = (threads.getThreadAllocatedBytes(thread) - before) / calls;
    System.out.printf("allocates %s %s %s%n", metric, workload.label(), bytes);
  }
}

package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.cortado.FitBenchmark;
import dev.cortado.benchmarks.jmh.BatchBenchmark;
import dev.cortado.benchmarks.jmh.PredictionBenchmark;
import dev.cortado.benchmarks.jmh.ProductBenchmark;
import dev.cortado.benchmarks.jmh.TrainingBenchmark;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.report.JmhResult;
import dev.cortado.benchmarks.report.Measurements;
import dev.cortado.benchmarks.report.Measurements.Role;
import dev.cortado.benchmarks.report.Metric;
import dev.cortado.benchmarks.report.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The measurements, each contender in turn so that noise hits all alike. */
final class Suite {
  /** Starting Java itself, as each of ours is started. */
  private static final String EMPTY = "an empty JVM";

  private static final String EMPTY_WITH_MODULE = "an empty JVM with the Vector API's module";

  private final Installation installation;
  private final List<Contender> contenders;
  private final Effort effort;
  private final Path folder;
  private final Measurements measurements = new Measurements();

  Suite(Installation installation, List<Contender> contenders, Effort effort, Path folder) {
    this.installation = installation;
    this.contenders = contenders;
    this.effort = effort;
    this.folder = folder;
    contenders.forEach(
        contender ->
            measurements.role(contender.label(), contender.isOurs() ? Role.OURS : Role.PEER));
    measurements.role(EMPTY, Role.YARDSTICK);
    measurements.role(EMPTY_WITH_MODULE, Role.YARDSTICK);
  }

  List<Contender> contenders() {
    return contenders;
  }

  Measurements measurements() {
    return measurements;
  }

  /** The networks: training, single predictions, batches. */
  void networks() throws IOException, InterruptedException {
    for (int round = 0; round < effort.rounds(); round++) {
      for (Contender contender : contenders) {
        networks(contender, TrainingBenchmark.class, round, contender.trains(), this::training);
      }
      for (Contender contender : contenders) {
        networks(
            contender, PredictionBenchmark.class, round, contender.predicts(), this::prediction);
      }
      for (Contender contender : contenders) {
        networks(contender, BatchBenchmark.class, round, contender.predicts(), this::batches);
      }
    }
  }

  /** Training on 1 and 2 threads. */
  void threads() throws IOException, InterruptedException {
    for (int round = 0; round < effort.rounds(); round++) {
      for (Contender contender : contenders) {
        if (contender.isOurs()) {
          progress("FitBenchmark, round " + (round + 1), contender);
          Threads.add(
              new JmhRun(installation, folder)
                  .measure(contender, FitBenchmark.class, round, effort.options()),
              FitBenchmark.SAMPLES,
              contender.label(),
              measurements);
        }
      }
    }
  }

  /** The product of 512 x 512 x 512. */
  void products() throws IOException, InterruptedException {
    for (int round = 0; round < effort.rounds(); round++) {
      for (Contender contender : contenders) {
        run(contender, ProductBenchmark.class, round, effort.options(), this::product);
      }
    }
  }

  /** Processes from their start to the first prediction. */
  void coldStarts() throws IOException, InterruptedException {
    Path log = folder.resolve("cold-start.log");
    String main = FirstPrediction.class.getName();
    for (int start = 0; start < effort.coldStarts(); start++) {
      System.out.println("Cold starts, round " + (start + 1));
      for (Contender contender : contenders) {
        List<String> arguments = new ArrayList<>(contender.jvmArguments());
        arguments.add(main);
        arguments.add(contender.library());
        String classPath = installation.classPath(contender);
        coldStart(contender.label(), ColdStart.measure(installation, classPath, arguments, log));
      }
      for (Contender ours : contenders.stream().filter(Contender::isOurs).toList()) {
        List<String> arguments = new ArrayList<>(ours.jvmArguments());
        String label = arguments.isEmpty() ? EMPTY : EMPTY_WITH_MODULE;
        arguments.add(main);
        String classPath = installation.classPath(ours);
        coldStart(label, ColdStart.measure(installation, classPath, arguments, log));
      }
    }
  }

  /** What the garbage collector has to do. */
  void allocations() throws IOException, InterruptedException {
    allocations(contenders);
  }

  /** What it has to do for ours. */
  void ourAllocations() throws IOException, InterruptedException {
    allocations(contenders.stream().filter(Contender::isOurs).toList());
  }

  private void allocations(List<Contender> some) throws IOException, InterruptedException {
    for (Contender contender : some) {
      progress("Allocation", contender);
      for (Allocation.Line line :
          Allocation.measure(
              installation,
              contender,
              effort.allWarmupMillis(),
              folder.resolve("allocation.log"))) {
        measurements.add(
            line.metric(), line.workload(), contender.label(), List.of((double) line.bytes()));
      }
    }
  }

  /** What is shipped with each. */
  void classPaths() throws IOException {
    for (Contender contender : contenders) {
      double megabytes = contender.jars().bytes(installation.home()) / 1e6;
      measurements.add(Metric.CLASS_PATH, "all", contender.label(), List.of(megabytes));
    }
  }

  private void coldStart(String label, ColdStart start) {
    measurements.add(Metric.COLD_START, "seed", label, List.of(start.millis()));
    measurements.add(Metric.PEAK_MEMORY, "seed", label, List.of(start.megabytes()));
  }

  private interface Reader {
    void read(Contender contender, JmhResult result);
  }

  /** Measures some of the networks, where there are any. */
  private void networks(
      Contender contender, Class<?> benchmark, int round, List<Workload> networks, Reader reader)
      throws IOException, InterruptedException {
    if (!networks.isEmpty()) {
      List<String> options = new ArrayList<>(effort.options());
      options.addAll(List.of("-p", "workload=" + Contender.names(networks)));
      run(contender, benchmark, round, options, reader);
    }
  }

  private void run(
      Contender contender, Class<?> benchmark, int round, List<String> options, Reader reader)
      throws IOException, InterruptedException {
    progress(benchmark.getSimpleName() + ", round " + (round + 1), contender);
    JmhRun jmh = new JmhRun(installation, folder);
    jmh.measure(contender, benchmark, round, options)
        .forEach(result -> reader.read(contender, result));
  }

  private static void progress(String what, Contender contender) {
    System.out.println(what + ": " + contender.label());
  }

  private void training(Contender contender, JmhResult result) {
    Workload workload = workload(result);
    add(Metric.TRAINING, contender, result, times(result.scores(), workload.batchSize()));
  }

  private void prediction(Contender contender, JmhResult result) {
    add(Metric.PREDICTION_MEDIAN, contender, result, times(result.percentiles(0.5), 1e-3));
    add(Metric.PREDICTION_99, contender, result, times(result.percentiles(0.99), 1e-3));
  }

  private void batches(Contender contender, JmhResult result) {
    add(Metric.BATCHES, contender, result, times(result.scores(), BatchBenchmark.SAMPLES));
  }

  private void product(Contender contender, JmhResult result) {
    int width = Integer.parseInt(result.parameters().get("width"));
    int batch = Integer.parseInt(result.parameters().get("batch"));
    // A multiplication and an addition for each weight and sample; nanoseconds become GFLOP/s.
    double operations = 2.0 * batch * width * width;
    measurements.add(
        Metric.PRODUCT,
        "%d × %d × %d".formatted(batch, width, width),
        contender.label(),
        result.scores().stream().map(nanos -> operations / nanos).toList());
  }

  private void add(Metric metric, Contender contender, JmhResult result, List<Double> values) {
    measurements.add(metric, workload(result).label(), contender.label(), values);
  }

  private static Workload workload(JmhResult result) {
    return Workload.valueOf(result.parameters().get("workload"));
  }

  private static List<Double> times(List<Double> values, double factor) {
    return values.stream().map(value -> value * factor).toList();
  }
}

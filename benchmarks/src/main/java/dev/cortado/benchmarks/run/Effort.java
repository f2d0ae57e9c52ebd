package dev.cortado.benchmarks.run;

import java.util.List;

/**
 * How long JMH measures.
 *
 * @param rounds how often each library is measured, in a fresh process each, turn and turn about
 * @param warmups iterations before each measurement
 * @param warmupMillis how long one of them takes
 * @param learntMillis how long one takes before steps of training, which have already learnt
 * @param iterations iterations that are measured
 * @param millis how long one of them takes
 * @param coldStarts how often each process is started
 * @param allocationMillis the warm-up before allocations are counted: until vectors are compiled,
 *     each is an object
 */
record Effort(
    int rounds,
    int warmups,
    int warmupMillis,
    int learntMillis,
    int iterations,
    int millis,
    int coldStarts,
    int allocationMillis) {
  /**
   * A quarter of an hour for all: an impression. Vector kernels are compiled within seven seconds.
   */
  static final Effort QUICK = new Effort(1, 1, 3000, 7000, 3, 300, 3, 2000);

  /** Warm-up as long as the slowest peer needs. */
  static final Effort FULL = new Effort(3, 5, 1000, 1000, 5, 1000, 20, 2500);

  /** This with another number of rounds. */
  Effort rounds(int number) {
    return new Effort(
        number,
        warmups,
        warmupMillis,
        learntMillis,
        iterations,
        millis,
        coldStarts,
        allocationMillis);
  }

  /** JMH's options. */
  List<String> options() {
    return options(warmupMillis);
  }

  /** JMH's options for what learns before it is measured, and is warm from that. */
  List<String> trainingOptions() {
    return options(learntMillis);
  }

  private List<String> options(int warmup) {
    return List.of(
        "-f",
        "1",
        "-wi",
        String.valueOf(warmups),
        "-w",
        warmup + "ms",
        "-i",
        String.valueOf(iterations),
        "-r",
        millis + "ms");
  }
}

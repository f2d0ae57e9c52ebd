package dev.cortado.benchmarks.run;

import java.util.List;

/**
 * How long JMH measures.
 *
 * @param rounds how often each library is measured, in a fresh process each, turn and turn about
 * @param warmups iterations before each measurement
 * @param warmupMillis how long one of them takes
 * @param iterations iterations that are measured
 * @param millis how long one of them takes
 * @param coldStarts how often each process is started
 */
record Effort(
    int rounds, int warmups, int warmupMillis, int iterations, int millis, int coldStarts) {
  /** Minutes for all: an impression. */
  static final Effort QUICK = new Effort(1, 1, 1500, 3, 200, 2);

  /** Warm-up as long as the slowest peer needs. */
  static final Effort FULL = new Effort(3, 5, 1000, 5, 1000, 20);

  /** This with another number of rounds. */
  Effort rounds(int number) {
    return new Effort(number, warmups, warmupMillis, iterations, millis, coldStarts);
  }

  /** JMH's options. */
  List<String> options() {
    return List.of(
        "-f",
        "1",
        "-wi",
        String.valueOf(warmups),
        "-w",
        warmupMillis + "ms",
        "-i",
        String.valueOf(iterations),
        "-r",
        millis + "ms");
  }

  /** The whole warm-up. */
  int allWarmupMillis() {
    return warmups * warmupMillis;
  }
}

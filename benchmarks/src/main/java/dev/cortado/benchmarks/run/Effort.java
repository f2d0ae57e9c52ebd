package dev.cortado.benchmarks.run;

import java.util.List;

/**
 * How long JMH measures.
 *
 * @param rounds how often each library is measured, in a fresh process each, turn and turn about
 * @param warmups iterations of a second before each measurement
 * @param iterations iterations that are measured
 * @param millis how long one of them takes
 * @param coldStarts how often each process is started
 */
record Effort(int rounds, int warmups, int iterations, int millis, int coldStarts) {
  /** A few minutes for all: an impression, not evidence. */
  static final Effort QUICK = new Effort(1, 2, 3, 500, 5);

  /** Warm-up as long as the slowest peer needs. */
  static final Effort FULL = new Effort(3, 5, 5, 1000, 20);

  /** This with another number of rounds. */
  Effort rounds(int number) {
    return new Effort(number, warmups, iterations, millis, coldStarts);
  }

  /** JMH's options. */
  List<String> options() {
    return List.of(
        "-f", "1", "-wi", "" + warmups, "-w", "1s", "-i", "" + iterations, "-r", millis + "ms");
  }

  /** JMH's options for benchmarks with many parameters. */
  List<String> shortOptions() {
    return List.of("-f", "1", "-wi", "2", "-w", "500ms", "-i", "3", "-r", "300ms");
  }
}

package dev.cortado.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void ratesAndTheirQuotient() {
    Measurements measurements = new Measurements();
    Threads.add(
        List.of(result("1", 1.0, 1.0, 2.0), result("2", 9.0, 1.5, 1.5)), 100, "ours", measurements);
    assertEquals(
        """
        ### Training with fit, samples a second

        | | ours |
        | --- | --- |
        | wide, 1 thread | 100 ± 50 % |
        | wide, 2 threads | 150 ± 250 % |

        ### Training with fit, how many times as fast on 2 threads as on 1

        | | ours |
        | --- | --- |
        | wide | 1.50 |

        """,
        Markdown.tables(measurements));
  }

  private static JmhResult result(String threads, Double... epochs) {
    return new JmhResult(
        Map.of("workload", "WIDE", "threads", threads), Arrays.asList(epochs), List.of());
  }
}

package dev.cortado.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.benchmarks.report.Measurements.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @Test
  void comparesWithTheBetterOneOfOurs() {
    Measurements measurements = new Measurements();
    measurements.role("plain", Role.OURS);
    measurements.role("fast", Role.OURS);
    measurements.role("peer", Role.PEER);
    measurements.role("nothing", Role.YARDSTICK);
    measurements.add(Metric.TRAINING, "seed", "plain", List.of(100.0));
    measurements.add(Metric.TRAINING, "seed", "fast", List.of(190.0, 200.0, 210.0));
    measurements.add(Metric.TRAINING, "seed", "peer", List.of(50.0));
    measurements.add(Metric.TRAINING, "wide", "plain", List.of(1.0));
    measurements.add(Metric.TRAINING, "wide", "peer", List.of(4.0));
    measurements.add(Metric.COLD_START, "seed", "plain", List.of(80.0));
    measurements.add(Metric.COLD_START, "seed", "peer", List.of(40.0));
    measurements.add(Metric.COLD_START, "seed", "nothing", List.of(20.0));
    assertEquals(
        """
        ### Training, samples a second

        | | plain | fast | peer |
        | --- | --- | --- | --- |
        | seed | 100 | 200 ± 5 % | 50.0; 4.00× |
        | wide | 1.00 | - | 4.00; **wins, 0.25×** |

        ### Cold start to the first prediction, milliseconds

        | | plain | peer | nothing |
        | --- | --- | --- | --- |
        | seed | 80.0 | 40.0; **wins, 0.50×** | 20.0 |

        """,
        Markdown.tables(measurements));
  }

  @Test
  void nothingIsComparedByWhoHasIt() {
    Measurements measurements = new Measurements();
    measurements.role("ours", Role.OURS);
    measurements.role("peer", Role.PEER);
    measurements.add(Metric.STEP_BYTES, "seed", "ours", List.of(0.0));
    measurements.add(Metric.STEP_BYTES, "seed", "peer", List.of(24.0));
    measurements.add(Metric.STEP_BYTES, "wide", "ours", List.of(24.0));
    measurements.add(Metric.STEP_BYTES, "wide", "peer", List.of(0.0));
    measurements.add(Metric.STEP_BYTES, "tiny", "ours", List.of(0.0));
    measurements.add(Metric.STEP_BYTES, "tiny", "peer", List.of(0.0));
    assertEquals(
        """
        ### Bytes allocated on the Java heap by a step of training

        | | ours | peer |
        | --- | --- | --- |
        | seed | 0 | 24.0 |
        | wide | 24.0 | 0; **wins** |
        | tiny | 0 | 0 |

        """,
        Markdown.tables(measurements));
  }

  @Test
  void severalRoundsCountAsOneValueEach() {
    Figure figure = Figure.of(List.of(List.of(1.0, 9.0, 2.0), List.of(4.0, 3.0, 5.0)));
    assertEquals(3, figure.median());
    assertEquals(1 / 3.0, figure.spread(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1234567.8; 1,234,568", "99.94; 99.9", "1.234; 1.23", "0.0051; 0.01", "0; 0"})
  void numbersHaveTheDigitsThatCount(double value, String expected) {
    assertEquals(expected, Markdown.number(value));
  }
}

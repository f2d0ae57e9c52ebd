package dev.cortado.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultTest {
  @Test
  void readsScores() {
    List<JmhResult> results =
        JmhResult.parse(
            """
            [ { "benchmark" : "a.B.c", "params" : { "workload" : "SEED" },
                "primaryMetric" : { "score" : 2.5E3, "scoreError" : "NaN",
                  "rawData" : [ [ 1.5, 2500.0, 1.0E-3 ] ] },
                "secondaryMetrics" : { } } ]
            """);
    assertEquals(1, results.size());
    assertEquals("SEED", results.get(0).parameters().get("workload"));
    assertEquals(List.of(1.5, 2500.0, 0.001), results.get(0).scores());
  }

  @Test
  void readsPercentilesOfEachIteration() {
    JmhResult result =
        JmhResult.parse(
                """
                [ { "params" : { }, "primaryMetric" : {
                    "rawDataHistogram" : [ [ [ [ 10.0, 98 ], [ 20.0, 1 ], [ 90.0, 1 ] ],
                                             [ [ 30.0, 1 ] ] ] ] } } ]
                """)
            .get(0);
    assertEquals(List.of(10.0, 30.0), result.percentiles(0.5));
    assertEquals(List.of(20.0, 30.0), result.percentiles(0.99));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[1 2]", "{\"a\" 1}", "[1] 2", "[\"a]", "[x]"})
  void refusesWhatIsNoJson(String text) {
    assertThrows(IllegalArgumentException.class, () -> JmhResult.parse(text));
  }
}

package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Axis.Tick::label).toList();
  }

  private static Axis linear(double min, double max) {
    return Axis.linear(min, max, 6, 200, 0);
  }

  @Test
  void ticksAreRoundNumbersAroundTheValues() {
    assertEquals(List.of("0", "0.5", "1", "1.5", "2"), labels(linear(0.21, 1.8)));
    assertEquals(List.of("0.86", "0.88", "0.9", "0.92", "0.94"), labels(linear(0.865, 0.93)));
    assertEquals(List.of("-20", "-10", "0", "10", "20"), labels(linear(-13, 17)));
    assertEquals(List.of("0", "2e-7", "4e-7", "6e-7", "8e-7"), labels(linear(0, 7.1e-7)));
    assertEquals(List.of("1e9", "1.5e9", "2e9", "2.5e9", "3e9"), labels(linear(1e9, 3e9)));
  }

  @Test
  void oneValueHasAnAxisAroundIt() {
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(linear(0, 0)));
    Axis axis = linear(5, 5);
    assertTrue(axis.low() < 5 && axis.high() > 5, axis::toString);
    Axis negative = linear(-5, -5);
    assertTrue(negative.low() < -5 && negative.high() > -5, negative::toString);
  }

  @Test
  void valuesLieBetweenTheEndsAndTicksAreFew() {
    for (double size = 1e-300; size < 1e300; size *= 7.3) {
      for (double low : new double[] {-size, 0, size / 3}) {
        Axis axis = linear(low, size);
        assertTrue(axis.low() <= low && size <= axis.high(), axis::toString);
        assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 6, axis::toString);
        assertTrue(axis.high() - axis.low() <= 4 * (size - low), axis::toString);
      }
    }
  }

  @Test
  void pixelsAreProportional() {
    Axis axis = linear(0, 2);
    assertEquals(200, axis.at(0));
    assertEquals(150, axis.at(0.5), 1e-9);
    assertEquals(0, axis.at(2));
  }

  @Test
  void powersOfTen() {
    Axis axis = Axis.logarithmic(3e-5, 0.02, 6, 0, 400);
    assertEquals(List.of("1e-5", "0.0001", "0.001", "0.01", "0.1"), labels(axis));
    assertEquals(0, axis.at(1e-5));
    assertEquals(100, axis.at(1e-4), 1e-9);
    assertEquals(250, axis.at(Math.sqrt(1e-5)), 1e-9);
    assertEquals(400, axis.at(0.1), 1e-9);
    assertEquals(
        List.of("1e-20", "1e-16", "1e-12", "1e-8", "0.0001", "1"),
        labels(Axis.logarithmic(1e-20, 1, 6, 0, 400)));
  }

  @Test
  void epochsAreWholeNumbersFromOneOn() {
    assertEquals(List.of("1"), labels(Axis.epochs(1, 11, 0, 100)));
    assertEquals(50, Axis.epochs(1, 11, 0, 100).at(1));
    assertEquals(List.of("1", "2", "3"), labels(Axis.epochs(3, 11, 0, 100)));
    assertEquals(List.of("2", "4", "6", "8", "10", "12"), labels(Axis.epochs(13, 11, 0, 100)));
    assertEquals(List.of("1", "5", "10", "15", "20", "25"), labels(Axis.epochs(29, 11, 0, 100)));
    Axis many = Axis.epochs(10_000, 11, 0, 100);
    assertEquals("1,000", labels(many).get(1));
    assertEquals(0, many.at(1));
    assertEquals(100, many.at(10_000));
    assertTrue(many.ticks().size() <= 11);
  }
}

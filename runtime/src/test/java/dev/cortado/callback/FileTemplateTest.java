package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected names are those of Python's str.format. */
class FileTemplateTest {
  private static Logs logs() {
    Logs logs = new Logs(List.of("loss", "val_loss", "kind_accuracy", "gain"));
    logs.set("loss", 0.125);
    logs.set("val_loss", 12.3456);
    logs.set("kind_accuracy", Double.NaN);
    logs.set("gain", -1234.5);
    return logs;
  }

  private static String filled(String template) {
    return new FileTemplate(template).fill(Map.of("epoch", 7), logs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain.safetensors|plain.safetensors",
        "{epoch}|7",
        "{epoch:02d}-{val_loss:.2f}.safetensors|07-12.35.safetensors",
        "{epoch:3d}|  7",
        "{epoch:.1f}|7.0",
        "{epoch:03}|007",
        "{loss}|0.125",
        "{loss:.2f}|0.12",
        "{loss:f}|0.125000",
        "{loss:08.3f}|0000.125",
        "{loss:.3e}|1.250e-01",
        "{loss:e}|1.250000e-01",
        "{gain:010.1f}|-0001234.5",
        "{gain:.0f}|-1234",
        "{kind_accuracy:.2f}|nan",
        "a$1{epoch}\\b|a$17\\b"
      })
  void figuresAreWrittenAsPythonDoes(String template, String expected) {
    assertEquals(expected, filled(template));
  }

  @Test
  void infinityIsANameToo() {
    Logs logs = new Logs(List.of("loss"));
    logs.set("loss", Double.NEGATIVE_INFINITY);
    assertEquals("-inf", new FileTemplate("{loss:.2f}").fill(Map.of(), logs));
    logs.set("loss", Double.POSITIVE_INFINITY);
    assertEquals("inf", new FileTemplate("{loss:.2e}").fill(Map.of(), logs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{epoch", "epoch}", "{}", "{epoch:x}", "{loss:.f}", "{loss:.2}", "{{epoch}}"})
  void refusesBracesThatBelongToNoFigure(String template) {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new FileTemplate(template));
    assertEquals(
        "the file name '%s' has a brace that belongs to no figure; figures are written as {epoch}, {epoch:02d} or {val_loss:.4f}"
            .formatted(template),
        failure.getMessage());
  }

  @Test
  void refusesFiguresThatThereAreNot() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> filled("{epoch}-{val_acc:.2f}"));
    assertEquals(
        "the file name '{epoch}-{val_acc:.2f}' has the figure 'val_acc', but there are only [epoch] and [gain, kind_accuracy, loss, val_loss]",
        failure.getMessage());
  }

  @Test
  void refusesAFractionAsAWholeNumber() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> filled("{loss:02d}"));
    assertEquals(
        "the file name '{loss:02d}' has 'loss' as a whole number, but it is 0.125; write {loss:.4f}",
        failure.getMessage());
  }
}

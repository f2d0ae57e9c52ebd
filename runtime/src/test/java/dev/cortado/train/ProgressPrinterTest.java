package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The expected texts follow keras/src/utils/progbar.py of Keras 3.16 by hand. */
class ProgressPrinterTest {
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String GREY = "\u001b[37m";
  private static final String RESET = "\u001b[0m";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now = 7_000_000_000L;

  private ProgressPrinter printer(boolean bar) {
    return new ProgressPrinter(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), bar, () -> now);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static Logs logs(double loss) {
    Logs logs = new Logs(List.of("loss", "accuracy"));
    logs.set("loss", loss);
    logs.set("accuracy", 0.0001);
    return logs;
  }

  /** One epoch whose steps take some milliseconds each. */
  private void epoch(ProgressPrinter printer, Steps training, Logs logs, long... millis) {
    printer.onEpochBegin(training, 0);
    for (int step = 0; step < millis.length; step++) {
      now += millis[step] * 1_000_000;
      printer.onBatchEnd(training, step, logs);
    }
    printer.onEpochEnd(training, 0, logs);
  }

  private static String bar(int full) {
    String green = full > 0 ? GREEN + "━".repeat(full) + RESET : "";
    return green + GREY + "━".repeat(20 - full) + RESET;
  }

  @Test
  void oneLineAnEpoch() {
    epoch(printer(false), new Steps(2), logs(0.25), 500, 60);
    assertEquals(
        "Epoch 1/3\n2/2 - 1s - 60ms/step - accuracy: 1.0000e-04 - loss: 0.2500\n", printed());
  }

  @Test
  void aBarThatIsDrawnAtMostEveryFiftyMilliseconds() {
    epoch(printer(true), new Steps(3), logs(0.25), 60, 10, 60);
    String figures = " - accuracy: 1.0000e-04 - loss: 0.2500";
    // Without the escapes, each line has as many characters: "1/3 ", the bar, " 0s", the rest.
    int width = 4 + 20 + 3 + " 60ms/step".length() + figures.length();
    assertEquals(
        "Epoch 1/3\n"
            + ("\r" + BOLD + "1/3" + RESET + " " + bar(6))
            + (" " + BOLD + "0s" + RESET + " 60ms/step" + figures)
            + ("\b".repeat(width) + "\r" + BOLD + "3/3" + RESET + " " + bar(20))
            + (" " + BOLD + "0s" + RESET + " 35ms/step" + figures)
            + ("\b".repeat(width) + "\r" + BOLD + "3/3" + RESET + " " + bar(20))
            + (" " + BOLD + "0s" + RESET + " 35ms/step" + figures + "\n"),
        printed());
  }

  @Test
  void countsAreAsWideAsTheTotalAndWhatWasLongerIsWiped() {
    ProgressPrinter printer = printer(true);
    Steps training = new Steps(100);
    printer.onEpochBegin(training, 0);
    now += 40_000_000_000L;
    printer.onBatchEnd(training, 0, logs(12.5));
    now += 1_000_000_000L;
    printer.onBatchEnd(training, 1, logs(1.5));
    String first =
        BOLD + "  1/100" + RESET + " " + bar(0) + " " + BOLD + "1:06:00" + RESET + " 40s/step";
    String second =
        BOLD + "  2/100" + RESET + " " + bar(0) + " " + BOLD + "1:38" + RESET + " 1s/step";
    int before = 8 + 20 + " 1:06:00 40s/step - accuracy: 1.0000e-04 - loss: 12.5000".length();
    int after = 8 + 20 + " 1:38 1s/step - accuracy: 1.0000e-04 - loss: 1.5000".length();
    assertEquals(
        "Epoch 1/3\n"
            + ("\r" + first + " - accuracy: 1.0000e-04 - loss: 12.5000")
            + ("\b".repeat(before) + "\r" + second)
            + (" - accuracy: 1.0000e-04 - loss: 1.5000" + " ".repeat(before - after)),
        printed());
  }

  @Test
  void anUnknownNumberOfStepsIsCountedUp() {
    epoch(printer(true), new Steps(0), logs(0.25), 2000);
    String rest = " 2s/step - accuracy: 1.0000e-04 - loss: 0.2500";
    int width = "      1/Unknown".length() + 3 + rest.length();
    assertEquals(
        ("Epoch 1/3\n" + "\r      1/Unknown " + BOLD + "2s" + RESET + rest)
            + ("\b".repeat(width) + "\r" + BOLD + "1/1" + RESET + " " + bar(20))
            + (" " + BOLD + "2s" + RESET + rest + "\n"),
        printed());
  }

  @Test
  void stepsBeforeARunWasResumedTookNoTime() {
    ProgressPrinter printer = printer(false);
    Steps training = new Steps(12);
    printer.onEpochBegin(training, 0);
    for (int step = 9; step < 12; step++) {
      now += 20_000_000;
      printer.onBatchEnd(training, step, logs(0.25));
    }
    printer.onEpochEnd(training, 0, logs(0.25));
    assertEquals(
        "Epoch 1/3\n12/12 - 0s - 20ms/step - accuracy: 1.0000e-04 - loss: 0.2500\n", printed());
  }

  @Test
  void figuresAreRoundedAsPythonDoes() {
    Logs logs = new Logs(List.of("a", "b", "c", "d"));
    logs.set("a", 0.03125);
    logs.set("b", 0.001);
    logs.set("c", -2.5);
    logs.set("d", 1.00005);
    epoch(printer(false), new Steps(1), logs, 1);
    assertEquals(
        "Epoch 1/3\n1/1 - 0s - 1ms/step - a: 0.0312 - b: 1.0000e-03 - c: -2.5000e+00 - d: 1.0001\n",
        printed());
  }

  /** Training of so many steps an epoch; 0 where it is not known. */
  private record Steps(int count) implements Training {
    @Override
    public List<float[]> values(Layer layer) {
      throw new AssertionError("only figures are asked for");
    }

    @Override
    public Model model() {
      throw new AssertionError("progress does not need the model");
    }

    @Override
    public int epochs() {
      return 3;
    }

    @Override
    public OptionalInt stepsPerEpoch() {
      return count == 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }

    @Override
    public List<String> figures() {
      throw new AssertionError("progress prints those of the logs");
    }

    @Override
    public double learningRate() {
      return 0;
    }

    @Override
    public void setLearningRate(double rate) {}

    @Override
    public float[] gradient() {
      throw new AssertionError("progress does not need the gradient");
    }

    @Override
    public void stop(String reason) {}

    @Override
    public Optional<String> stopReason() {
      throw new AssertionError("progress does not tell why");
    }

    @Override
    public void checkpoint(Path file) {
      throw new AssertionError("progress writes no checkpoints");
    }
  }
}

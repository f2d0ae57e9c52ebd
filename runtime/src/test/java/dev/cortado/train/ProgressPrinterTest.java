package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private long now;

  private String print(boolean bar) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressPrinter printer =
        new ProgressPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), bar, () -> now);
    Logs logs = new Logs(List.of("loss", "accuracy"));
    logs.set("loss", 0.25);
    logs.set("accuracy", 0.0001);
    Training training = new TwoSteps();
    printer.onEpochBegin(training, 0);
    for (int step = 0; step < 2; step++) {
      now += 60_000_000;
      printer.onBatchEnd(training, step, logs);
    }
    printer.onEpochEnd(training, 0, logs);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void oneLineAnEpoch() {
    assertEquals("Epoch 1/3\n2/2 - 0s - 60ms/step - accuracy: 1.0000e-04 - loss: 0.2500\n", print(false));
  }

  @Test
  void aBarThatGrows() {
    String full = "━".repeat(20);
    String half = "━".repeat(10);
    assertEquals(
        "Epoch 1/3\n"
            + ("\r1/2 \u001b[32m" + half + "\u001b[0m\u001b[37m" + half)
            + "\u001b[0m 0s 60ms/step - accuracy: 1.0000e-04 - loss: 0.2500"
            + ("\r2/2 \u001b[32m" + full + "\u001b[0m\u001b[37m")
            + "\u001b[0m 0s 60ms/step - accuracy: 1.0000e-04 - loss: 0.2500"
            + ("\r2/2 \u001b[32m" + full + "\u001b[0m\u001b[37m")
            + "\u001b[0m 0s 60ms/step - accuracy: 1.0000e-04 - loss: 0.2500\n",
        print(true));
  }

  private static final class TwoSteps implements Training {
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
      return OptionalInt.of(2);
    }

    @Override
    public double learningRate() {
      return 0;
    }

    @Override
    public void setLearningRate(double rate) {}

    @Override
    public void stop(String reason) {}
  }
}

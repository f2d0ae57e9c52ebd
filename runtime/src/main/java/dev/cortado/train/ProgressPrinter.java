package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints progress in the format of Keras. */
final class ProgressPrinter implements Callback {
  private static final int WIDTH = 20;
  private static final long REDRAW_NANOS = 50_000_000;

  private final PrintStream out;
  private final boolean bar;
  private final LongSupplier nanos;
  private long begin;
  private long drawn;
  private int steps;

  ProgressPrinter(PrintStream out, boolean bar, LongSupplier nanos) {
    this.out = out;
    this.bar = bar;
    this.nanos = nanos;
  }

  /** For a way of showing progress that is not {@link Progress#NONE}. */
  static ProgressPrinter of(Progress progress) {
    boolean terminal = System.console() != null && System.getenv("TERM") != null;
    return new ProgressPrinter(
        System.out, progress == Progress.BAR || progress == Progress.AUTO && terminal, System::nanoTime);
  }

  @Override
  public void onEpochBegin(Training training, int epoch) {
    begin = nanos.getAsLong();
    drawn = begin;
    steps = 0;
    out.println("Epoch %d/%d".formatted(epoch + 1, training.epochs()));
  }

  @Override
  public void onBatchEnd(Training training, int step, Logs logs) {
    steps = step + 1;
    long now = nanos.getAsLong();
    if (bar && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      out.print("\r" + line(training.stepsPerEpoch().orElse(steps), now, logs));
      out.flush();
    }
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    int total = training.stepsPerEpoch().orElse(steps);
    out.println((bar ? "\r" : "") + line(total, nanos.getAsLong(), logs));
  }

  private String line(int total, long now, Logs logs) {
    double seconds = (now - begin) / 1e9;
    boolean done = steps >= total;
    StringBuilder line = new StringBuilder();
    line.append("%d/%d".formatted(steps, total));
    if (bar) {
      int full = total == 0 ? WIDTH : WIDTH * steps / total;
      line.append(" \u001b[32m").append("━".repeat(full)).append("\u001b[0m\u001b[37m");
      line.append("━".repeat(WIDTH - full)).append("\u001b[0m ");
    } else {
      line.append(" - ");
    }
    double perStep = steps == 0 ? 0 : seconds / steps;
    line.append(Math.round(done ? seconds : perStep * (total - steps))).append("s ");
    line.append(bar ? "" : "- ").append(perStep(perStep));
    logs.names().forEach(name -> line.append(" - %s: %s".formatted(name, number(logs.get(name)))));
    return line.toString();
  }

  private static String perStep(double seconds) {
    if (seconds >= 1 || seconds == 0) {
      return "%ds/step".formatted(Math.round(seconds));
    }
    return seconds >= 1e-3
        ? "%dms/step".formatted(Math.round(seconds * 1e3))
        : "%dus/step".formatted(Math.round(seconds * 1e6));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) > 1e-3 ? "%.4f" : "%.4e", value);
  }
}

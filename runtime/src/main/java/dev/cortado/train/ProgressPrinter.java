package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import java.io.Console;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Prints progress as Keras 3 does, character by character (keras/src/utils/progbar.py): a bar for
 * {@code verbose=1}, a line for {@code verbose=2}.
 */
final class ProgressPrinter implements Callback {
  private static final int WIDTH = 20;
  private static final long REDRAW_NANOS = 50_000_000;
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean bar;
  private final LongSupplier nanos;
  private long begin;
  private long afterFirstStep;
  private long drawn;
  private boolean anythingDrawn;
  private int steps;
  private int resumedAt;
  private int width;

  ProgressPrinter(PrintStream out, boolean bar, LongSupplier nanos) {
    this.out = out;
    this.bar = bar;
    this.nanos = nanos;
  }

  /** For a way of showing progress that is not {@link Progress#NONE}. */
  static ProgressPrinter of(Progress progress) {
    boolean bar = progress == Progress.BAR || (progress == Progress.AUTO && isTerminal());
    return new ProgressPrinter(System.out, bar, System::nanoTime);
  }

  @SuppressWarnings("SystemConsoleNull") // where there may be one without a terminal, it is asked
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null || System.getenv("TERM") == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }

  @Override
  public void onEpochBegin(Training training, int epoch) {
    begin = nanos.getAsLong();
    anythingDrawn = false;
    steps = 0;
    resumedAt = 0;
    width = 0;
    out.printf("Epoch %d/%d%n", epoch + 1, training.epochs());
  }

  @Override
  public void onBatchEnd(Training training, int step, Logs logs) {
    long now = nanos.getAsLong();
    if (steps == 0) {
      resumedAt = step;
      afterFirstStep = now;
    }
    steps = step + 1;
    double perStep = perStep(now);
    if (bar && (!anythingDrawn || now - drawn >= REDRAW_NANOS)) {
      anythingDrawn = true;
      drawn = now;
      OptionalInt total = training.stepsPerEpoch();
      String time =
          total.isPresent() ? eta(perStep * (total.getAsInt() - steps)) : elapsed(now) + "s";
      out.print(redrawn(steps, total, time, perStep, logs));
      out.flush();
    }
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    long now = nanos.getAsLong();
    int total = training.stepsPerEpoch().orElse(steps);
    String time = elapsed(now) + "s";
    if (bar) {
      out.println(redrawn(total, OptionalInt.of(total), time, perStep(now), logs));
    } else {
      out.print("%d/%d - %s -%s".formatted(total, total, time, rate(perStep(now))));
      logs.names().forEach(name -> out.print(figure(name, logs.get(name), logs.get(name) > 1e-3)));
      out.println();
    }
  }

  /** The bar in place of the one before, with spaces over what was longer. */
  private String redrawn(int done, OptionalInt total, String time, double perStep, Logs logs) {
    StringBuilder text = new StringBuilder();
    if (total.isPresent() && total.getAsInt() > 0) {
      int digits = String.valueOf(total.getAsInt()).length();
      int full = (int) (WIDTH * (double) done / total.getAsInt());
      text.append("\u001b[1m%%%dd/%%d".formatted(digits).formatted(done, total.getAsInt()));
      text.append(RESET).append(' ');
      text.append(full > 0 ? "\u001b[32m" + "━".repeat(full) + RESET : "");
      text.append("\u001b[37m").append("━".repeat(WIDTH - full)).append(RESET);
    } else {
      text.append("%7d/Unknown".formatted(done));
    }
    text.append(" \u001b[1m").append(time).append(RESET).append(rate(perStep));
    for (String name : logs.names()) {
      double value = logs.get(name);
      text.append(figure(name, value, Math.abs(value) > 1e-3));
    }
    int before = width;
    width = text.toString().replaceAll("\u001b\\[\\d+m", "").length();
    return "\b".repeat(before) + "\r" + text + " ".repeat(Math.max(0, before - width));
  }

  private long elapsed(long now) {
    return (long) Math.rint((now - begin) / 1e9);
  }

  /** Seconds a step; the first, which warms up, counts only while there is no other. */
  private double perStep(long now) {
    if (steps == 0) {
      return 0;
    }
    int seen = steps - resumedAt;
    return seen > 1 ? (now - afterFirstStep) / 1e9 / (seen - 1) : (now - begin) / 1e9;
  }

  private static String eta(double seconds) {
    long whole = (long) seconds;
    if (seconds > 3600) {
      return "%d:%02d:%02d".formatted(whole / 3600, whole % 3600 / 60, whole % 60);
    }
    return seconds > 60 ? "%d:%02d".formatted(whole / 60, whole % 60) : whole + "s";
  }

  private static String rate(double seconds) {
    if (seconds >= 1 || seconds == 0) {
      return " %.0fs/step".formatted(Math.rint(seconds));
    }
    return seconds >= 1e-3
        ? " %.0fms/step".formatted(Math.rint(seconds * 1e3))
        : " %.0fus/step".formatted(Math.rint(seconds * 1e6));
  }

  private static String figure(String name, double value, boolean plain) {
    if (!Double.isFinite(value)) {
      return " - %s: %s".formatted(name, value);
    }
    // Python rounds the exact value and ties to even; Java's format does not.
    BigDecimal exact = new BigDecimal(value);
    String number =
        plain
            ? exact.setScale(4, RoundingMode.HALF_EVEN).toPlainString()
            : String.format(
                Locale.ROOT, "%.4e", exact.round(new MathContext(5, RoundingMode.HALF_EVEN)));
    return " - %s: %s".formatted(name, number);
  }
}

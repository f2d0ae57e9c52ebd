package dev.cortado.callback;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.ParameterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Measures each layer while training goes on, which shows gradients that vanish or explode, steps
 * that are too large, and units that never say anything. It measures the last step of each epoch,
 * or every so many steps; it changes nothing of training, and holds what it measured in the last
 * call of {@code fit}.
 *
 * <pre>{@code
 * LayerStatistics statistics = new LayerStatistics();
 * trainer.fit(data, Fit.epochs(10).callback(statistics));
 * System.out.println(statistics.table());
 * }</pre>
 */
public final class LayerStatistics implements Callback {
  private static final String CSV =
      "epoch,step,layer,gradient_norm,parameter_norm,update_ratio,dead_fraction\n";

  private final int every;
  private final boolean logged;
  private final List<Entry> entries = new ArrayList<>();
  private float[] before;
  private int epoch;
  private int step;

  /** Measures the last step of each epoch. */
  public LayerStatistics() {
    this(0, false);
  }

  private LayerStatistics(int every, boolean logged) {
    this.every = every;
    this.logged = logged;
  }

  /**
   * What is measured of a layer in a step.
   *
   * @param epoch the epoch, from 0
   * @param step the step within the epoch, from 0
   * @param layer the layer's name
   * @param gradientNorm the Euclidean norm of the gradient of its trainable parameters, as the
   *     optimizer left it; NaN where it has none
   * @param parameterNorm the norm of these parameters before the step; NaN where it has none
   * @param updateRatio the norm of their change, by {@code parameterNorm}; about 0.001 is usual
   * @param deadFraction the fraction of its values that are 0 for all samples of the batch, as
   *     those of units with {@code RELU} may be; NaN for inputs
   */
  public record Entry(
      int epoch,
      int step,
      String layer,
      double gradientNorm,
      double parameterNorm,
      double updateRatio,
      double deadFraction) {}

  /** This measuring every so many steps of an epoch, the first of them its first. */
  public LayerStatistics every(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "layers are measured every 1 or more steps, but it was to be every " + steps);
    }
    return new LayerStatistics(steps, logged);
  }

  /**
   * This adding an epoch's last measurement to its figures, for logs and reports listed behind it:
   * {@code hidden_gradient_norm}, {@code hidden_update_ratio} and {@code hidden_dead_fraction}.
   */
  public LayerStatistics logged() {
    return new LayerStatistics(every, true);
  }

  @Override
  public void onTrainBegin(Training training) {
    entries.clear();
    before = null;
  }

  @Override
  public void onEpochBegin(Training training, int begun) {
    epoch = begun;
  }

  @Override
  public void onBatchBegin(Training training, int begun) {
    step = begun;
    if (every == 0 || begun % every == 0) {
      if (before == null) {
        before = new float[training.model().trainableCount()];
      }
      System.arraycopy(parameters(training), 0, before, 0, before.length);
    }
  }

  @Override
  public void onBatchEnd(Training training, int ended, Logs logs) {
    if (every > 0 && ended % every == 0) {
      measure(training);
    }
  }

  @Override
  public void onEpochEnd(Training training, int ended, Logs logs) {
    // A resumed run may have no step left in its first epoch
    if (every == 0 && before != null) {
      measure(training);
    }
    for (Entry entry : logged ? last() : List.<Entry>of()) {
      log(logs, entry.layer() + "_gradient_norm", entry.gradientNorm());
      log(logs, entry.layer() + "_update_ratio", entry.updateRatio());
      log(logs, entry.layer() + "_dead_fraction", entry.deadFraction());
    }
  }

  private static void log(Logs logs, String name, double value) {
    if (!Double.isNaN(value)) {
      logs.set(name, value);
    }
  }

  private void measure(Training training) {
    List<ParameterSpec> parameters =
        ((CompiledModel) training.model())
            .blueprint().parameters().stream().filter(ParameterSpec::trainable).toList();
    for (Layer layer : training.model().layers()) {
      List<ParameterSpec> own =
          parameters.stream().filter(parameter -> parameter.layer().equals(layer.name())).toList();
      double gradient = own.isEmpty() ? Double.NaN : 0;
      double size = gradient;
      double change = gradient;
      for (ParameterSpec parameter : own) {
        for (int i = 0; i < parameter.shape().size(); i++) {
          int at = parameter.offset() + i;
          double moved = (double) parameters(training)[at] - before[at];
          gradient += (double) training.gradient()[at] * training.gradient()[at];
          size += (double) before[at] * before[at];
          change += moved * moved;
        }
      }
      double dead = layer.inputs().isEmpty() ? Double.NaN : dead(training.values(layer));
      entries.add(
          new Entry(
              epoch,
              step,
              layer.name(),
              Math.sqrt(gradient),
              Math.sqrt(size),
              Math.sqrt(change / size),
              dead));
    }
  }

  private static double dead(List<float[]> rows) {
    BitSet alive = new BitSet();
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != 0) {
          alive.set(i);
        }
      }
    }
    return 1 - alive.cardinality() / (double) rows.get(0).length;
  }

  private static float[] parameters(Training training) {
    return ((CompiledModel) training.model()).parameters();
  }

  /** All measurements, by epoch, step and layer. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The last measurement: an entry for each layer. */
  public List<Entry> last() {
    if (entries.isEmpty()) {
      return List.of();
    }
    Entry end = entries.get(entries.size() - 1);
    return entries.stream()
        .filter(entry -> entry.epoch() == end.epoch() && entry.step() == end.step())
        .toList();
  }

  /** The last measurement as a table to print, a line for each layer. */
  public String table() {
    String line = "%-20s %13s %14s %12s %13s%n";
    StringBuilder table =
        new StringBuilder(
            line.formatted(
                "layer", "gradient norm", "parameter norm", "update ratio", "dead fraction"));
    for (Entry entry : last()) {
      table.append(
          line.formatted(
              entry.layer(),
              cell(entry.gradientNorm()),
              cell(entry.parameterNorm()),
              cell(entry.updateRatio()),
              cell(entry.deadFraction())));
    }
    return table.toString();
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** Writes all measurements as CSV, with empty cells for NaN, in place of a file that is there. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(CSV);
    for (Entry entry : entries) {
      text.append(
          "%d,%d,%s,%s,%s,%s,%s\n"
              .formatted(
                  entry.epoch(),
                  entry.step(),
                  entry.layer(),
                  number(entry.gradientNorm()),
                  number(entry.parameterNorm()),
                  number(entry.updateRatio()),
                  number(entry.deadFraction())));
    }
    Files.writeString(file, text);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.valueOf(value);
  }
}

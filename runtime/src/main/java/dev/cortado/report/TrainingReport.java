package dev.cortado.report;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Memory;
import dev.cortado.callback.Training;
import dev.cortado.io.AtomicFile;
import dev.cortado.metric.ConfusionMatrix;
import dev.cortado.optimizer.Optimizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Writes a report of training as a page of HTML: curves of the loss, the metrics, the learning rate
 * and the time; the network as a diagram and a table; a confusion matrix where given. The page is
 * one file that needs nothing else, and follows a browser's light or dark mode.
 *
 * <p>The file is written when training begins, after its epochs and when it ends, whole each time,
 * so that one can watch training: until it ends, the page renews itself. Then it says why training
 * ended. Epochs shorter than a second share a writing. List it behind callbacks that add figures.
 */
public final class TrainingReport implements Callback {
  private static final double NANOS = 1e9;
  private static final String LEARNING_RATE = "learning_rate";

  private final Path file;
  private final Map<String, String> settings;
  private final LongSupplier nanos;
  private final Clock clock;

  private TrainingRecord run;
  private long epochBegun;
  private long written;

  /** To a file, in place of one that is there. */
  public TrainingReport(Path file) {
    this(file, Map.of(), System::nanoTime, Clock.system(ZoneId.systemDefault()));
  }

  TrainingReport(Path file, Map<String, String> settings, LongSupplier nanos, Clock clock) {
    this.file = file;
    this.settings = settings;
    this.nanos = nanos;
    this.clock = clock;
  }

  /** This showing one more setting, for example {@code setting("Batch size", 128)}. */
  public TrainingReport setting(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, String.valueOf(value));
    return new TrainingReport(file, more, nanos, clock);
  }

  /** This showing an optimizer and its settings. */
  public TrainingReport optimizer(Optimizer optimizer) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put("Optimizer", optimizer.name());
    more.putAll(OptimizerSettings.of(optimizer));
    return new TrainingReport(file, more, nanos, clock);
  }

  /**
   * Adds how classes are confused to the report of the run that ended, and writes it again.
   *
   * @param classes the classes' names
   * @param counts a row for each true class, with how many of its samples were taken for each
   *     class. Not modified.
   * @throws IllegalArgumentException where the numbers of names, rows and columns differ, or a
   *     count is below 0
   * @throws IllegalStateException before any training
   */
  public void confusion(List<String> classes, int[][] counts) {
    if (run == null) {
      throw new IllegalStateException(
          "a confusion matrix is added to the report of a run, but there was none; call this after fit");
    }
    run = run.confusion(new ConfusionTable(classes, counts));
    write();
  }

  /**
   * Adds a confusion matrix to the report of the run that ended, as {@link #confusion(List,
   * int[][])}; weights are rounded to whole numbers.
   */
  public void confusion(List<String> classes, ConfusionMatrix matrix) {
    int[][] counts = new int[matrix.classes()][matrix.classes()];
    for (int label = 0; label < counts.length; label++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        counts[label][predicted] = (int) Math.rint(matrix.count(label, predicted));
      }
    }
    confusion(classes, counts);
  }

  @Override
  public void onTrainBegin(Training training) {
    run =
        new TrainingRecord(
            training.model(),
            ZonedDateTime.now(clock),
            training.epochs(),
            training.stepsPerEpoch(),
            settings,
            List.of(),
            Status.RUNNING,
            Optional.empty());
    write();
  }

  @Override
  public void onEpochBegin(Training training, int epoch) {
    epochBegun = nanos.getAsLong();
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    long now = nanos.getAsLong();
    Map<String, Double> figures = logs.toMap();
    Double rate = figures.remove(LEARNING_RATE);
    List<EpochRecord> epochs = new ArrayList<>(run.epochs());
    epochs.add(
        new EpochRecord(
            (now - epochBegun) / NANOS, rate == null ? training.learningRate() : rate, figures));
    run = run.epochs(epochs);
    if (epochs.size() == 1 || now - written >= NANOS) {
      write();
    }
  }

  @Override
  public void onTrainEnd(Training training) {
    run = run.status(Status.ended(training.stopReason()));
    write();
  }

  @Override
  public void onTrainFailure(Training training, Exception cause) {
    run = run.status(Status.failed(cause));
    write();
  }

  @Override
  public Memory remember() {
    Map<String, Double> numbers = new TreeMap<>();
    for (int epoch = 0; run != null && epoch < run.epochs().size(); epoch++) {
      run.epochs().get(epoch).remember(epoch, numbers);
    }
    return Memory.of(numbers);
  }

  @Override
  public void recall(Memory memory) {
    List<EpochRecord> epochs = new ArrayList<>();
    while (EpochRecord.isRemembered(epochs.size(), memory.numbers())) {
      epochs.add(EpochRecord.recall(epochs.size(), memory.numbers()));
    }
    run = run.epochs(epochs);
    write();
  }

  private void write() {
    ByteBuffer page = ByteBuffer.wrap(new ReportPage(run).text().getBytes(StandardCharsets.UTF_8));
    try {
      AtomicFile.write(
          file,
          channel -> {
            while (page.hasRemaining()) {
              channel.write(page);
            }
          });
    } catch (IOException e) {
      Path target = file.toAbsolutePath();
      String reason =
          e instanceof NoSuchFileException
              ? "there is no folder %s; create it first".formatted(target.getParent())
              : e.toString();
      throw new UncheckedIOException(
          "the report %s cannot be written: %s".formatted(target, reason), e);
    }
    written = nanos.getAsLong();
  }
}

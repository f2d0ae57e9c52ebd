package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Flatten;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Dataset;
import dev.cortado.data.Sample;
import dev.cortado.data.series.Series;
import dev.cortado.data.series.WindowSamples;
import dev.cortado.data.series.Windows;
import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.random.Draws;
import dev.cortado.schedule.LearningRate;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Device monitoring without examples of faults: an autoencoder learns to copy what two neighbouring
 * sensors measure through three numbers. What it cannot copy is not normal.
 *
 * <p>The first half of the time is for training and for the threshold, and is normal; events are in
 * the rest. There are two of them, so the figures say little about others.
 */
@Command(
    name = "sensors",
    mixinStandardHelpOptions = true,
    description = "Finds events in the readings of wireless sensors, having learnt what is normal.")
final class Sensors implements Callable<Integer> {

  @Network
  interface Motes extends Model {
    @Input({6, 4})
    Layer readings();

    @Flatten
    Layer flat();

    @Dense(units = 32, activation = RELU)
    Layer folded();

    @Dense(units = 3)
    Layer code();

    @Dense(units = 32, activation = RELU)
    Layer unfolded();

    @Dense(units = 24)
    Layer reconstruction();
  }

  /** Readings before this one are for training, which is after two hours. */
  static final int TRAINING = 1500;

  /** Readings from there to this one, an hour, are for the threshold; the others for the test. */
  private static final int VALIDATION = 2200;

  /** Half a minute, as readings are five seconds apart. */
  private static final Windows WINDOWS = Windows.of(6).horizon(0);

  private static final int BATCH = 64;
  private static final double QUANTILE = 0.999;

  @Option(
      names = "--data",
      description = "A folder with data.csv or data.csv.gz, in place of the shipped file.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "sensors");

  @Option(
      names = "--epochs",
      description = "How often all windows are seen (default: ${DEFAULT-VALUE}).")
  private int epochs = 40;

  @Option(names = "--seed", description = "Seeds the weights (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Override
  public Integer call() throws IOException {
    List<MotePair> places = MotePair.read(data);
    WindowSamples train = windows(places, 0, TRAINING);
    WindowSamples validation = windows(places, TRAINING, VALIDATION);
    WindowSamples test = windows(places, VALIDATION, Integer.MAX_VALUE);

    Files.createDirectories(out);
    Motes network = MotesNetwork.create(seed);
    long steps = (long) epochs * ((train.count() + BATCH - 1) / BATCH);
    Trainer trainer =
        Trainer.of(network)
            .optimizer(Adam.create().learningRate(LearningRate.cosineDecay(0.005, steps)))
            .loss(Loss.MEAN_SQUARED_ERROR)
            .build();
    History history =
        trainer.fit(copied(train), Fit.epochs(epochs).batchSize(BATCH).progress(Progress.NONE));
    System.out.printf(
        "Trained on %d normal windows of half a minute: the error fell from %.3f to %.3f%n",
        train.count(), history.get("loss").get(0), history.get("loss").get(epochs - 1));

    double threshold = Detection.quantile(errors(network, validation), QUANTILE);
    System.out.printf(
        "Threshold: %.3f, above which are %.1f %% of %d other normal windows%n",
        threshold, 100 * (1 - QUANTILE), validation.count());

    double[] errors = errors(network, test);
    Detection found = new Detection(errors, events(test));
    System.out.printf(
        "Precision %.3f, recall %.3f, F1 %.3f, average precision %.3f on %d windows, %d of them in events%n",
        found.precision(threshold),
        found.recall(threshold),
        found.f1(threshold),
        found.averagePrecision(),
        test.count(),
        found.events());
    DetectionPictures pictures = new DetectionPictures(threshold);
    pictures.curve(found, out.resolve("precision-recall.png"));
    int first = 0;
    for (MotePair place : places) {
      int count = windows(List.of(place), VALIDATION, Integer.MAX_VALUE).count();
      Detection here = found.slice(first, first + count);
      first += count;
      System.out.printf(
          "%s: an alarm %d seconds after the event began; %d false alarms in %d normal windows%n",
          place.name(),
          MotePair.SECONDS * here.delay(threshold),
          here.falseAlarms(threshold),
          count - here.events());
      pictures.errors(place.name(), here, hours(count), out.resolve(place.name() + ".png"));
    }
    System.out.printf("Pictures are in %s%n", out);
    return 0;
  }

  /** When the windows of a place end that come after the validation. */
  private static double[] hours(int windows) {
    int end = VALIDATION + WINDOWS.span();
    return IntStream.range(0, windows)
        .mapToDouble(i -> (end + i) * MotePair.SECONDS / 3600.0)
        .toArray();
  }

  private static WindowSamples windows(List<MotePair> places, int from, int to) {
    List<Series> parts = places.stream().map(place -> place.between(from, to)).toList();
    return WINDOWS.samples(parts);
  }

  /**
   * Windows with themselves as targets, in place of the events. Both sensors of a place are moved
   * by the same, at random: any weather is normal, as long as neighbours agree on it.
   */
  private Dataset copied(WindowSamples windows) {
    return windows.transformed(
        seed,
        (batch, keys) -> {
          for (int s = 0; s < batch.samples(); s++) {
            Draws draws = new Draws(keys.sample(s));
            float[] weather = {(float) (3 * draws.normal()), (float) (3 * draws.normal())};
            float[] window = batch.input(0)[s];
            for (int i = 0; i < window.length; i++) {
              window[i] += weather[i % 2];
            }
            batch.target(0)[s] = window;
          }
        });
  }

  /** The mean squared error of the copy of each window. */
  private static double[] errors(Motes network, WindowSamples windows) {
    return IntStream.range(0, windows.count())
        .mapToDouble(
            index -> {
              float[] window = windows.sample(index).inputs().get(0);
              float[] copy = network.predict(window);
              double sum = 0;
              for (int i = 0; i < window.length; i++) {
                sum += Math.pow(copy[i] - window[i], 2);
              }
              return sum / window.length;
            })
        .toArray();
  }

  /** Whether the last reading of each window is in an event. */
  private static boolean[] events(WindowSamples windows) {
    boolean[] events = new boolean[windows.count()];
    for (int i = 0; i < events.length; i++) {
      Sample window = windows.sample(i);
      events[i] = window.targets().get(0)[0] > 0;
    }
    return events;
  }
}

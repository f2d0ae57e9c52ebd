package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.LSTM;
import dev.cortado.annotations.Network;
import dev.cortado.data.series.Series;
import dev.cortado.data.series.WindowSamples;
import dev.cortado.data.series.Windows;
import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.schedule.LearningRate;
import dev.cortado.train.Fit;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Predictive maintenance: how many more flights an engine has. Unless there are NASA's
 * measurements, a fleet is simulated.
 */
@Command(
    name = "engines",
    mixinStandardHelpOptions = true,
    description =
        "Predicts the remaining useful life of engines: of a simulated fleet, or of NASA's C-MAPSS FD001 with --data.")
final class Engines implements Callable<Integer> {

  @Network
  interface Mechanic extends Model {
    /** The last 30 flights, 14 sensors. */
    @Input({30, 14})
    Layer sensors();

    @LSTM(units = 48, returnSequences = true)
    Layer trend();

    @LSTM(units = 32)
    Layer wear();

    @Dropout(0.2)
    Layer thinned();

    @Dense(units = 16, activation = RELU)
    Layer judgement();

    @Dense(units = 1)
    Layer life();
  }

  /**
   * New engines show no wear: what is left beyond so many flights counts as so many, as is usual
   * with these data (Heimes, 2008).
   */
  static final int CAP = 125;

  private static final int BATCH = 128;

  @Option(
      names = "--data",
      description =
          "A folder with train_FD001.txt, test_FD001.txt and RUL_FD001.txt, each as it is or gzipped.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "engines");

  @Option(
      names = "--epochs",
      description = "How often all windows are seen (default: ${DEFAULT-VALUE}).")
  private int epochs = 12;

  @Option(
      names = "--engines",
      description =
          "How many engines are simulated for training, and as many for testing (default: ${DEFAULT-VALUE}).")
  private int engines = 100;

  @Option(names = "--seed", description = "Seeds the weights (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Override
  public Integer call() throws IOException {
    Fleet fleet = data == null ? Fleet.simulate(engines, 7) : Fleet.read(data);
    List<Series> train = fleet.train().stream().map(Engines::series).toList();
    Windows windows = Windows.of(30).horizon(0).standard(train);
    WindowSamples samples = windows.samples(train);
    System.out.printf(
        "%s: %d engines to the end of their lives, %d windows of 30 flights%n",
        data == null ? "A simulated fleet" : "C-MAPSS FD001", train.size(), samples.count());

    Mechanic mechanic = MechanicNetwork.create(seed);
    long steps = (long) epochs * ((samples.count() + BATCH - 1) / BATCH);
    Trainer trainer =
        Trainer.of(mechanic)
            .optimizer(Adam.create().learningRate(LearningRate.cosineDecay(0.003, steps)))
            .loss(Loss.MEAN_SQUARED_ERROR)
            .build();
    trainer.fit(
        samples,
        Fit.epochs(epochs).batchSize(BATCH).threads(Runtime.getRuntime().availableProcessors()));

    List<Engine> test = fleet.test();
    double[] predicted = new double[test.size()];
    double[] actual = new double[test.size()];
    double squares = 0;
    for (int e = 0; e < predicted.length; e++) {
      Engine engine = test.get(e);
      actual[e] = Math.min(engine.left(), CAP);
      predicted[e] = life(mechanic, windows, engine, engine.flights());
      squares += Math.pow(predicted[e] - actual[e], 2);
    }
    System.out.printf(
        "%nRMSE on %d other engines, each seen up to some flight: %.2f flights (0 to %d)%n",
        predicted.length, Math.sqrt(squares / predicted.length), CAP);

    Files.createDirectories(out);
    Engine oldest = fleet.train().get(0);
    EnginePictures.scatter(actual, predicted, out.resolve("engines.png"));
    EnginePictures.life(
        oldest, flight -> life(mechanic, windows, oldest, flight), out.resolve("life.png"));
    mechanic.save(out.resolve("mechanic.safetensors"));
    windows.save(out.resolve("windows.json"));
    System.out.printf("Pictures, the weights and the scaling are in %s%n", out);
    return 0;
  }

  /** An engine whose targets are its remaining flights, from 0 to 1. */
  private static Series series(Engine engine) {
    float[][] targets = new float[engine.flights()][1];
    for (int flight = 0; flight < targets.length; flight++) {
      int left = engine.left() + engine.flights() - 1 - flight;
      targets[flight][0] = Math.min(left, CAP) / (float) CAP;
    }
    return Series.of(engine.sensors(), targets);
  }

  /** What is left after so many flights of an engine. */
  private static double life(Mechanic mechanic, Windows windows, Engine engine, int flights) {
    float[][] latest = Arrays.copyOfRange(engine.sensors(), flights - windows.span(), flights);
    return Math.max(0, Math.min(CAP, CAP * (double) mechanic.predict(windows.input(latest))[0]));
  }
}

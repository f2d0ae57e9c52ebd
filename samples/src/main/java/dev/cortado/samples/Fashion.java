package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Idx;
import dev.cortado.data.Labels;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.ConfusionMatrix;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.report.TrainingReport;
import dev.cortado.train.Evaluation;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Image recognition: the first network of many courses, on pictures of clothes. */
@Command(
    name = "fashion",
    mixinStandardHelpOptions = true,
    description = "Trains a dense network on Fashion-MNIST, or on MNIST with --data.")
final class Fashion implements Callable<Integer> {

  @Network
  interface Clothes extends Model {
    @Input(784)
    Layer pixels();

    @Dense(units = 10, activation = RELU)
    Layer squeeze();

    @Dense(units = 128, activation = RELU)
    Layer hidden();

    @Dense(units = 10, activation = SOFTMAX)
    Layer garment();
  }

  private static final int CLASSES = 10;
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final List<String> GARMENTS =
      List.of(
          "top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "boot");

  @Option(
      names = "--data",
      description = "A folder with the four idx files, in place of the shipped part.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "fashion");

  @Option(
      names = "--epochs",
      description = "How often all pictures are seen (default: ${DEFAULT-VALUE}).")
  private int epochs = 10;

  @Override
  public Integer call() throws IOException {
    float[][] images = images("train-images-idx3-ubyte.gz");
    int[] labels = labels("train-labels-idx1-ubyte.gz");
    float[][] testImages = images("t10k-images-idx3-ubyte.gz");
    int[] testLabels = labels("t10k-labels-idx1-ubyte.gz");

    Files.createDirectories(out);
    Clothes network = ClothesNetwork.create(42);
    System.out.println(network.summary());

    Trainer trainer =
        Trainer.of(network)
            .optimizer(Adam.create())
            .loss(Loss.CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    Samples train = Samples.of(images, Labels.oneHot(labels, CLASSES));
    TrainingReport report = new TrainingReport(out.resolve("report.html"));
    History history =
        trainer.fit(train, Fit.epochs(epochs).batchSize(128).validationSplit(0.1).callback(report));
    Evaluation test = trainer.evaluate(Samples.of(testImages, Labels.oneHot(testLabels, CLASSES)));
    System.out.printf("%nTest accuracy: %.4f, loss: %.4f%n", test.get("accuracy"), test.loss());

    float[][] predictions = network.predict(testImages);
    ConfusionMatrix confusion = ConfusionMatrix.of(predictions, testLabels);
    System.out.printf("%nConfusion matrix%n%s%n", confusion);
    report.confusion(classes(data), confusion);

    Path file = out.resolve("clothes.safetensors");
    network.save(file);
    Clothes reloaded = ClothesNetwork.load(file);
    boolean same = Arrays.deepEquals(predictions, reloaded.predict(testImages));
    System.out.printf(
        "Saved to %s and loaded again: the predictions are %s%n",
        file, same ? "the same bits" : "DIFFERENT");

    Pictures.curves(history, out.resolve("curves.png"));
    Pictures.predictions(testImages, testLabels, predictions, out.resolve("predictions.png"));
    System.out.printf(
        "Pictures: %s and %s; a report: %s%n",
        out.resolve("curves.png"), out.resolve("predictions.png"), out.resolve("report.html"));
    return same ? 0 : 1;
  }

  /** Pixels from 0 to 1. */
  private float[][] images(String name) throws IOException {
    float[][] rows = Idx.rows(open(data, name), name);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= 255;
      }
    }
    return rows;
  }

  private int[] labels(String name) throws IOException {
    return Idx.labels(open(data, name), name);
  }

  /** The names of the classes: numbers, where the data is the user's. */
  static List<String> classes(Path data) {
    return data == null ? GARMENTS : DIGITS;
  }

  /**
   * Opens an idx file.
   *
   * @param data the folder that it is in, or null for the shipped part
   * @param name ends in {@code .gz}; the unpacked file is taken where there is one
   */
  static InputStream open(Path data, String name) throws IOException {
    if (data == null) {
      return Fashion.class.getResourceAsStream("fashion/" + name);
    }
    Path plain = data.resolve(name.substring(0, name.length() - ".gz".length()));
    return Files.newInputStream(Files.exists(plain) ? plain : data.resolve(name));
  }
}

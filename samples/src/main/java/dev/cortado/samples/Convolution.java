package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;
import static dev.cortado.annotations.Padding.SAME;

import dev.cortado.annotations.Conv2D;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
import dev.cortado.annotations.Flatten;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.MaxPooling2D;
import dev.cortado.annotations.Network;
import dev.cortado.data.ByteSamples;
import dev.cortado.data.Idx;
import dev.cortado.loss.Loss;
import dev.cortado.metric.ConfusionMatrix;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.schedule.LearningRate;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Image recognition with convolutions, which see the same shapes wherever in a picture they are.
 */
@Command(
    name = "convolution",
    mixinStandardHelpOptions = true,
    description =
        "Trains a convolutional network on Fashion-MNIST, or on MNIST with --data: slower than fashion, and better.")
final class Convolution implements Callable<Integer> {

  @Network
  interface Garments extends Model {
    @Input({28, 28, 1})
    Layer pixels();

    @Conv2D(filters = 16, kernelSize = 3, padding = SAME, activation = RELU)
    Layer edges();

    @MaxPooling2D
    Layer halved();

    @Conv2D(filters = 32, kernelSize = 3, padding = SAME, activation = RELU)
    Layer shapes();

    @MaxPooling2D
    Layer quartered();

    @Flatten
    Layer flat();

    @Dropout(0.3)
    Layer thinned();

    @Dense(units = 64, activation = RELU)
    Layer hidden();

    @Dense(units = 10, activation = SOFTMAX)
    Layer garment();
  }

  private static final int BATCH = 64;
  private static final double RATE = 0.002;

  @Option(
      names = "--data",
      description = "A folder with the four idx files, in place of the shipped part.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "convolution");

  @Option(
      names = "--epochs",
      description = "How often all pictures are seen (default: ${DEFAULT-VALUE}).")
  private int epochs = 8;

  @Override
  public Integer call() throws IOException {
    ByteSamples all = samples("train");
    int held = all.count() / 10;
    ByteSamples train = all.slice(0, all.count() - held);
    ByteSamples test = samples("t10k");

    Files.createDirectories(out);
    Garments network = GarmentsNetwork.create(42);
    System.out.println(network.summary());
    // Large steps first, then ever smaller ones: the rate falls along half a cosine, to 0
    long steps = (long) epochs * ((train.count() + BATCH - 1) / BATCH);
    Trainer trainer =
        Trainer.of(network)
            .optimizer(Adam.create().learningRate(LearningRate.cosineDecay(RATE, steps)))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    History history =
        trainer.fit(
            train,
            Fit.epochs(epochs)
                .batchSize(BATCH)
                .validationData(all.slice(train.count(), all.count()))
                .threads(Runtime.getRuntime().availableProcessors()));

    float[][] predictions = trainer.predict(test)[0];
    int[] labels = IntStream.range(0, test.count()).map(test::label).toArray();
    ConfusionMatrix confusion = ConfusionMatrix.of(predictions, labels);
    System.out.printf("%nTest accuracy: %.4f%n", confusion.result());
    for (int c = 0; c < confusion.classes(); c++) {
      System.out.printf(
          "%-10s precision %.3f, recall %.3f%n",
          Fashion.classes(data).get(c), confusion.precision(c), confusion.recall(c));
    }
    Pictures.curves(history, out.resolve("curves.png"));
    ConfusionPicture.write(Fashion.classes(data), confusion, out.resolve("confusion.png"));
    network.save(out.resolve("garments.safetensors"));
    System.out.printf("Pictures and the weights are in %s%n", out);
    return 0;
  }

  private ByteSamples samples(String kind) throws IOException {
    return Idx.samples(
        Fashion.open(data, kind + "-images-idx3-ubyte.gz"),
        Fashion.open(data, kind + "-labels-idx1-ubyte.gz"),
        kind);
  }
}

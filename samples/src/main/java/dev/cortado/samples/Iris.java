package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Csv;
import dev.cortado.data.Labels;
import dev.cortado.data.Samples;
import dev.cortado.data.Scaling;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** From a CSV file to a prediction. */
@Command(name = "iris", mixinStandardHelpOptions = true, description = "Tells species of iris apart.")
final class Iris implements Callable<Integer> {

  @Network
  interface Flower extends Model {
    @Input(4)
    Layer sizes();

    @Dense(units = 16, activation = RELU)
    Layer hidden();

    @Dense(units = 3, activation = SOFTMAX)
    Layer species();
  }

  @Override
  public Integer call() throws IOException {
    Csv csv = data();
    Scaling scaling = Scaling.standard(csv.features());
    Flower flower = train(csv, scaling);
    float[] sizes = {6.1f, 2.9f, 4.7f, 1.4f};
    float[] probabilities = flower.predict(scaling.apply(new float[][] {sizes}))[0];
    for (int i = 0; i < probabilities.length; i++) {
      System.out.printf("%-10s %.3f%n", csv.classes().get(i), probabilities[i]);
    }
    return 0;
  }

  static Csv data() throws IOException {
    try (Reader reader =
        new InputStreamReader(Iris.class.getResourceAsStream("iris/iris.csv"), StandardCharsets.UTF_8)) {
      return Csv.read(reader, "iris.csv", "species");
    }
  }

  static Flower train(Csv csv, Scaling scaling) {
    Flower flower = FlowerNetwork.create(1);
    Trainer.of(flower)
        .optimizer(Adam.create().learningRate(0.01))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build()
        .fit(
            Samples.of(scaling.apply(csv.features()), csv.labels()),
            Fit.epochs(60).batchSize(16).progress(Progress.NONE));
    return flower;
  }

  /** The fraction of rows whose species is predicted. */
  static double accuracy(Flower flower, Csv csv, Scaling scaling) {
    float[][] predictions = flower.predict(scaling.apply(csv.features()));
    int right = 0;
    for (int i = 0; i < predictions.length; i++) {
      right += Labels.argMax(predictions[i]) == csv.labels()[i] ? 1 : 0;
    }
    return (double) right / predictions.length;
  }
}

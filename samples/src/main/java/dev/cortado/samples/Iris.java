package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Csv;
import dev.cortado.data.Features;
import dev.cortado.data.Split;
import dev.cortado.data.Table;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Evaluation;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** From a CSV file to a prediction. */
@Command(
    name = "iris",
    mixinStandardHelpOptions = true,
    description = "Tells species of iris apart.")
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
    Table flowers = Csv.read(Iris.class.getResourceAsStream("iris/iris.csv"), "iris.csv");
    Split<Table> split = flowers.stratifiedSplit("species", 1 / 3.0, 1);
    Features features =
        Features.of(split.train())
            .numbers("sepal_length", "sepal_width", "petal_length", "petal_width")
            .standard()
            .label("species")
            .fit();

    Flower flower = FlowerNetwork.create(1);
    Trainer trainer =
        Trainer.of(flower)
            .optimizer(Adam.create().learningRate(0.01))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(
        features.samples(split.train()), Fit.epochs(60).batchSize(16).progress(Progress.NONE));
    Evaluation test = trainer.evaluate(features.samples(split.test()));
    System.out.printf("Accuracy on 50 flowers it has not seen: %.2f%n", test.get("accuracy"));

    float[] probabilities =
        flower.predict(
            features.input(
                Map.of(
                    "sepal_length", 6.1,
                    "sepal_width", 2.9,
                    "petal_length", 4.7,
                    "petal_width", 1.4)));
    for (int i = 0; i < probabilities.length; i++) {
      System.out.printf("%-10s %.3f%n", features.classes("species").name(i), probabilities[i]);
    }
    return 0;
  }
}

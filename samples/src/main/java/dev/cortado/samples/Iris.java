package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Csv;
import dev.cortado.data.Samples;
import dev.cortado.data.Scaling;
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
import java.io.InputStream;
import java.io.InputStreamReader;
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
    Csv csv;
    try (InputStream file = Iris.class.getResourceAsStream("iris/iris.csv")) {
      csv = Csv.read(new InputStreamReader(file, UTF_8), "iris.csv", "species");
    }
    Samples flowers = csv.samples().shuffled(1);
    Scaling scaling = Scaling.standard(flowers.slice(0, 100).inputs().get(0));
    Samples scaled = flowers.scaled(scaling);

    Flower flower = FlowerNetwork.create(1);
    Trainer trainer =
        Trainer.of(flower)
            .optimizer(Adam.create().learningRate(0.01))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(scaled.slice(0, 100), Fit.epochs(60).batchSize(16).progress(Progress.NONE));
    Evaluation test = trainer.evaluate(scaled.slice(100, 150));
    System.out.printf("Accuracy on 50 flowers it has not seen: %.2f%n", test.get("accuracy"));

    float[] probabilities = flower.predict(scaling.apply(new float[] {6.1f, 2.9f, 4.7f, 1.4f}));
    for (int i = 0; i < probabilities.length; i++) {
      System.out.printf("%-10s %.3f%n", csv.classes().get(i), probabilities[i]);
    }
    return 0;
  }
}

package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SIGMOID;

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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two classes, benign and malignant, from the shapes of cells. */
@Command(
    name = "cancer",
    mixinStandardHelpOptions = true,
    description = "Tells benign from malignant tumours of the breast by their cells.")
final class BreastCancer implements Callable<Integer> {

  @Network
  interface Tumours extends Model {
    @Input(30)
    Layer measures();

    @Dense(units = 16, activation = RELU)
    Layer hidden();

    @Dense(units = 1, activation = SIGMOID)
    Layer malignant();
  }

  @Option(
      names = "--seed",
      description = "Seeds the split and the weights (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /** How a network does on a third of the tumours, after training on the others. */
  static Evaluation evaluate(long seed) throws IOException {
    String file = "breastcancer/breast_cancer.csv";
    Table tumours = Csv.read(BreastCancer.class.getResourceAsStream(file), file);
    Split<Table> split = tumours.stratifiedSplit("diagnosis", 1 / 3.0, seed);
    Features features =
        Features.of(split.train())
            .numbers(tumours.columns().subList(0, 30))
            .standard()
            .label("diagnosis", "benign", "malignant")
            .fit();
    Trainer trainer =
        Trainer.of(TumoursNetwork.create(seed))
            .optimizer(Adam.create().learningRate(0.01))
            .loss(Loss.BINARY_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(
        features.samples(split.train()), Fit.epochs(20).batchSize(16).progress(Progress.NONE));
    return trainer.evaluate(features.samples(split.test()));
  }

  @Override
  public Integer call() throws IOException {
    System.out.printf(
        "Accuracy on tumours it has not seen: %.3f%n", evaluate(seed).get("accuracy"));
    return 0;
  }
}

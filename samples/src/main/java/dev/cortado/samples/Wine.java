package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
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

/** Three classes from the chemistry of wines. */
@Command(
    name = "wine",
    mixinStandardHelpOptions = true,
    description = "Tells three cultivars of grapes apart by their wines.")
final class Wine implements Callable<Integer> {

  @Network
  interface Cultivars extends Model {
    @Input(13)
    Layer measures();

    @Dense(units = 32, activation = RELU)
    Layer hidden();

    @Dropout(0.5)
    Layer dropped();

    @Dense(units = 3, activation = SOFTMAX)
    Layer cultivar();
  }

  @Option(
      names = "--seed",
      description = "Seeds the split and the weights (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /** How a network does on a third of the wines, after training on the others. */
  static Evaluation evaluate(long seed) throws IOException {
    Table wines = Csv.read(Wine.class.getResourceAsStream("wine/wine.csv"), "wine.csv");
    Split<Table> split = wines.stratifiedSplit("cultivar", 1 / 3.0, seed);
    Features features =
        Features.of(split.train())
            .numbers(wines.columns().subList(0, 13))
            .standard()
            .label("cultivar")
            .fit();
    Trainer trainer =
        Trainer.of(CultivarsNetwork.create(seed))
            .optimizer(Adam.create().learningRate(0.01))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(
        features.samples(split.train()), Fit.epochs(20).batchSize(16).progress(Progress.NONE));
    return trainer.evaluate(features.samples(split.test()));
  }

  @Override
  public Integer call() throws IOException {
    System.out.printf("Accuracy on wines it has not seen: %.3f%n", evaluate(seed).get("accuracy"));
    return 0;
  }
}

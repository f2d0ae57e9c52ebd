package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.SIGMOID;
import static dev.cortado.annotations.ActivationFunction.TANH;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The smallest network that needs a hidden layer: exclusive or. */
@Command(name = "xor", mixinStandardHelpOptions = true, description = "Learns exclusive or.")
final class Xor implements Callable<Integer> {

  @Network
  interface ExclusiveOr extends Model {
    @Input(2)
    Layer bits();

    @Dense(units = 8, activation = TANH)
    Layer hidden();

    @Dense(units = 1, activation = SIGMOID)
    Layer either();
  }

  static final float[][] BITS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  static final float[][] EITHER = {{0}, {1}, {1}, {0}};

  @Option(names = "--seed", description = "Seeds the weights (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /** A network that 500 steps of Adam have trained. */
  static ExclusiveOr train(long seed) {
    ExclusiveOr network = ExclusiveOrNetwork.create(seed);
    Trainer.of(network)
        .optimizer(Adam.create().learningRate(0.05))
        .loss(Loss.BINARY_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build()
        .fit(Samples.of(BITS, EITHER), Fit.epochs(500).batchSize(4).progress(Progress.NONE));
    return network;
  }

  @Override
  public Integer call() {
    ExclusiveOr network = train(seed);
    for (float[] bits : BITS) {
      System.out.printf("%.0f xor %.0f = %.3f%n", bits[0], bits[1], network.predict(bits)[0]);
    }
    return 0;
  }
}

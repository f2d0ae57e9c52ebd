package dev.cortado.benchmarks.check;

import dev.cortado.benchmarks.cortado.CortadoLibrary;
import dev.cortado.benchmarks.ejml.EjmlLibrary;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a library learns what all others learn. */
public final class Learning {
  private static final int BATCHES = 16;
  private static final int COMPARED_STEPS = 5;
  private static final float TOLERANCE = 0.01f;
  private static final int MOST_STEPS = 2000;

  private Learning() {}

  /** A network that begins with the same weights and sees the same batches as those of others. */
  public static Trainee start(Library library, Workload workload) {
    return start(library, workload.network(), workload.batchSize());
  }

  /**
   * A network that has begun to learn. The first losses are compared without dropout, which no two
   * libraries draw alike.
   *
   * @return one whose loss has halved
   * @throws IllegalStateException where the loss is another than that of the same network by hand,
   *     or where halving it takes too long
   */
  public static Trainee learned(Library library, Workload workload) {
    Sequential network = workload.network();
    Sequential certain = network.withoutDropout();
    Trainee trainee = start(library, certain, workload.batchSize());
    requireFirstLosses(trainee, certain, workload.batchSize());
    if (!certain.equals(network)) {
      trainee.close();
      trainee = start(library, workload);
    }
    requireHalved(trainee, network);
    return trainee;
  }

  /**
   * Compares the losses of the first steps.
   *
   * @param trainee a network that has taken no step yet
   * @param network the same, without dropout
   * @throws IllegalStateException where they are others than those of the network by hand
   */
  static void requireFirstLosses(Trainee trainee, Sequential network, int batchSize) {
    try (Trainee reference = start(reference(network), network, batchSize)) {
      for (int step = 0; step < COMPARED_STEPS; step++) {
        float expected = reference.step();
        float found = trainee.step();
        if (!(Math.abs(found - expected) <= TOLERANCE * expected)) {
          throw new IllegalStateException(
              "the loss of %s is %s in step %d, but by hand it is %s"
                  .formatted(network.name(), found, step, expected));
        }
      }
    }
  }

  /** Trains until the loss is half of what it is now. */
  private static void requireHalved(Trainee trainee, Sequential network) {
    float first = trainee.step();
    float loss = first;
    for (int step = 1; step < MOST_STEPS; step++) {
      loss = trainee.step();
      if (loss < first / 2) {
        return;
      }
    }
    throw new IllegalStateException(
        "the loss of %s fell from %s to %s in %d steps, but not below half"
            .formatted(network.name(), first, loss, MOST_STEPS));
  }

  /** Others than dense layers would be long by hand: Cortado's own tests compare them with that. */
  private static Library reference(Sequential network) {
    return network.isDense() ? new EjmlLibrary() : new CortadoLibrary();
  }

  private static Trainee start(Library library, Sequential network, int batchSize) {
    Data data = Data.of(network, BATCHES * batchSize);
    List<Data> batches =
        IntStream.range(0, BATCHES)
            .mapToObj(b -> data.slice(b * batchSize, (b + 1) * batchSize))
            .toList();
    return library.trainee(network, Weights.of(network), batches);
  }
}

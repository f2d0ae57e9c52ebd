package dev.cortado.benchmarks.check;

import dev.cortado.benchmarks.ejml.EjmlLibrary;
import dev.cortado.benchmarks.network.Data;
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
    int size = workload.batchSize();
    Data data = Data.of(workload.network(), BATCHES * size);
    List<Data> batches =
        IntStream.range(0, BATCHES).mapToObj(b -> data.slice(b * size, (b + 1) * size)).toList();
    return library.trainee(workload, Weights.of(workload.network()), batches);
  }

  /**
   * Trains until the loss is half of what it was.
   *
   * @param trainee a network that has taken no step yet
   * @return the number of steps
   * @throws IllegalStateException where the loss is another than that of the same network by hand,
   *     or where halving it takes too long
   */
  public static int requireLearning(Trainee trainee, Workload workload) {
    float first = compareFirstSteps(trainee, workload);
    float loss = first;
    for (int steps = COMPARED_STEPS + 1; steps <= MOST_STEPS; steps++) {
      loss = trainee.step();
      if (loss < first / 2) {
        return steps;
      }
    }
    throw new IllegalStateException(
        "the loss of %s fell from %s to %s in %d steps, but not below half"
            .formatted(workload, first, loss, MOST_STEPS));
  }

  private static float compareFirstSteps(Trainee trainee, Workload workload) {
    float first = 0;
    try (Trainee reference = start(new EjmlLibrary(), workload)) {
      for (int step = 0; step < COMPARED_STEPS; step++) {
        float expected = reference.step();
        float found = trainee.step();
        if (!(Math.abs(found - expected) <= TOLERANCE * expected)) {
          throw new IllegalStateException(
              "the loss of %s is %s in step %d, but by hand it is %s"
                  .formatted(workload, found, step, expected));
        }
        first = step == 0 ? found : first;
      }
    }
    return first;
  }
}

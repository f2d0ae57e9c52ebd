package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Training;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed again and again ends with the bits of one that is not: killed 40 times, or
 * as often as {@code -Dcortado.kills=200} says.
 */
@Timeout(600)
class KillTest {
  private static final int KILLS = Integer.getInteger("cortado.kills", 40);
  private static final int COUNT = 25;
  private static final String WRITTEN = "written";

  /** Trains as long as it lives, and writes a checkpoint after each step. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      Callback telling =
          new Callback() {
            private int steps;

            @Override
            public void onBatchBegin(Training training, int step) {
              if (++steps == 2) {
                System.out.println(WRITTEN);
              }
            }
          };
      fit(
          SmallModel.two(8),
          Fit.epochs(1_000_000).resume(Path.of(arguments[0]), 1).callback(telling));
    }
  }

  private static History fit(SmallModel network, Fit fit) {
    return Trainer.of(network)
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
        .loss("value", Loss.MEAN_SQUARED_ERROR)
        .metrics("kind", Metric.ACCURACY)
        .build()
        .fit(SmallData.two(COUNT), fit.batchSize(1).validationSplit(0.2).progress(Progress.NONE));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void everyCheckpointIsWhole(@TempDir Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("run.safetensors");
    Random random = new Random(3);
    long steps = 0;
    int cut = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildProcess child = ChildProcess.start(Program.class, file.toString())) {
        child.until(WRITTEN);
        Thread.sleep(random.nextInt(51));
      }
      long now = Checkpoint.read(file).number("steps");
      assertTrue(now > steps, "kill %d: %d steps after %d".formatted(kill, now, steps));
      int files = files(directory).size();
      assertTrue(files <= 2, "the next write removes what a kill leaves, but there are " + files);
      cut += files - 1;
      steps = now;
    }
    assertTrue(cut > 0, "some kills cut a checkpoint that is being written");
    int epochs = (int) Checkpoint.read(file).number("epoch") + 2;
    SmallModel killed = SmallModel.two(8);
    History resumed = fit(killed, Fit.epochs(epochs).resume(file));
    SmallModel spared = SmallModel.two(8);
    History whole = fit(spared, Fit.epochs(epochs));
    assertArrayEquals(spared.parameters(), killed.parameters());
    assertEquals(whole.toString(), resumed.toString());
    assertEquals(List.of(file), files(directory));
  }
}

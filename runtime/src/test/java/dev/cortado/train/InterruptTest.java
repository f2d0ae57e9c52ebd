package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Training;
import dev.cortado.loss.Loss;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does to a program that trains. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class InterruptTest {
  private static final String EPOCHS = "1000000";
  private static final int COUNT = 50;
  private static final String STARTED = "started";
  private static final String RETURNED = "returned";

  /** What a shell says of a program that an interrupt ended. */
  private static final int ENDED_BY_INTERRUPT = 130;

  /**
   * Trains; the arguments are whether interrupts are listened to, whether a step never ends, the
   * number of epochs, and a checkpoint.
   */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      boolean hangs = Boolean.parseBoolean(arguments[1]);
      Callback telling =
          new Callback() {
            private int steps;

            @Override
            public void onTrainEnd(Training training) {
              System.out.println("told: " + training.stopReason().orElse("no reason"));
            }

            @Override
            public void onBatchBegin(Training training, int step) {
              if (++steps == 100) {
                System.out.println(STARTED);
                while (hangs) {
                  LockSupport.park();
                }
              }
            }
          };
      Fit fit =
          Fit.epochs(Integer.parseInt(arguments[2]))
              .stopOnInterrupt(Boolean.parseBoolean(arguments[0]))
              .callback(telling);
      History history =
          fit(SmallModel.one(4), arguments.length > 3 ? fit.resume(Path.of(arguments[3])) : fit);
      System.out.println(history.stopReason().orElse("no reason"));
      System.out.println(RETURNED);
      while (true) {
        LockSupport.park();
      }
    }
  }

  private static History fit(SmallModel network, Fit fit) {
    return Trainer.of(network)
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(SmallData.one(COUNT), fit.batchSize(1).progress(Progress.NONE));
  }

  @Test
  void theFirstStopsTrainingAndTheSecondEndsTheProgram() throws Exception {
    try (ChildProcess child = ChildProcess.start(Program.class, "true", "false", EPOCHS)) {
      child.until(STARTED);
      child.interrupt();
      String said = child.until(RETURNED);
      assertTrue(
          said.matches(
              "\\s*Training was interrupted in epoch \\d+ of 1000000 after \\d+ steps; another interrupt ends the program\\s+"
                  + "told: (interrupted in epoch \\d+ of 1000000 after \\d+ steps)\\s+\\1\\s+"),
          said);
      child.interrupt();
      assertEquals(ENDED_BY_INTERRUPT, child.exitCode());
    }
  }

  @Test
  void theRunGoesOnFromTheCheckpointOfTheInterrupt(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("run");
    String said;
    try (ChildProcess child =
        ChildProcess.start(Program.class, "true", "false", EPOCHS, file.toString())) {
      child.until(STARTED);
      child.interrupt();
      said = child.until(RETURNED);
    }
    assertTrue(said.contains("steps, and goes on from " + file + "; another"), said);
    Checkpoint checkpoint = Checkpoint.read(file);
    assertTrue(
        said.contains(
            "interrupted in epoch %d of 1000000 after %d steps"
                .formatted(checkpoint.number("epoch") + 1, checkpoint.number("step"))),
        said);
    assertFalse(checkpoint.has("stop reason"));
    Fit longer = Fit.epochs((int) checkpoint.number("epoch") + 2);
    SmallModel resumed = SmallModel.one(4);
    SmallModel whole = SmallModel.one(4);
    assertEquals(fit(whole, longer).toString(), fit(resumed, longer.resume(file)).toString());
    assertArrayEquals(whole.parameters(), resumed.parameters());
  }

  @Test
  void theSecondEndsAStepThatDoesNotEnd() throws Exception {
    try (ChildProcess child = ChildProcess.start(Program.class, "true", "true", EPOCHS)) {
      child.until(STARTED);
      child.interrupt();
      while (child.isAlive()) {
        // The first may not have been dealt with yet; then another one is the second.
        Thread.sleep(50);
        child.interrupt();
      }
      assertEquals(ENDED_BY_INTERRUPT, child.exitCode());
    }
  }

  @Test
  void nothingIsHookedUnlessItIsAskedFor() throws Exception {
    try (ChildProcess child = ChildProcess.start(Program.class, "false", "true", EPOCHS)) {
      child.until(STARTED);
      child.interrupt();
      assertEquals(ENDED_BY_INTERRUPT, child.exitCode());
    }
  }

  @Test
  void nothingIsHookedAfterwards() throws Exception {
    try (ChildProcess child = ChildProcess.start(Program.class, "true", "false", "3")) {
      assertTrue(child.until(RETURNED).contains("no reason"));
      child.interrupt();
      assertEquals(ENDED_BY_INTERRUPT, child.exitCode());
    }
  }
}

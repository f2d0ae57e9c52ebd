package dev.cortado.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.callback.Callback;
import dev.cortado.callback.CsvLogger;
import dev.cortado.callback.EarlyStopping;
import dev.cortado.callback.LearningRateScheduler;
import dev.cortado.callback.Logs;
import dev.cortado.callback.ModelCheckpoint;
import dev.cortado.callback.ReduceLearningRateOnPlateau;
import dev.cortado.callback.TimeLimit;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Samples;
import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Content;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.WeightsFile;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Ftrl;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.optimizer.RmsProp;
import dev.cortado.optimizer.Sgd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged checkpoints, also such whose checksum was mended: of several optimizers and callbacks.
 */
class CheckpointMutationsTest {
  private static final List<Optimizer> OPTIMIZERS =
      List.of(
          Sgd.create(),
          RmsProp.create().centered(true).momentum(0.5),
          Adam.create().weightDecay(0.01).clipNorm(0.1).movingAverage().accumulateGradients(3),
          Ftrl.create());

  /** What stands in checkpoints, and what no checkpoint has. */
  private static final List<String> TOKENS =
      List.of(
          "\"epoch\"",
          "\"epochs\"",
          "\"step\"",
          "\"steps\"",
          "\"begun\"",
          "\"passes\"",
          "\"losses\"",
          "\"seed\"",
          "\"batches of the pass\"",
          "\"learning rate\"",
          "\"stop reason\"",
          "\"setting ",
          "\"metric ",
          "\"history ",
          "\"callback ",
          "@callback ",
          "@optimizer/",
          "/best_weights",
          "/best",
          "/bytes",
          "/wait",
          "dev.cortado.callback.",
          " 1/",
          "kernel",
          "bias",
          ":\"0\"",
          ":\"1\"",
          ":\"\"",
          ":\"-1\"",
          ":\"NaN\"",
          ":\"-Infinity\"",
          ":\"1e308\"",
          ":\"1.5\"",
          ":\"2147483648\"",
          ":\"9223372036854775807\"",
          ":\"1.0 2.0 3.0\"",
          "[4]",
          "[3,4]",
          "[0,16]",
          "F32",
          ",",
          "\"",
          " ");

  private static final List<String> TEXTS =
      List.of(
          "", "-1", "0", "1", "7", "1.5", "NaN", "Infinity", "1e308", "2147483648", "no number");

  private static final Path NAME = Path.of("run");
  private static final String SETTING = "setting optimizer";
  private static final Samples DATA = SmallData.two(10);

  @TempDir private Path directory;
  private final List<byte[]> files = new ArrayList<>();
  private final Map<String, Resumed> runs = new HashMap<>();
  private Mutations mutations;

  /** A run that takes over one checkpoint after the other. */
  private static final class Resumed {
    private final SmallModel network = SmallModel.two(1);
    private final Trainer trainer;
    private final Batch batch = new Batch(4, 1, 2);
    private final Feed feed;
    private final RunState state;

    private Resumed(Optimizer optimizer, Fit fit) {
      trainer = trainer(network, optimizer);
      feed =
          new Feed(
              DATA,
              fit,
              trainer.learner(),
              trainer.check(),
              ClassWeights.of(fit.classWeights(), trainer.objective()));
      state =
          new RunState(
              trainer.settings(fit, DATA),
              trainer.learner(),
              trainer.objective(),
              feed,
              fit.callbacks());
    }

    private void restore(Checkpoint checkpoint) throws IOException {
      state.restore(checkpoint);
      state.recall(checkpoint);
      feed.restore(checkpoint, batch);
    }
  }

  private static Trainer trainer(SmallModel network, Optimizer optimizer) {
    return Trainer.of(network)
        .optimizer(optimizer)
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
        .loss("value", Loss.MEAN_SQUARED_ERROR)
        .metrics("kind", Metric.ACCURACY, Metric.RECALL)
        .build();
  }

  private Fit fit(int epochs) {
    return Fit.epochs(epochs)
        .batchSize(4)
        .progress(Progress.NONE)
        .callback(EarlyStopping.create().monitor("loss").patience(9).restoreBestWeights(true))
        .callback(ReduceLearningRateOnPlateau.create().monitor("loss").patience(1))
        .callback(new LearningRateScheduler((epoch, rate) -> 0.9 * rate))
        .callback(new CsvLogger(directory.resolve("log.csv")))
        .callback(new TimeLimit(Duration.ofDays(1)))
        .callback(ModelCheckpoint.to(directory.resolve("best")).monitor("loss").bestOnly());
  }

  /** Asks for a checkpoint after each step. */
  private static final class EachStep implements Callback {
    private final Path directory;
    private int steps;

    private EachStep(Path directory) {
      this.directory = directory;
    }

    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      steps++;
      training.checkpoint(directory.resolve("after-" + steps));
    }
  }

  @BeforeEach
  void train() throws IOException {
    for (Optimizer optimizer : OPTIMIZERS) {
      Path file = directory.resolve("run-" + runs.size());
      trainer(SmallModel.two(1), optimizer)
          .fit(DATA, fit(2).callback(new EachStep(directory)).resume(file));
      // Within the first epoch, within the second, and after it
      for (Path each : List.of(directory.resolve("after-2"), directory.resolve("after-5"), file)) {
        files.add(Files.readAllBytes(each));
      }
      String setting = content(Files.readAllBytes(file)).metadata().get(SETTING);
      runs.put(setting, new Resumed(optimizer, fit(2)));
    }
    mutations = new Mutations(NAME.toString(), files, TOKENS, 1 << 17, 64);
  }

  private static Content content(byte[] file) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), NAME.toString());
  }

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    double refused =
        mutations.refused(
            this::resumed,
            (file, run) -> check(content(file), run),
            (file, dice) ->
                dice.nextBoolean() ? mutations.damaged(file, dice) : damagedAndSummed(file, dice));
    assertTrue(refused > 0.7 && refused < 0.97, "refused " + refused);
  }

  /** As a run begins that resumes, with the run that has the checkpoint's optimizer. */
  private Resumed resumed(byte[] file) throws IOException {
    Checkpoint checkpoint = Checkpoint.of(content(file), NAME);
    Resumed run = runs.getOrDefault(checkpoint.text(SETTING), runs.values().iterator().next());
    try {
      run.restore(checkpoint);
    } catch (IllegalArgumentException another) {
      // A setting or a callback has another name, as in the checkpoint of another run
      if (!another.getMessage().matches("(?s)run (was written by a run whose|holds what the) .*")) {
        throw another;
      }
      throw new IOException(another.getMessage(), another);
    } catch (IOException wrong) {
      // Begins with the layer where a tensor has another shape
      throw wrong.getMessage().contains(" in run has shape (")
          ? new IOException("run: " + wrong.getMessage(), wrong)
          : wrong;
    }
    return run;
  }

  private static void check(Content content, Resumed run) {
    WeightsFile.tensors(run.network)
        .forEach(
            (name, tensor) ->
                assertArrayEquals(content.tensors().get(name).values(), tensor.values()));
    Map<String, String> texts = content.metadata();
    assertEquals(Integer.parseInt(texts.get("epoch")), run.state.epoch);
    assertEquals(Integer.parseInt(texts.get("step")), run.state.step);
    assertEquals(Integer.parseInt(texts.get("begun")), run.state.begun ? 1 : 0);
    assertEquals(Integer.parseInt(texts.get("passes")), run.trainer.learner().passes());
    assertEquals(Long.parseLong(texts.get("steps")), run.trainer.learner().steps());
    assertEquals(texts.get("stop reason"), run.state.stopReason);
    assertTrue(run.state.epoch >= 0 && run.state.step >= 0 && run.trainer.learner().steps() >= 0);
  }

  /** Damages the header, and mends its length and, where it can still be read, the checksum. */
  private byte[] damagedAndSummed(byte[] file, SplittableRandom dice) throws IOException {
    int end = 8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] original = Arrays.copyOfRange(file, 8, end);
    byte[] header =
        dice.nextInt(3) == 0 ? mutations.damaged(original, dice) : withText(original, dice);
    ByteBuffer damaged =
        ByteBuffer.allocate(8 + header.length + file.length - end).order(ByteOrder.LITTLE_ENDIAN);
    damaged.putLong(header.length).put(header).put(file, end, file.length - end);
    byte[] bytes = damaged.array();
    try {
      return summed(bytes, content(bytes));
    } catch (IOException malformed) {
      return bytes;
    }
  }

  /** Another text under some name of the metadata. */
  private static byte[] withText(byte[] header, SplittableRandom dice) {
    String json = new String(header, ISO_8859_1);
    int from = json.indexOf("\":\"", dice.nextInt(json.indexOf("dtype"))) + 3;
    int to = json.indexOf('"', from);
    String text = TEXTS.get(dice.nextInt(TEXTS.size()));
    return (json.substring(0, from) + text + json.substring(to)).getBytes(ISO_8859_1);
  }

  private static byte[] summed(byte[] file, Content content) {
    Map<String, String> texts = new TreeMap<>(content.metadata());
    String before = "\"checksum\":\"" + texts.remove("checksum");
    String after = "\"checksum\":\"" + Checksum.of(content.tensors(), texts);
    return new String(file, ISO_8859_1).replace(before, after).getBytes(ISO_8859_1);
  }

  /** Each text in turn becomes all sorts of things in a file from which fit is to go on. */
  @Test
  void fitSurvivesAnyText() throws IOException {
    Content content = content(files.get(1));
    Path file = directory.resolve("damaged");
    int refused = 0;
    for (String name : content.metadata().keySet()) {
      for (String text : TEXTS) {
        Map<String, String> texts = new TreeMap<>(content.metadata());
        texts.remove("checksum");
        texts.put(name, text);
        texts.put("checksum", Checksum.of(content.tensors(), texts));
        Safetensors.write(file, content.tensors(), texts);
        try {
          trainer(SmallModel.two(1), OPTIMIZERS.get(0)).fit(DATA, fit(2).resume(file));
        } catch (UncheckedIOException | IllegalArgumentException | DivergedException expected) {
          // The last where the learning rate is 1e308
          refused++;
        }
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }
}

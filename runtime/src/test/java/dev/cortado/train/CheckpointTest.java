package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Memory;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Tensor;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.optimizer.Sgd;
import dev.cortado.schedule.LearningRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints hold, and what is said of those that are damaged or of another run. */
class CheckpointTest {
  private static final int COUNT = 10;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() {
    file = directory.resolve("run.safetensors");
    one(SmallModel.one(1), Adam.create()).fit(SmallData.one(COUNT), fit());
  }

  private Fit fit() {
    return Fit.epochs(2).batchSize(4).progress(Progress.NONE).resume(file);
  }

  private static Trainer one(SmallModel network, Optimizer optimizer) {
    return Trainer.of(network)
        .optimizer(optimizer)
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build();
  }

  private static Trainer one() {
    return one(SmallModel.one(1), Adam.create());
  }

  @Test
  void numbersAreReadAgainToTheBit() throws IOException {
    double[] numbers = {
      0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 1e-17
    };
    float[] array = {Float.MIN_VALUE, -0f, Float.NaN, Float.POSITIVE_INFINITY, 0.1f};
    Checkpoint written = Checkpoint.of(file);
    written.put("numbers", numbers);
    written.put("none", new double[0]);
    written.put("whole", Long.MIN_VALUE);
    written.put("text", "with \"quotes\", Ünïcode and\nlines");
    written.put("array", array);
    array[0] = 7;
    written.write();
    Checkpoint read = Checkpoint.read(file);
    assertArrayEquals(numbers, read.numbers("numbers"));
    assertArrayEquals(numbers, read.numbers("numbers", 7));
    assertArrayEquals(new double[0], read.numbers("none"));
    assertEquals(Long.MIN_VALUE, read.number("whole"));
    assertEquals("with \"quotes\", Ünïcode and\nlines", read.text("text"));
    float[] copied = new float[5];
    read.copy("array", copied);
    array[0] = Float.MIN_VALUE;
    assertArrayEquals(array, copied);
    assertEquals(Map.of("umbers", read.text("numbers"), "one", ""), read.texts("n"));
    assertArrayEquals(array, read.arrays("arr").get("ay"));
    assertTrue(read.has("none"));
    assertFalse(read.has("array"));
  }

  @Test
  void createsDirectoriesAlsoBehindLinks() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Checkpoint.of(link.resolve("run")).write();
    assertTrue(Files.exists(real.resolve("run")));
    Checkpoint.of(link.resolve("a").resolve("b").resolve("run")).write();
    assertTrue(Files.exists(real.resolve("a").resolve("b").resolve("run")));
  }

  private void refuses(String message, Trainer trainer, Dataset data, Fit fit) {
    float[] before = trainer.model().parameters().clone();
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(data, fit));
    assertEquals(file + message, failure.getMessage());
    assertArrayEquals(before, trainer.model().parameters());
  }

  private void refusesSetting(
      String name, String written, String here, Trainer trainer, Dataset data, Fit fit) {
    refuses(
        " was written by a run whose %s was %s, but here it is %s; give the same to go on, or begin anew in another file"
            .formatted(name, written, here),
        trainer,
        data,
        fit);
  }

  @Test
  void isOfOneNetwork() {
    Trainer two =
        Trainer.of(SmallModel.two(1))
            .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .build();
    refusesSetting(
        "network",
        "SmallOne with the fingerprint SmallOne-1",
        "SmallTwo with the fingerprint SmallTwo-1",
        two,
        SmallData.two(COUNT),
        fit());
  }

  /** The message says what differs on both sides. */
  private void refusesOptimizer(String written, String here, Optimizer optimizer) {
    Trainer trainer = one(SmallModel.one(1), optimizer);
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(SmallData.one(COUNT), fit()))
            .getMessage();
    int middle = message.indexOf(", but here it is ");
    assertTrue(message.startsWith(file + " was written by a run whose optimizer was "), message);
    assertTrue(message.substring(0, middle).contains(written), message);
    assertTrue(message.substring(middle).contains(here), message);
    assertFalse(message.contains("@"), message);
  }

  @Test
  void isOfOneOptimizerWithItsSettings() {
    refusesOptimizer("adam", "SGD", Sgd.create());
    refusesOptimizer("beta1=0.9", "beta1=0.8", Adam.create().beta1(0.8));
    refusesOptimizer(
        "the learning rate 0.001", "the learning rate 0.002", Adam.create().learningRate(0.002));
    LearningRate halved = step -> step < 5 ? 0.001 : 0.0005;
    refusesOptimizer(
        "the learning rate 0.001",
        "the learning rate 0.001, 5.0E-4;",
        Adam.create().learningRate(halved));
  }

  @Test
  void isOfOneLossAndItsMetrics() {
    Trainer weighted =
        Trainer.of(SmallModel.one(1))
            .loss("kind", Loss.SPARSE_CATEGORICAL_CROSSENTROPY, 0.5)
            .metrics(Metric.ACCURACY)
            .build();
    refusesSetting(
        "loss",
        "sparse_categorical_crossentropy of 'kind' with weight 1.0",
        "sparse_categorical_crossentropy of 'kind' with weight 0.5",
        weighted,
        SmallData.one(COUNT),
        fit());
    Trainer without =
        Trainer.of(SmallModel.one(1)).loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY).build();
    refusesSetting("figures", "[loss, accuracy]", "[loss]", without, SmallData.one(COUNT), fit());
  }

  @Test
  void isOfOneWayThroughTheData() {
    Dataset data = SmallData.one(COUNT);
    refusesSetting("batch size", "4", "5", one(), data, fit().batchSize(5));
    refusesSetting("number of samples", "10", "9", one(), SmallData.one(9), fit());
    refusesSetting(
        "number of samples",
        "10",
        "unknown",
        one(),
        new SmallData.Stream(SmallData.one(10)),
        fit());
    refusesSetting("steps per epoch", "all of the data", "2", one(), data, fit().stepsPerEpoch(2));
    refusesSetting("order", "shuffled", "sequential", one(), data, fit().shuffle(false));
    refusesSetting(
        "order", "shuffled", "given", one(), data, fit().order(pass -> Order.sequential()));
    refusesSetting(
        "class weights", "{}", "{0=2.0, 1=0.5}", one(), data, fit().classWeights(2, 0.5));
  }

  /** Remembers a number. */
  private record Remembering(double number) implements Callback {
    @Override
    public Memory remember() {
      return Memory.of(Map.of("number", number));
    }
  }

  @Test
  void isOfTheCallbacksThatRememberSomething() throws IOException {
    Files.delete(file);
    Fit fit = fit().callback(new Remembering(1)).callback(new Remembering(2));
    one().fit(SmallData.one(COUNT), fit);
    String type = Remembering.class.getName();
    refuses(
        " holds what the callback %s 2 remembered, but this run has only the callbacks [%s 1]; give the same callbacks, or begin anew in another file"
            .formatted(type, type),
        one(),
        SmallData.one(COUNT),
        fit().callback(new Remembering(3)));
    Callback silent = new Callback() {};
    one().fit(SmallData.one(COUNT), fit.callback(silent));
  }

  private String unreadable() {
    Trainer trainer = one();
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> trainer.fit(SmallData.one(COUNT), fit()));
    return failure.getCause().getMessage();
  }

  @Test
  void refusesFilesOfWeights() throws IOException {
    SmallModel.one(1).save(file);
    assertEquals(
        file
            + " is no checkpoint of training, but a safetensors file of format 'cortado' where 'cortado checkpoint 1' is expected; name another file, or load it with restore",
        unreadable());
    Safetensors.write(file, Map.of(), Map.of());
    assertTrue(unreadable().contains("a safetensors file of format 'none'"), unreadable());
  }

  @Test
  void refusesFilesThatAreNone() throws IOException {
    Files.writeString(file, "nothing of the kind");
    assertTrue(unreadable().startsWith(file + ": "), unreadable());
    Files.delete(file);
    Files.createDirectory(file);
    assertEquals(file + " is a directory, not a safetensors file", unreadable());
  }

  private void damage(BiConsumer<Map<String, Tensor>, Map<String, String>> change)
      throws IOException {
    Safetensors.Content content = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(content.tensors());
    Map<String, String> texts = new TreeMap<>(content.metadata());
    texts.remove("checksum");
    change.accept(tensors, texts);
    texts.put("checksum", Checksum.of(tensors, texts));
    Safetensors.write(file, tensors, texts);
  }

  @Test
  void saysWhatIsDamaged() throws IOException {
    damage((tensors, texts) -> texts.remove("epoch"));
    assertEquals(file + " has no 'epoch'; it is damaged", unreadable());
    damage((tensors, texts) -> texts.put("epoch", "two"));
    assertEquals(
        file + " has 'two' under 'epoch', which is no number; it is damaged", unreadable());
    damage((tensors, texts) -> texts.put("losses", "1.0 2.0"));
    assertEquals(
        file + " has 2 numbers under 'losses', where 3 are expected; it is damaged", unreadable());
    damage((tensors, texts) -> texts.put("losses", "1.0 x 2.0"));
    assertEquals(
        file + " has '1.0 x 2.0' under 'losses', which is no number; it is damaged", unreadable());
    damage(
        (tensors, texts) ->
            tensors.put("@optimizer/first_moment", new Tensor(List.of(2), new float[2])));
    assertEquals(
        file
            + " has 2 values under 'optimizer/first_moment', where 31 values are expected; it is damaged",
        unreadable());
    damage((tensors, texts) -> tensors.remove("@optimizer/first_moment"));
    assertEquals(
        file
            + " has nothing under 'optimizer/first_moment', where 31 values are expected; it is damaged",
        unreadable());
    damage((tensors, texts) -> tensors.remove("kind/bias"));
    assertTrue(unreadable().startsWith(file + " has no tensor 'kind/bias'"), unreadable());
  }

  @Test
  void tellsThatAFileWasChanged() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertTrue(
        unreadable()
            .matches(
                Pattern.quote(file.toString())
                    + " has the checksum [0-9a-f]{8}, but says that it is [0-9a-f]{8}; it is damaged"),
        unreadable());
    Safetensors.write(file, Map.of(), Map.of("format", "cortado checkpoint 1"));
    assertEquals(file + " has no 'checksum'; it is damaged", unreadable());
  }

  @Test
  void saysWhereACheckpointCannotBeWritten() throws IOException {
    Path blocked = Files.writeString(directory.resolve("file"), "in the way").resolve("run");
    Trainer trainer = one();
    Fit fit = Fit.epochs(1).progress(Progress.NONE).resume(blocked);
    String message =
        assertThrows(UncheckedIOException.class, () -> trainer.fit(SmallData.one(COUNT), fit))
            .getMessage();
    assertTrue(message.contains(directory.resolve("file").toString()), message);
  }
}

package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import dev.cortado.optimizer.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final String REMEDY = "; lower the learning rate, or scale the inputs to about 1";

  private final SmallModel network = SmallModel.two(1);
  private final Samples samples = SmallData.two(4);

  /** A loss that is what it is told to be, with a gradient that is what it is told to be. */
  private record Told(double loss, float gradient) implements Loss, Loss.OutputLoss {
    @Override
    public String name() {
      return "told";
    }

    @Override
    public OutputLoss on(Layer output) {
      return this;
    }

    @Override
    public boolean fromLogits() {
      return false;
    }

    @Override
    public int targetSize() {
      return 1;
    }

    @Override
    public String problemWith(float[] target) {
      return null;
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] into) {
      if (into != null) {
        Arrays.fill(into, gradient);
      }
      return loss;
    }
  }

  private Trainer trainer(Loss loss) {
    return Trainer.of(network)
        .optimizer(Sgd.create().learningRate(0.1))
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
        .loss("value", loss)
        .build();
  }

  private DivergedException diverges(Trainer trainer, int epochs) {
    Fit fit = Fit.epochs(epochs).batchSize(4).shuffle(false).progress(Progress.NONE);
    return assertThrows(DivergedException.class, () -> trainer.fit(samples, fit));
  }

  private int offset(String path) {
    return network.blueprint().parameters().stream()
        .filter(parameter -> parameter.path().equals(path))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  @Test
  void namesTheFirstLayerThatIsNotFinite() {
    Arrays.fill(
        network.parameters(), offset("value/kernel"), offset("value/kernel") + 4, Float.MAX_VALUE);
    Arrays.fill(network.parameters(), offset("hidden/bias"), offset("hidden/bias") + 4, 9f);
    DivergedException diverged = diverges(trainer(Loss.MEAN_SQUARED_ERROR), 1);
    assertEquals(
        "after 0 steps the loss is Infinity: the first layer that is not finite is 'value', whose value 0 is Infinity for sample 0 of the batch"
            + REMEDY,
        diverged.getMessage());
    assertEquals(0, diverged.step());
    assertEquals(Double.POSITIVE_INFINITY, diverged.loss());
  }

  @Test
  void namesTheParameterThatIsNotFinite() {
    network.parameters()[offset("kind/kernel") + 5] = Float.NaN;
    assertEquals(
        "after 0 steps the loss is NaN: value 5 of the parameter kind/kernel is NaN" + REMEDY,
        diverges(trainer(Loss.MEAN_SQUARED_ERROR), 1).getMessage());
  }

  @Test
  void namesTheGradientThatSpoiltTheParametersOfAnEpoch() {
    DivergedException diverged = diverges(trainer(new Told(0, Float.NaN)), 3);
    String message = diverged.getMessage();
    assertEquals(
        "after 1 steps the loss is %s: value 0 of the parameter hidden/kernel is NaN, and value 0 of its gradient was NaN in the last step"
                .formatted(diverged.loss())
            + REMEDY,
        message);
    assertEquals(1, diverged.step());
  }

  @Test
  void namesTheGradientThatSpoiltTheParametersOfTheStepBefore() {
    Trainer trainer = trainer(new Told(0, Float.NaN));
    Batch batch = new Batch(4, 1, 2);
    assertTrue(next(batch));
    trainer.trainOnBatch(batch);
    float[] spoilt = network.parameters().clone();
    DivergedException diverged =
        assertThrows(DivergedException.class, () -> trainer.trainOnBatch(batch));
    assertEquals(
        "after 1 steps the loss is NaN: value 0 of the parameter hidden/kernel is NaN, and value 0 of its gradient was NaN in the last step"
            + REMEDY,
        diverged.getMessage());
    assertArrayEquals(spoilt, network.parameters());
  }

  private boolean next(Batch batch) {
    try {
      return samples.batches(4, Order.sequential()).next(batch);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysThatTheLossItselfIsNotFinite() {
    float[] before = network.parameters().clone();
    assertEquals(
        "after 0 steps the loss is NaN: all layers and parameters are finite, so it is a loss or a penalty itself that is not"
            + REMEDY,
        diverges(trainer(new Told(Double.NaN, 0)), 1).getMessage());
    assertArrayEquals(before, network.parameters());
  }

  @Test
  void callbacksAreToldOfAFailureInPlaceOfAnEnd() {
    List<String> told = new ArrayList<>();
    Callback listener =
        new Callback() {
          @Override
          public void onTrainEnd(Training training) {
            told.add("end");
          }

          @Override
          public void onTrainFailure(Training training, Exception cause) {
            told.add("failure of %s: %s".formatted(training.model().name(), cause.getMessage()));
            throw new IllegalStateException("a failure of its own");
          }
        };
    Fit fit =
        Fit.epochs(2).batchSize(4).progress(Progress.NONE).callback(listener).callback(listener);
    Trainer trainer = trainer(new Told(Double.NaN, 0));
    DivergedException diverged =
        assertThrows(DivergedException.class, () -> trainer.fit(samples, fit));
    String expected = "failure of SmallTwo: " + diverged.getMessage();
    assertEquals(List.of(expected, expected), told);
    assertEquals(2, diverged.getSuppressed().length);
    assertEquals("a failure of its own", diverged.getSuppressed()[0].getMessage());
  }

  @Test
  void callbacksThatKnowOfNoBeginningAreNotToldOfAFailure() {
    Callback failing =
        new Callback() {
          @Override
          public void onTrainBegin(Training training) {
            throw new IllegalStateException("it cannot begin");
          }

          @Override
          public void onTrainFailure(Training training, Exception cause) {
            throw new AssertionError("nothing has begun");
          }
        };
    Fit fit = Fit.epochs(1).progress(Progress.NONE).callback(failing);
    Trainer trainer = trainer(Loss.MEAN_SQUARED_ERROR);
    assertEquals(
        "it cannot begin",
        assertThrows(IllegalStateException.class, () -> trainer.fit(samples, fit)).getMessage());
  }

  @Test
  void aLearningRateThatIsMuchTooGreatIsTold() {
    Trainer trainer =
        Trainer.of(network)
            .optimizer(Sgd.create().learningRate(1e38))
            .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .build();
    assertTrue(diverges(trainer, 5).getMessage().endsWith(REMEDY));
  }
}

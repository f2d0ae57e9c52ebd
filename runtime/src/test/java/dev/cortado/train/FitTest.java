package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FitTest {
  private static final Fit TEN = Fit.epochs(10);

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void hasKerassDefaults() {
    assertEquals(10, TEN.epochs());
    assertEquals(32, TEN.batchSize());
    assertEquals(0, TEN.initialEpoch());
    assertEquals(OptionalInt.empty(), TEN.stepsPerEpoch());
    assertEquals(0, TEN.validationSplit());
    assertEquals(Optional.empty(), TEN.validation());
    assertEquals(OptionalInt.empty(), TEN.validationBatchSize());
    assertEquals(OptionalInt.empty(), TEN.validationSteps());
    assertEquals(1, TEN.validationFrequency());
    assertEquals(Set.of(), TEN.validationEpochs());
    assertTrue(TEN.shuffle());
    assertEquals(Optional.empty(), TEN.order());
    assertEquals(Map.of(), TEN.classWeights());
    assertEquals(Optional.empty(), TEN.resume());
    assertEquals(OptionalInt.empty(), TEN.checkpointSteps());
    assertFalse(TEN.stopOnInterrupt());
    assertEquals(Progress.AUTO, TEN.progress());
    assertEquals(Runtime.getRuntime().availableProcessors(), TEN.threads());
    assertEquals(List.of(), TEN.callbacks());
  }

  @Test
  void eachMethodChangesOneThingInACopy() {
    Dataset data = SmallData.one(3);
    IntFunction<Order> order = pass -> Order.sequential();
    Callback first = new Callback() {};
    Callback second = new Callback() {};
    Path file = Path.of("run");
    Fit all =
        TEN.batchSize(2)
            .initialEpoch(3)
            .stepsPerEpoch(4)
            .validationSplit(0.5)
            .validationData(data)
            .validationBatchSize(5)
            .validationSteps(6)
            .validationFrequency(7)
            .validationEpochs(3, 1, 3)
            .shuffle(false)
            .order(order)
            .classWeights(0.5, 2)
            .resume(file, 8)
            .threads(9)
            .stopOnInterrupt(true)
            .progress(Progress.LINES)
            .callback(first)
            .callback(second);
    assertEquals(
        new Fit(
            10,
            2,
            3,
            OptionalInt.of(4),
            0.5,
            Optional.of(data),
            OptionalInt.of(5),
            OptionalInt.of(6),
            7,
            Set.of(1, 3),
            false,
            Optional.of(order),
            Map.of(0, 0.5, 1, 2.0),
            Optional.of(file),
            OptionalInt.of(8),
            9,
            true,
            Progress.LINES,
            List.of(first, second)),
        all);
    assertEquals(Fit.epochs(10), TEN);
    assertEquals(OptionalInt.empty(), all.resume(file).checkpointSteps());
    assertEquals(Optional.empty(), all.shuffle(true).order());
  }

  @Test
  void refusesNumbersBelowOne() {
    assertEquals("the number of epochs is 0; give at least 1", refused(() -> Fit.epochs(0)));
    assertEquals("the batch size is 0; give at least 1", refused(() -> TEN.batchSize(0)));
    assertEquals(
        "the number of steps per epoch is -1; give at least 1",
        refused(() -> TEN.stepsPerEpoch(-1)));
    assertEquals(
        "the validation batch size is 0; give at least 1",
        refused(() -> TEN.validationBatchSize(0)));
    assertEquals(
        "the number of validation steps is 0; give at least 1",
        refused(() -> TEN.validationSteps(0)));
    assertEquals(
        "the validation frequency, in epochs, is 0; give at least 1",
        refused(() -> TEN.validationFrequency(0)));
    assertEquals(
        "an epoch that a validation comes after is 0; give at least 1",
        refused(() -> TEN.validationEpochs(2, 0)));
    assertEquals(
        "there are no epochs for validation; give at least one, or no validation data",
        refused(() -> TEN.validationEpochs(new int[0])));
    assertEquals("the number of threads is 0; give at least 1", refused(() -> TEN.threads(0)));
    assertEquals(
        "the number of steps between checkpoints is 0; give at least 1",
        refused(() -> TEN.resume(Path.of("run"), 0)));
  }

  @Test
  void refusesASplitThatIsNoFraction() {
    for (double split : new double[] {-0.1, 1, Double.NaN}) {
      assertEquals(
          "the validation split is %s; give the fraction of the samples that is kept, at least 0 and below 1"
              .formatted(split),
          refused(() -> TEN.validationSplit(split)));
    }
  }

  @Test
  void refusesAFirstEpochThatThereIsNot() {
    for (int epoch : new int[] {-1, 10}) {
      assertEquals(
          "the initial epoch is %d, but there are the epochs from 0 to 9; give one of these, or more epochs first"
              .formatted(epoch),
          refused(() -> TEN.initialEpoch(epoch)));
    }
  }

  @Test
  void refusesClassWeightsThatAreNotFinite() {
    assertEquals(
        "class 1 has the weight Infinity; give a finite number, or leave it out for 1",
        refused(() -> TEN.classWeights(1, Double.POSITIVE_INFINITY)));
  }
}

package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallbackTest {
  @Test
  void eachFactoryListensToOneEvent() {
    List<String> heard = new ArrayList<>();
    List<Callback> callbacks =
        List.of(
            Callback.onTrainBegin(training -> heard.add("begin of " + training.epochs())),
            Callback.onEpochBegin((training, epoch) -> heard.add("epoch " + epoch)),
            Callback.onBatchBegin((training, step) -> heard.add("step " + step)),
            Callback.onBatchEnd(
                (training, step, logs) -> heard.add("after step " + step + " " + logs.toMap())),
            Callback.onEpochEnd(
                (training, epoch, logs) -> heard.add("after epoch " + epoch + " " + logs.toMap())),
            Callback.onTrainEnd(training -> heard.add("end of " + training.epochs())));
    FakeTraining training = FakeTraining.small();
    Logs logs = new Logs(List.of("loss"));
    callbacks.forEach(callback -> callback.onTrainBegin(training));
    callbacks.forEach(callback -> callback.onEpochBegin(training, 3));
    callbacks.forEach(callback -> callback.onBatchBegin(training, 5));
    callbacks.forEach(callback -> callback.onBatchEnd(training, 5, logs));
    callbacks.forEach(callback -> callback.onEpochEnd(training, 3, logs));
    callbacks.forEach(callback -> callback.onTrainEnd(training));
    assertEquals(
        List.of(
            "begin of 10",
            "epoch 3",
            "step 5",
            "after step 5 {loss=0.0}",
            "after epoch 3 {loss=0.0}",
            "end of 10"),
        heard);
  }
}

package com.example;

import dev.cortado.callback.Callback;
import dev.cortado.data.Samples;
import dev.cortado.model.GradientCheck;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Trains with what is one's own. */
public final class Own {
  private Own() {}

  /** A network after some epochs, and its history. */
  public record Run(Curve network, History history, List<Double> heard) {}

  /** The gradients of one's own layers, as a test checks them. */
  public static void check() {
    GradientCheck.require(new Cubes(), new float[] {0.5f, -1, 2}, 3);
    GradientCheck.require(new Scaling(), new float[] {0.5f, -1}, 2, new float[] {3, -0.5f});
  }

  /** Trains. */
  public static Run train(Samples data) {
    List<Double> heard = new ArrayList<>();
    Curve network = CurveNetwork.create(1);
    network.out().initialize("kernel", (shape, random, values, offset) -> {
      for (int i = 0; i < shape.size(); i++) {
        values[offset + i] = random.nextFloat() - 0.5f;
      }
    }, 7);
    Trainer trainer =
        Trainer.of(network)
            .optimizer(new SignDescent(step -> 0.02 / (1 + 0.02 * step)).movingAverage(0.9))
            .loss(new Quartic())
            .metrics(new LargestError())
            .build();
    History history =
        trainer.fit(
            data,
            Fit.epochs(30)
                .batchSize(16)
                .progress(Progress.NONE)
                .callback(Callback.onEpochEnd((training, epoch, logs) -> heard.add(logs.get("loss")))));
    return new Run(network, history, heard);
  }
}

package dev.cortado.benchmarks.cortado;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import dev.cortado.data.Batch;
import dev.cortado.kernel.Kernels;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Trainer;
import java.util.List;

/** Cortado. */
public final class CortadoLibrary implements Library {
  /** Where no kernels are being compiled for so long, those in use stay. */
  private static final long CALM_NANOS = 500_000_000L;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    return model(network, weights)::predict;
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    CompiledModel model = model(network, weights);
    float[][] outputs = new float[rows.length][network.outputs()];
    return new BatchPredictor() {
      @Override
      public void predict() {
        model.predict(rows, outputs);
      }

      @Override
      public float[] output(int sample) {
        return outputs[sample];
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    Trainer trainer =
        Trainer.of(model(network, weights)).optimizer(Adam.create()).loss(loss(network)).build();
    Batch[] ready = batches.stream().map(CortadoLibrary::batch).toArray(Batch[]::new);
    return new Trainee() {
      private int next;

      @Override
      public float step() {
        return (float) trainer.trainOnBatch(ready[next++ % ready.length]);
      }
    };
  }

  @Override
  public void warmUp(Runnable work) {
    long begin = System.nanoTime();
    long last = begin;
    long now = begin;
    while (Kernels.areSimd() && now - last < CALM_NANOS && now - begin < PATIENCE_NANOS) {
      work.run();
      now = System.nanoTime();
      last = Kernels.areWarmingUp() ? now : last;
    }
  }

  private static Batch batch(Data data) {
    Batch batch = new Batch(data.samples(), 1, 1);
    batch.samples(data.samples());
    for (int s = 0; s < data.samples(); s++) {
      batch.input(0)[s] = data.inputs()[s];
      batch.target(0)[s] = data.targets()[s];
      batch.weights()[s] = 1;
    }
    return batch;
  }

  static CompiledModel model(Sequential network, Weights weights) {
    CompiledModel model = Networks.create(network);
    network.build(weights, new WeightSetter(model));
    return model;
  }

  /** The loss of a network. */
  static Loss loss(Sequential network) {
    return network.isClassifier() ? Loss.CATEGORICAL_CROSSENTROPY : Loss.MEAN_SQUARED_ERROR;
  }
}

package dev.cortado.benchmarks.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;

/** Steps of DJL's trainer, on batches that are in native memory already. */
final class DjlTrainee implements Trainee {
  private final NetworkBlock block;
  private final Trainer trainer;
  private final Loss loss;
  private final NDArray[] inputs;
  private final NDArray[] targets;
  private int next;

  DjlTrainee(Sequential network, Weights weights, List<Data> batches) {
    int samples = batches.get(0).samples();
    loss =
        network.isClassifier()
            ? new SoftmaxCrossEntropyLoss("loss", 1, -1, false, true)
            : new L2Loss("loss", 1);
    block = new NetworkBlock(network, weights, samples, true);
    trainer =
        block
            .model()
            .newTrainer(
                new DefaultTrainingConfig(loss)
                    .optDevices(new Device[] {Device.cpu()})
                    .optOptimizer(
                        Optimizer.adam()
                            .optLearningRateTracker(Tracker.fixed(0.001f))
                            .optEpsilon(1e-7f)
                            .build()));
    trainer.initialize(block.inputShape());
    NDManager manager = block.model().getNDManager();
    Shape targetShape = new Shape(samples, network.outputs());
    inputs =
        batches.stream()
            .map(data -> DjlLibrary.array(manager, data.inputs(), block.inputShape()))
            .toArray(NDArray[]::new);
    targets =
        batches.stream()
            .map(data -> DjlLibrary.array(manager, data.targets(), targetShape))
            .toArray(NDArray[]::new);
  }

  @Override
  public float step() {
    int batch = next++ % inputs.length;
    float mean;
    try (NDManager call = trainer.getManager().newSubManager()) {
      NDList input = new NDList(inputs[batch]);
      NDList target = new NDList(targets[batch]);
      input.tempAttach(call);
      target.tempAttach(call);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray value = loss.evaluate(target, trainer.forward(input));
        collector.backward(value);
        mean = value.getFloat();
      }
      trainer.step();
    }
    return mean;
  }

  @Override
  public void close() {
    trainer.close();
    block.close();
  }
}

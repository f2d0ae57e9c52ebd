package dev.cortado.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;

/** DJL with PyTorch, called without its translators, which cost more. */
public final class DjlLibrary implements Library {
  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    NetworkBlock block = new NetworkBlock(network, weights, 1, false);
    NDManager manager = block.model().getNDManager();
    ParameterStore parameters = new ParameterStore(manager, false);
    Shape shape = block.inputShape();
    return new Predictor() {
      @Override
      public void predict(float[] sample, float[] output) {
        try (NDManager call = manager.newSubManager()) {
          NDList input = new NDList(call.create(sample, shape));
          float[] values =
              block.block().forward(parameters, input, false).singletonOrThrow().toFloatArray();
          System.arraycopy(values, 0, output, 0, output.length);
        }
      }

      @Override
      public void close() {
        block.close();
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    NetworkBlock block = new NetworkBlock(network, weights, rows.length, false);
    NDManager manager = block.model().getNDManager();
    ParameterStore parameters = new ParameterStore(manager, false);
    NDArray inputs = array(manager, rows, block.inputShape());
    return new BatchPredictor() {
      private float[] outputs;

      @Override
      public void predict() {
        try (NDManager call = manager.newSubManager()) {
          NDList input = new NDList(inputs);
          input.tempAttach(call);
          outputs =
              block.block().forward(parameters, input, false).singletonOrThrow().toFloatArray();
        }
      }

      @Override
      public float[] output(int sample) {
        float[] row = new float[network.outputs()];
        System.arraycopy(outputs, sample * row.length, row, 0, row.length);
        return row;
      }

      @Override
      public void close() {
        block.close();
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    return new DjlTrainee(network, weights, batches);
  }

  static NDArray array(NDManager manager, float[][] rows, Shape shape) {
    return manager.create(Data.flat(rows), shape);
  }
}

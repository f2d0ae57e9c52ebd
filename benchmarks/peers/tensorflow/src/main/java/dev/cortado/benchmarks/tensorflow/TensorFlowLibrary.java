package dev.cortado.benchmarks.tensorflow;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** TensorFlow Java. */
public final class TensorFlowLibrary implements Library {
  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    SequentialGraph graph = new SequentialGraph(network, weights, true);
    TFloat32 row = TFloat32.tensorOf(Shape.of(network.input().batch(1)));
    Session.Runner runner = graph.session().runner().feed(graph.input(), row).fetch(graph.output());
    return new Predictor() {
      @Override
      public void predict(float[] sample, float[] output) {
        row.copyFrom(DataBuffers.of(sample));
        try (Result result = runner.run()) {
          ((TFloat32) result.get(0)).copyTo(DataBuffers.of(output));
        }
      }

      @Override
      public void close() {
        row.close();
        graph.close();
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    SequentialGraph graph = new SequentialGraph(network, weights, true);
    TFloat32 inputs = tensor(rows, network.input());
    Session.Runner runner =
        graph.session().runner().feed(graph.input(), inputs).fetch(graph.output());
    float[] outputs = new float[rows.length * network.outputs()];
    return new BatchPredictor() {
      @Override
      public void predict() {
        try (Result result = runner.run()) {
          ((TFloat32) result.get(0)).copyTo(DataBuffers.of(outputs));
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
        inputs.close();
        graph.close();
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    return new TensorFlowTrainee(network, weights, batches);
  }

  static TFloat32 tensor(float[][] rows, Extent extent) {
    return TFloat32.tensorOf(Shape.of(extent.batch(rows.length)), DataBuffers.of(Data.flat(rows)));
  }
}

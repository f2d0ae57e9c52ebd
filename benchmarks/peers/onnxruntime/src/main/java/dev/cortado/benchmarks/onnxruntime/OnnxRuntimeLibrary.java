package dev.cortado.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;

/** ONNX Runtime on the processor. */
public final class OnnxRuntimeLibrary implements Library {
  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    Session session = session(network, weights, 1);
    return new Predictor() {
      @Override
      public void predict(float[] sample, float[] output) {
        session.input().put(0, sample);
        session.run();
        session.output().get(0, output);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    Session session = session(network, weights, rows.length);
    session.input().put(0, Data.flat(rows));
    return new BatchPredictor() {
      @Override
      public void predict() {
        session.run();
      }

      @Override
      public float[] output(int sample) {
        float[] row = new float[network.outputs()];
        session.output().get(sample * row.length, row);
        return row;
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    throw new UnsupportedOperationException("ONNX Runtime predicts");
  }

  private static Session session(Sequential network, Weights weights, int samples) {
    try {
      return new Session(network, weights, samples);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}

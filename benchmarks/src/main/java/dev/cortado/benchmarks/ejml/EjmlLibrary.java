package dev.cortado.benchmarks.ejml;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/** EJML's matrices of floats, all allocated beforehand. */
public final class EjmlLibrary implements Library {
  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    Forward forward = new Forward(network, weights, 1);
    FMatrixRMaj row = new FMatrixRMaj(1, network.inputs());
    return (sample, output) -> {
      System.arraycopy(sample, 0, row.data, 0, sample.length);
      System.arraycopy(forward.run(row).data, 0, output, 0, output.length);
    };
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    Forward forward = new Forward(network, weights, rows.length);
    FMatrixRMaj inputs = matrix(rows);
    FMatrixRMaj outputs = forward.values(forward.layers() - 1);
    return new BatchPredictor() {
      @Override
      public void predict() {
        forward.run(inputs);
      }

      @Override
      public float[] output(int sample) {
        float[] row = new float[outputs.numCols];
        System.arraycopy(outputs.data, sample * row.length, row, 0, row.length);
        return row;
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    Training training = new Training(network, weights, batches.get(0).samples());
    FMatrixRMaj[] inputs =
        batches.stream().map(data -> matrix(data.inputs())).toArray(FMatrixRMaj[]::new);
    FMatrixRMaj[] targets =
        batches.stream().map(data -> matrix(data.targets())).toArray(FMatrixRMaj[]::new);
    return new Trainee() {
      private int next;

      @Override
      public float step() {
        int batch = next++ % inputs.length;
        return training.step(inputs[batch], targets[batch]);
      }
    };
  }

  private static FMatrixRMaj matrix(float[][] rows) {
    return new FMatrixRMaj(rows.length, rows[0].length, true, Data.flat(rows));
  }
}

package dev.cortado.benchmarks.deeplearning4j;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j on the processor. */
public final class Deeplearning4jLibrary implements Library {
  @Override
  public Predictor predictor(Sequential network, Weights weights) {
    MultiLayerNetwork model = LayerList.network(network, weights);
    long[] shape = network.input().channelsFirst(1);
    return (sample, output) -> {
      INDArray values = model.output(Nd4j.create(sample, shape, 'c'));
      for (int i = 0; i < output.length; i++) {
        output[i] = values.getFloat(i);
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
    MultiLayerNetwork model = LayerList.network(network, weights);
    INDArray inputs = array(rows, network.input().channelsFirst(rows.length));
    return new BatchPredictor() {
      private INDArray outputs;

      @Override
      public void predict() {
        outputs = model.output(inputs);
      }

      @Override
      public float[] output(int sample) {
        return outputs.getRow(sample, true).toFloatMatrix()[0];
      }
    };
  }

  @Override
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    MultiLayerNetwork model = LayerList.network(network, weights);
    int samples = batches.get(0).samples();
    long[] shape = network.input().channelsFirst(samples);
    long[] targetShape = {samples, network.outputs()};
    INDArray[] inputs =
        batches.stream().map(data -> array(data.inputs(), shape)).toArray(INDArray[]::new);
    INDArray[] targets =
        batches.stream().map(data -> array(data.targets(), targetShape)).toArray(INDArray[]::new);
    return new Trainee() {
      private int next;

      @Override
      public float step() {
        int batch = next++ % inputs.length;
        model.fit(inputs[batch], targets[batch]);
        return (float) model.score();
      }
    };
  }

  private static INDArray array(float[][] rows, long[] shape) {
    return Nd4j.create(Data.flat(rows), shape, 'c');
  }
}

package dev.cortado.benchmarks.deeplearning4j;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j on the processor. */
public final class Deeplearning4jLibrary implements Library {
  @Override
  public Predictor predictor(Mlp network, Weights weights) {
    MultiLayerNetwork model = model(network, weights);
    return (sample, output) -> {
      INDArray values = model.output(Nd4j.create(sample, new long[] {1, sample.length}, 'c'));
      for (int i = 0; i < output.length; i++) {
        output[i] = values.getFloat(i);
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Mlp network, Weights weights, float[][] rows) {
    MultiLayerNetwork model = model(network, weights);
    INDArray inputs = Nd4j.create(rows);
    return new BatchPredictor() {
      private INDArray outputs;

      @Override
      public void predict() {
        outputs = model.output(inputs);
      }

      @Override
      public float[] output(int sample) {
        return outputs.getRow(sample).toFloatVector();
      }
    };
  }

  @Override
  public Trainee trainee(Workload workload, Weights weights, List<Data> batches) {
    MultiLayerNetwork model = model(workload.network(), weights);
    INDArray[] inputs =
        batches.stream().map(data -> Nd4j.create(data.inputs())).toArray(INDArray[]::new);
    INDArray[] targets =
        batches.stream().map(data -> Nd4j.create(data.targets())).toArray(INDArray[]::new);
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

  private static MultiLayerNetwork model(Mlp network, Weights weights) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().updater(new Adam(0.001, 0.9, 0.999, 1e-7)).list();
    int last = network.layers().size() - 1;
    for (int l = 0; l <= last; l++) {
      DenseLayer layer = network.layers().get(l);
      Activation activation = activation(layer);
      layers.layer(
          l == last
              ? new OutputLayer.Builder(
                      activation == Activation.SOFTMAX ? LossFunction.MCXENT : LossFunction.MSE)
                  .nIn(network.inputsOf(l))
                  .nOut(layer.units())
                  .activation(activation)
                  .build()
              : new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
                  .nIn(network.inputsOf(l))
                  .nOut(layer.units())
                  .activation(activation)
                  .build());
    }
    MultiLayerNetwork model = new MultiLayerNetwork(layers.build());
    model.init();
    for (int l = 0; l <= last; l++) {
      int units = network.layers().get(l).units();
      model.setParam(
          l + "_W",
          Nd4j.create(weights.kernels().get(l), new long[] {network.inputsOf(l), units}, 'c'));
      model.setParam(l + "_b", Nd4j.create(weights.biases().get(l), new long[] {1, units}, 'c'));
    }
    return model;
  }

  private static Activation activation(DenseLayer layer) {
    return switch (layer.function()) {
      case LINEAR -> Activation.IDENTITY;
      case RELU -> Activation.RELU;
      case TANH -> Activation.TANH;
      case SOFTMAX -> Activation.SOFTMAX;
    };
  }
}

package dev.cortado.benchmarks.encog;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.List;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** Encog, which computes one sample after the other. */
public final class EncogLibrary implements Library {
  @Override
  public Predictor predictor(Mlp network, Weights weights) {
    BasicNetwork model = model(network, weights);
    double[] inputs = new double[network.inputs()];
    double[] outputs = new double[network.outputs()];
    return (sample, output) -> {
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = sample[i];
      }
      model.compute(inputs, outputs);
      for (int i = 0; i < outputs.length; i++) {
        output[i] = (float) outputs[i];
      }
    };
  }

  @Override
  public BatchPredictor batchPredictor(Mlp network, Weights weights, float[][] rows) {
    BasicNetwork model = model(network, weights);
    double[][] inputs = new double[rows.length][network.inputs()];
    double[][] outputs = new double[rows.length][network.outputs()];
    for (int s = 0; s < rows.length; s++) {
      for (int i = 0; i < rows[s].length; i++) {
        inputs[s][i] = rows[s][i];
      }
    }
    return new BatchPredictor() {
      @Override
      public void predict() {
        for (int s = 0; s < inputs.length; s++) {
          model.compute(inputs[s], outputs[s]);
        }
      }

      @Override
      public float[] output(int sample) {
        float[] row = new float[network.outputs()];
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) outputs[sample][i];
        }
        return row;
      }
    };
  }

  @Override
  public Trainee trainee(Workload workload, Weights weights, List<Data> batches) {
    throw new UnsupportedOperationException("Encog only predicts here");
  }

  private static BasicNetwork model(Mlp network, Weights weights) {
    BasicNetwork model = new BasicNetwork();
    int last = network.layers().size() - 1;
    model.addLayer(new BasicLayer(null, true, network.inputs()));
    for (int l = 0; l <= last; l++) {
      int units = network.layers().get(l).units();
      ActivationFunction function = activation(network.layers().get(l).function());
      model.addLayer(new BasicLayer(function, l < last, units));
    }
    model.getStructure().finalizeStructure();
    for (int l = 0; l <= last; l++) {
      int units = network.layers().get(l).units();
      int inputs = network.inputsOf(l);
      for (int to = 0; to < units; to++) {
        for (int from = 0; from < inputs; from++) {
          model.setWeight(l, from, to, weights.kernels().get(l)[from * units + to]);
        }
        // The bias is the weight of one more neuron, which is always 1.
        model.setWeight(l, inputs, to, weights.biases().get(l)[to]);
      }
    }
    return model;
  }

  private static ActivationFunction activation(Function function) {
    return switch (function) {
      case LINEAR -> new ActivationLinear();
      case RELU -> new ActivationReLU();
      case TANH -> new ActivationTANH();
      case SOFTMAX -> new ActivationSoftMax();
    };
  }
}

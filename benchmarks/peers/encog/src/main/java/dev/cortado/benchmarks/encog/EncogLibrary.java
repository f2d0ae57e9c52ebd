package dev.cortado.benchmarks.encog;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
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
  public Predictor predictor(Sequential network, Weights weights) {
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
  public BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows) {
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
  public Trainee trainee(Sequential network, Weights weights, List<Data> batches) {
    throw new UnsupportedOperationException("Encog only predicts here");
  }

  private static BasicNetwork model(Sequential network, Weights weights) {
    BasicNetwork model = new BasicNetwork();
    model.addLayer(new BasicLayer(null, true, network.inputs()));
    int last = network.layers().size() - 1;
    network.build(
        weights,
        (layer, inputs, kernel, bias) ->
            model.addLayer(
                new BasicLayer(
                    activation(layer.function()),
                    model.getStructure().getLayers().size() <= last,
                    layer.units())));
    model.getStructure().finalizeStructure();
    network.build(weights, new WeightSetter(model));
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

  /** Sets the weights of one layer after the other. */
  private static final class WeightSetter implements LayerBuilder {
    private final BasicNetwork model;
    private int layers;

    private WeightSetter(BasicNetwork model) {
      this.model = model;
    }

    @Override
    public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
      for (int to = 0; to < layer.units(); to++) {
        for (int from = 0; from < inputs; from++) {
          model.setWeight(layers, from, to, kernel[from * layer.units() + to]);
        }
        // The bias is the weight of one more neuron, which is always 1.
        model.setWeight(layers, inputs, to, bias[to]);
      }
      layers++;
    }
  }
}

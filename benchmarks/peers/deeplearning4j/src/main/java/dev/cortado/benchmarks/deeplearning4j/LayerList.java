package dev.cortado.benchmarks.deeplearning4j;

import dev.cortado.benchmarks.network.ConvolutionLayer;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.DropoutLayer;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.Layouts;
import dev.cortado.benchmarks.network.LstmLayer;
import dev.cortado.benchmarks.network.MaxPoolingLayer;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The layers of a network in the form of DL4J, which wants the channels of pictures first, flattens
 * without being told, and has the loss in the last layer.
 */
final class LayerList implements LayerBuilder {
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, float[]> parameters = new LinkedHashMap<>();
  private final Sequential network;
  private Optional<Extent> flattened = Optional.empty();
  private double kept = 1;

  private LayerList(Sequential network) {
    this.network = network;
  }

  /** A network that is ready to predict and to train. */
  static MultiLayerNetwork network(Sequential network, Weights weights) {
    LayerList list = new LayerList(network);
    network.build(weights, list);
    NeuralNetConfiguration.ListBuilder configuration =
        new NeuralNetConfiguration.Builder().updater(new Adam(0.001, 0.9, 0.999, 1e-7)).list();
    list.layers.forEach(configuration::layer);
    configuration.setInputType(inputType(network.input()));
    MultiLayerNetwork model = new MultiLayerNetwork(configuration.build());
    model.init();
    list.parameters.forEach(
        (name, values) ->
            model.setParam(name, Nd4j.create(values, model.getParam(name).shape(), 'c')));
    return model;
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    set("W", flattened.map(of -> Layouts.afterChannelsFirst(kernel, of)).orElse(kernel));
    set("b", bias);
    flattened = Optional.empty();
    boolean last = network.layers().get(network.layers().size() - 1) == layer;
    FeedForwardLayer.Builder<?> builder =
        last
            ? new OutputLayer.Builder(
                network.isClassifier() ? LossFunction.MCXENT : LossFunction.MSE)
            : new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder();
    builder.nOut(layer.units()).activation(activation(layer.function()));
    if (kept < 1) {
      builder.dropOut(kept);
      kept = 1;
    }
    layers.add(builder.build());
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    set("W", Layouts.filtersFirst(kernel, layer, input));
    set("b", bias);
    layers.add(
        new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(
                layer.kernelSize(), layer.kernelSize())
            .nOut(layer.filters())
            .activation(activation(layer.function()))
            .build());
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    int size = layer.size();
    layers.add(
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(size, size)
            .stride(size, size)
            .build());
  }

  @Override
  public void flatten(Extent input) {
    flattened = Optional.of(input);
  }

  /** DL4J drops what a layer takes, and is told how much to keep. */
  @Override
  public void dropout(DropoutLayer layer) {
    kept = 1 - layer.rate();
  }

  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    set("W", ordered(kernel, layer));
    set("RW", ordered(recurrentKernel, layer));
    set("b", ordered(bias, layer));
    layers.add(
        new LastTimeStep(
            new LSTM.Builder()
                .nOut(layer.units())
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .dataFormat(RNNFormat.NWC)
                .build()));
  }

  /** Candidate, forget gate, output gate, input gate. */
  private static float[] ordered(float[] matrix, LstmLayer layer) {
    return Layouts.gates(matrix, layer.units(), 2, 1, 3, 0);
  }

  private void set(String parameter, float[] values) {
    parameters.put(layers.size() + "_" + parameter, values);
  }

  private static InputType inputType(Extent extent) {
    return switch (extent.sizes().size()) {
      case 1 -> InputType.feedForward(extent.size());
      case 2 -> InputType.recurrent(extent.last(), extent.get(0), RNNFormat.NWC);
      default -> InputType.convolutional(extent.get(0), extent.get(1), extent.last());
    };
  }

  private static Activation activation(Function function) {
    return switch (function) {
      case LINEAR -> Activation.IDENTITY;
      case RELU -> Activation.RELU;
      case TANH -> Activation.TANH;
      case SOFTMAX -> Activation.SOFTMAX;
    };
  }
}

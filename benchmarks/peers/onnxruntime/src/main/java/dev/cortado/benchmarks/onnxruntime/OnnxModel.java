package dev.cortado.benchmarks.onnxruntime;

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
import java.util.Optional;

/**
 * A network that takes so many samples at a time, in the format of ONNX. As in files that others
 * export, pictures have their channels first.
 */
final class OnnxModel implements LayerBuilder {
  static final String INPUT = "input";

  private final OnnxGraph graph = new OnnxGraph();
  private final int samples;
  private final byte[] bytes;
  private String values = INPUT;
  private long[] inputShape;
  private Optional<Extent> flattened = Optional.empty();

  OnnxModel(Sequential network, Weights weights, int samples) {
    this.samples = samples;
    inputShape = network.input().channelsFirst(samples);
    network.build(weights, this);
    graph.input(INPUT, inputShape);
    graph.output(values, samples, network.outputs());
    bytes = graph.model(network.name());
  }

  byte[] bytes() {
    return bytes;
  }

  long[] inputShape() {
    return inputShape.clone();
  }

  /** The name of what is predicted. */
  String output() {
    return values;
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    float[] rows = flattened.map(of -> Layouts.afterChannelsFirst(kernel, of)).orElse(kernel);
    flattened = Optional.empty();
    // Gemm is a product and a sum: values · kernel + bias.
    values =
        graph.node(
            "Gemm",
            values,
            graph.tensor(rows, inputs, layer.units()),
            graph.tensor(bias, layer.units()));
    activate(layer.function());
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    int size = layer.kernelSize();
    float[] filters = Layouts.filtersFirst(kernel, layer, input);
    values =
        graph.node(
            "Conv",
            values,
            graph.tensor(filters, layer.filters(), input.last(), size, size),
            graph.tensor(bias, layer.filters()));
    activate(layer.function());
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    int size = layer.size();
    values = graph.node("MaxPool", values);
    graph.attribute("kernel_shape", size, size).attribute("strides", size, size);
  }

  @Override
  public void flatten(Extent input) {
    values = graph.node("Flatten", values);
    flattened = Optional.of(input);
  }

  @Override
  public void dropout(DropoutLayer layer) {
    // Predictions drop nothing.
  }

  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    if (samples == 1 && values.equals(INPUT)) {
      // A single sample's steps come first without a change of places.
      inputShape = new long[] {input.get(0), 1, input.last()};
    } else {
      values = graph.node("Transpose", values);
      graph.attribute("perm", 1, 0, 2);
    }
    int units = layer.units();
    int gates = bias.length;
    // ONNX has rows for the input gate, the output gate, the forget gate and the candidate, and a
    // second bias.
    float[] rows = Layouts.transposed(ordered(kernel, units), input.last(), gates);
    float[] recurrentRows = Layouts.transposed(ordered(recurrentKernel, units), units, gates);
    float[] biases = new float[2 * gates];
    System.arraycopy(ordered(bias, units), 0, biases, 0, gates);
    values =
        graph.secondOutput(
            "LSTM",
            values,
            graph.tensor(rows, 1, gates, input.last()),
            graph.tensor(recurrentRows, 1, gates, units),
            graph.tensor(biases, 1, 2 * gates));
    graph.attribute("hidden_size", units);
    values = graph.node("Squeeze", values, graph.axes(0));
  }

  private static float[] ordered(float[] matrix, int units) {
    return Layouts.gates(matrix, units, 0, 3, 1, 2);
  }

  private void activate(Function function) {
    switch (function) {
      case LINEAR -> {}
      case RELU -> values = graph.node("Relu", values);
      case TANH -> values = graph.node("Tanh", values);
      case SOFTMAX -> values = graph.node("Softmax", values);
    }
  }
}

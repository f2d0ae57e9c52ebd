package dev.cortado.benchmarks.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A network as DJL builds it. PyTorch wants the channels of pictures first. */
final class NetworkBlock implements LayerBuilder, AutoCloseable {
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private final Model model;
  private final SequentialBlock block = new SequentialBlock();
  private final Shape inputShape;
  private final boolean logits;
  private final Map<Parameter, float[]> parameters = new LinkedHashMap<>();
  private Optional<Extent> flattened = Optional.empty();

  /**
   * @param samples how many samples it takes at a time
   * @param logits whether the last softmax is left to the loss
   */
  NetworkBlock(Sequential network, Weights weights, int samples, boolean logits) {
    this.logits = logits;
    inputShape = new Shape(network.input().channelsFirst(samples));
    network.build(weights, this);
    model = Model.newInstance(network.name());
    model.setBlock(block);
    block.initialize(model.getNDManager(), DataType.FLOAT32, inputShape);
    parameters.forEach(this::copy);
  }

  Model model() {
    return model;
  }

  SequentialBlock block() {
    return block;
  }

  Shape inputShape() {
    return inputShape;
  }

  @Override
  public void close() {
    model.close();
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    Linear linear = Linear.builder().setUnits(layer.units()).build();
    block.add(linear);
    float[] rows = flattened.map(of -> Layouts.afterChannelsFirst(kernel, of)).orElse(kernel);
    flattened = Optional.empty();
    // PyTorch keeps a row for each unit.
    set(linear, WEIGHT, Layouts.transposed(rows, inputs, layer.units()));
    set(linear, BIAS, bias);
    activate(layer.function());
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    Conv2d convolution =
        Conv2d.builder()
            .setFilters(layer.filters())
            .setKernelShape(new Shape(layer.kernelSize(), layer.kernelSize()))
            .build();
    block.add(convolution);
    set(convolution, WEIGHT, Layouts.filtersFirst(kernel, layer, input));
    set(convolution, BIAS, bias);
    activate(layer.function());
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    Shape window = new Shape(layer.size(), layer.size());
    block.add(Pool.maxPool2dBlock(window, window));
  }

  @Override
  public void flatten(Extent input) {
    block.add(Blocks.batchFlattenBlock());
    flattened = Optional.of(input);
  }

  @Override
  public void dropout(DropoutLayer layer) {
    block.add(Dropout.builder().optRate(layer.rate()).build());
  }

  /** PyTorch's gates are in the order of ours; its second bias is zero and learns nothing. */
  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    LSTM lstm =
        LSTM.builder()
            .setStateSize(layer.units())
            .setNumLayers(1)
            .optBatchFirst(true)
            .optReturnState(false)
            .build();
    block.add(lstm);
    NDIndex last = new NDIndex(":, " + (input.get(0) - 1));
    block.add(list -> new NDList(list.head().get(last)));
    set(lstm, "l_0_i2h_WEIGHT", Layouts.transposed(kernel, input.last(), bias.length));
    set(lstm, "l_0_h2h_WEIGHT", Layouts.transposed(recurrentKernel, layer.units(), bias.length));
    set(lstm, "l_0_i2h_BIAS", bias);
    set(lstm, "l_0_h2h_BIAS", new float[bias.length]);
    lstm.getParameters().get("l_0_h2h_BIAS").freeze(true);
  }

  private void activate(Function function) {
    switch (function) {
      case LINEAR -> {}
      case RELU -> block.add(Activation::relu);
      case TANH -> block.add(Activation::tanh);
      case SOFTMAX -> {
        if (!logits) {
          block.add(list -> new NDList(list.singletonOrThrow().softmax(-1)));
        }
      }
    }
  }

  private void set(AbstractBlock layer, String name, float[] values) {
    parameters.put(layer.getParameters().get(name), values);
  }

  private void copy(Parameter parameter, float[] values) {
    NDArray array = parameter.getArray();
    try (NDArray copy = model.getNDManager().create(values, array.getShape())) {
      copy.copyTo(array);
    }
  }
}

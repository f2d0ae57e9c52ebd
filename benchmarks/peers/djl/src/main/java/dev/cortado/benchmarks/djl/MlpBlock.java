package dev.cortado.benchmarks.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import java.util.ArrayList;
import java.util.List;

/** A network as DJL builds it. */
final class MlpBlock implements AutoCloseable {
  private final Model model;
  private final SequentialBlock block = new SequentialBlock();

  /**
   * @param samples how many samples it takes at a time
   * @param logits whether the last softmax is left to the loss
   */
  MlpBlock(Mlp network, Weights weights, int samples, boolean logits) {
    List<Linear> layers = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      Linear layer = Linear.builder().setUnits(network.layers().get(l).units()).build();
      layers.add(layer);
      block.add(layer);
      activate(network.layers().get(l).function(), logits);
    }
    model = Model.newInstance(network.name());
    model.setBlock(block);
    NDManager manager = model.getNDManager();
    block.initialize(manager, DataType.FLOAT32, new Shape(samples, network.inputs()));
    for (int l = 0; l < layers.size(); l++) {
      long inputs = network.inputsOf(l);
      long units = network.layers().get(l).units();
      set(layers.get(l), "weight", transposed(manager, weights.kernels().get(l), inputs, units));
      set(layers.get(l), "bias", manager.create(weights.biases().get(l)));
    }
  }

  Model model() {
    return model;
  }

  SequentialBlock block() {
    return block;
  }

  @Override
  public void close() {
    model.close();
  }

  private void activate(Function function, boolean logits) {
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

  /** PyTorch keeps a row for each unit. */
  private static NDArray transposed(NDManager manager, float[] kernel, long inputs, long units) {
    try (NDArray rows = manager.create(kernel, new Shape(inputs, units));
        NDArray view = rows.transpose()) {
      return view.duplicate();
    }
  }

  private static void set(Linear layer, String name, NDArray values) {
    Parameter parameter = layer.getParameters().get(name);
    try (values) {
      values.copyTo(parameter.getArray());
    }
  }
}

package dev.cortado.benchmarks.onnxruntime;

import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes networks in the format of ONNX. The numbers are those of the fields in onnx.proto, version
 * 1.14.
 */
final class OnnxModel {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int IR_VERSION = 8;
  private static final int OPERATORS_VERSION = 13;
  private static final int FLOAT = 1;

  private OnnxModel() {}

  /** A model that takes so many samples at a time. */
  static byte[] write(Mlp network, Weights weights, int samples) {
    return new ProtobufWriter()
        .number(1, IR_VERSION)
        .message(7, graph(network, weights, samples))
        .message(8, new ProtobufWriter().text(1, "").number(2, OPERATORS_VERSION))
        .toBytes();
  }

  private static ProtobufWriter graph(Mlp network, Weights weights, int samples) {
    ProtobufWriter graph = new ProtobufWriter().text(2, network.name());
    String below = INPUT;
    for (int l = 0; l < network.layers().size(); l++) {
      int units = network.layers().get(l).units();
      String kernel = "kernel" + l;
      String bias = "bias" + l;
      String sums = "sums" + l;
      String values = l == network.layers().size() - 1 ? OUTPUT : "values" + l;
      // Gemm is a product and a sum: sums = below · kernel + bias.
      graph.message(1, node("Gemm", sums, below, kernel, bias));
      graph.message(1, node(operator(network, l), values, sums));
      graph.message(5, tensor(kernel, weights.kernels().get(l), network.inputsOf(l), units));
      graph.message(5, tensor(bias, weights.biases().get(l), units));
      below = values;
    }
    return graph
        .message(11, value(INPUT, samples, network.inputs()))
        .message(12, value(OUTPUT, samples, network.outputs()));
  }

  private static String operator(Mlp network, int layer) {
    return switch (network.layers().get(layer).function()) {
      case LINEAR -> "Identity";
      case RELU -> "Relu";
      case TANH -> "Tanh";
      case SOFTMAX -> "Softmax";
    };
  }

  private static ProtobufWriter node(String operator, String output, String... inputs) {
    ProtobufWriter node = new ProtobufWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operator);
  }

  private static ProtobufWriter tensor(String name, float[] values, int... dimensions) {
    ProtobufWriter tensor = new ProtobufWriter();
    for (int dimension : dimensions) {
      tensor.number(1, dimension);
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array());
  }

  private static ProtobufWriter value(String name, int... dimensions) {
    ProtobufWriter shape = new ProtobufWriter();
    for (int dimension : dimensions) {
      shape.message(1, new ProtobufWriter().number(1, dimension));
    }
    ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }
}

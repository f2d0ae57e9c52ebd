package dev.cortado.benchmarks.onnxruntime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a graph in the format of ONNX. The numbers are those of the fields in onnx.proto, version
 * 1.14.
 */
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATORS_VERSION = 13;

  /** Types of numbers in tensors. */
  private static final int FLOAT = 1;

  private static final int INT64 = 7;

  /** Types of attributes. */
  private static final int INT = 2;

  private static final int INTS = 7;

  private final List<ProtobufWriter> nodes = new ArrayList<>();
  private final ProtobufWriter tensors = new ProtobufWriter();
  private final ProtobufWriter ends = new ProtobufWriter();
  private int names;

  /** A model of this graph. */
  byte[] model(String name) {
    ProtobufWriter graph = new ProtobufWriter();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, name).append(tensors).append(ends);
    return new ProtobufWriter()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").number(2, OPERATORS_VERSION))
        .toBytes();
  }

  /** Adds a node of one output, and returns the output's name. */
  String node(String operator, String... inputs) {
    return node(operator, inputs, new String[] {nextName()});
  }

  /** Adds a node of two outputs, and returns the second one's name; the first is not computed. */
  String secondOutput(String operator, String... inputs) {
    return node(operator, inputs, new String[] {"", nextName()});
  }

  /** Gives the last node an attribute: one number, or a list of several. */
  OnnxGraph attribute(String name, int... values) {
    ProtobufWriter attribute = new ProtobufWriter().text(1, name);
    if (values.length == 1) {
      attribute.number(3, values[0]).number(20, INT);
    } else {
      for (int value : values) {
        attribute.number(8, value);
      }
      attribute.number(20, INTS);
    }
    nodes.get(nodes.size() - 1).message(5, attribute);
    return this;
  }

  /** Adds a constant, and returns its name. */
  String tensor(float[] values, int... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor(FLOAT, bytes.array(), shape);
  }

  /** Adds numbers of axes, and returns their name. */
  String axes(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return tensor(INT64, bytes.array(), values.length);
  }

  /** Says what the graph takes. */
  void input(String name, long... shape) {
    ends.message(11, value(name, shape));
  }

  /** Says what the graph gives. */
  void output(String name, long... shape) {
    ends.message(12, value(name, shape));
  }

  private String node(String operator, String[] inputs, String[] outputs) {
    ProtobufWriter node = new ProtobufWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    for (String output : outputs) {
      node.text(2, output);
    }
    nodes.add(node.text(4, operator));
    return outputs[outputs.length - 1];
  }

  private String tensor(int type, byte[] bytes, int... shape) {
    String name = nextName();
    ProtobufWriter tensor = new ProtobufWriter();
    for (int size : shape) {
      tensor.number(1, size);
    }
    tensors.message(5, tensor.number(2, type).text(8, name).bytes(9, bytes));
    return name;
  }

  private String nextName() {
    return "value" + names++;
  }

  private static ProtobufWriter value(String name, long... shape) {
    ProtobufWriter sizes = new ProtobufWriter();
    for (long size : shape) {
      sizes.message(1, new ProtobufWriter().number(1, size));
    }
    ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, sizes);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }
}

package dev.cortado.benchmarks.tensorflow;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A network's graph, from its input to its last layer, and a session on one thread. */
final class MlpGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Operand<TFloat32>> parameters = new ArrayList<>();
  private final boolean frozen;
  private final Placeholder<TFloat32> input;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> output;
  private final Session session;

  /**
   * @param frozen whether the parameters are constants, as in a graph that is shipped
   */
  MlpGraph(Mlp network, Weights weights, boolean frozen) {
    this.frozen = frozen;
    input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, network.inputs())));
    Operand<TFloat32> sums = input;
    Operand<TFloat32> values = input;
    for (int l = 0; l < network.layers().size(); l++) {
      int units = network.layers().get(l).units();
      Operand<TFloat32> kernel =
          parameter(Shape.of(network.inputsOf(l), units), weights.kernels().get(l));
      Operand<TFloat32> bias = parameter(Shape.of(units), weights.biases().get(l));
      sums = tf.nn.biasAdd(tf.linalg.matMul(values, kernel), bias);
      values = activate(sums, network.layers().get(l).function());
    }
    logits = sums;
    output = values;
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
  }

  Ops tf() {
    return tf;
  }

  Session session() {
    return session;
  }

  List<Operand<TFloat32>> parameters() {
    return parameters;
  }

  Placeholder<TFloat32> input() {
    return input;
  }

  /** What the last layer's function is applied to. */
  Operand<TFloat32> logits() {
    return logits;
  }

  Operand<TFloat32> output() {
    return output;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Operand<TFloat32> parameter(Shape shape, float[] values) {
    Operand<TFloat32> start = tf.constant(shape, DataBuffers.of(values));
    Operand<TFloat32> parameter = frozen ? start : tf.variable(start);
    parameters.add(parameter);
    return parameter;
  }

  private Operand<TFloat32> activate(Operand<TFloat32> sums, Function function) {
    return switch (function) {
      case LINEAR -> sums;
      case RELU -> tf.nn.relu(sums);
      case TANH -> tf.math.tanh(sums);
      case SOFTMAX -> tf.nn.softmax(sums);
    };
  }
}

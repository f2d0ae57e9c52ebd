package dev.cortado.benchmarks.tensorflow;

import dev.cortado.benchmarks.network.ConvolutionLayer;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.DropoutLayer;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.LstmLayer;
import dev.cortado.benchmarks.network.MaxPoolingLayer;
import dev.cortado.benchmarks.network.Sequential;
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
import org.tensorflow.types.TInt32;

/** A network's graph, from its input to its last layer, and a session on one thread. */
final class SequentialGraph implements LayerBuilder, AutoCloseable {
  private static final String VALID = "VALID";

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Operand<TFloat32>> parameters = new ArrayList<>();
  private final boolean frozen;
  private final Placeholder<TFloat32> input;
  private final Session session;
  private Operand<TFloat32> sums;
  private Operand<TFloat32> values;

  /**
   * @param frozen whether the parameters are constants and nothing is dropped, as in a graph that
   *     is shipped
   */
  SequentialGraph(Sequential network, Weights weights, boolean frozen) {
    this.frozen = frozen;
    input =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(network.input().batch(Shape.UNKNOWN_SIZE))));
    sums = input;
    values = input;
    network.build(weights, this);
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
    return sums;
  }

  Operand<TFloat32> output() {
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    Operand<TFloat32> matrix = parameter(kernel, inputs, layer.units());
    activate(tf.linalg.matMul(values, matrix), bias, layer.function());
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    int size = layer.kernelSize();
    Operand<TFloat32> filters = parameter(kernel, size, size, input.last(), layer.filters());
    activate(tf.nn.conv2d(values, filters, List.of(1L, 1L, 1L, 1L), VALID), bias, layer.function());
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    int size = layer.size();
    Operand<TInt32> window = tf.constant(new int[] {1, size, size, 1});
    values = tf.nn.maxPool(values, window, window, VALID);
  }

  @Override
  public void flatten(Extent input) {
    values = tf.reshape(values, tf.constant(new int[] {-1, input.size()}));
  }

  @Override
  public void dropout(DropoutLayer layer) {
    if (frozen) {
      return;
    }
    Operand<TFloat32> draws = tf.random.randomUniform(tf.shape(values), TFloat32.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(draws, tf.constant(layer.rate())), TFloat32.class);
    values = tf.math.mul(values, tf.math.mul(kept, tf.constant(1 / (1 - layer.rate()))));
  }

  /** All steps one after the other, but for the product of the input, which is one for all. */
  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    int steps = input.get(0);
    int features = input.last();
    int gates = bias.length;
    Operand<TFloat32> matrix = parameter(kernel, features, gates);
    Operand<TFloat32> recurrent = parameter(recurrentKernel, layer.units(), gates);
    Operand<TFloat32> offset = parameter(bias, gates);
    Operand<TFloat32> stepsFirst = tf.linalg.transpose(values, tf.constant(new int[] {1, 0, 2}));
    Operand<TFloat32> rows = tf.reshape(stepsFirst, tf.constant(new int[] {-1, features}));
    Operand<TFloat32> products = tf.nn.biasAdd(tf.linalg.matMul(rows, matrix), offset);
    Operand<TFloat32> all = tf.reshape(products, tf.constant(new int[] {steps, -1, gates}));
    LstmCell cell = new LstmCell(tf, recurrent);
    for (Operand<TFloat32> step : tf.unstack(all, (long) steps).output()) {
      cell.step(step);
    }
    values = cell.state();
  }

  private void activate(Operand<TFloat32> products, float[] bias, Function function) {
    sums = tf.nn.biasAdd(products, parameter(bias, bias.length));
    values =
        switch (function) {
          case LINEAR -> sums;
          case RELU -> tf.nn.relu(sums);
          case TANH -> tf.math.tanh(sums);
          case SOFTMAX -> tf.nn.softmax(sums);
        };
  }

  private Operand<TFloat32> parameter(float[] start, long... shape) {
    Operand<TFloat32> constant = tf.constant(Shape.of(shape), DataBuffers.of(start));
    Operand<TFloat32> parameter = frozen ? constant : tf.variable(constant);
    parameters.add(parameter);
    return parameter;
  }
}

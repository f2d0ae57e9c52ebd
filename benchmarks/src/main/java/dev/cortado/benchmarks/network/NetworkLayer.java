package dev.cortado.benchmarks.network;

import java.util.Iterator;
import java.util.List;

/** A layer of a network. Definitions are Keras's. */
public sealed interface NetworkLayer
    permits ConvolutionLayer, DenseLayer, DropoutLayer, FlattenLayer, LstmLayer, MaxPoolingLayer {
  /** The shape of what it computes. */
  Extent output(Extent input);

  /** What it learns, in the order in which {@link #build} takes it; nothing unless stated. */
  default List<Parameter> parameters(Extent input) {
    return List.of();
  }

  /**
   * Tells a builder of it.
   *
   * @param input the shape of what it takes
   * @param parameters gives the values of its parameters next, and then those of layers above
   */
  void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder);

  /**
   * Numbers that are learnt.
   *
   * @param size how many
   * @param limit the first ones are drawn from all numbers between this and its negative
   */
  record Parameter(int size, double limit) {
    private static final double BIAS_LIMIT = 0.05;

    /** A matrix as Glorot and Bengio (2010) draw it, of so many inputs and outputs. */
    static Parameter glorot(int size, int inputs, int outputs) {
      return new Parameter(size, Math.sqrt(6.0 / (inputs + outputs)));
    }

    /** A bias, a little off zero. */
    static Parameter bias(int size) {
      return new Parameter(size, BIAS_LIMIT);
    }
  }
}

package dev.cortado.benchmarks.network;

/**
 * What makes a network in the form of one library: it is told of one layer after the other. Arrays
 * of weights are not to be modified. A library that has no layers of a kind leaves out the method.
 */
public interface LayerBuilder {
  /**
   * A dense layer.
   *
   * @param inputs how many values it takes
   * @param kernel row-major with a row for each input
   */
  void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias);

  /**
   * A convolution.
   *
   * @param input height, width and channels
   * @param kernel row-major of shape (height, width, channels, filters)
   */
  default void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    throw new UnsupportedOperationException(getClass().getName() + " builds no convolutions");
  }

  /** Maxima, of a picture of height, width and channels. */
  default void maxPooling(MaxPoolingLayer layer, Extent input) {
    throw new UnsupportedOperationException(getClass().getName() + " builds no pooling");
  }

  /** One vector of all numbers of a picture, whose channels come last. */
  default void flatten(Extent input) {
    throw new UnsupportedOperationException(getClass().getName() + " flattens nothing");
  }

  /** Dropout, which only training sees. */
  default void dropout(DropoutLayer layer) {
    throw new UnsupportedOperationException(getClass().getName() + " builds no dropout");
  }

  /**
   * A recurrent layer. Columns of its matrices are four blocks: input gate, forget gate, candidate
   * and output gate.
   *
   * @param input steps and features
   * @param kernel row-major with a row for each feature
   * @param recurrentKernel row-major with a row for each unit
   */
  default void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    throw new UnsupportedOperationException(getClass().getName() + " builds no recurrence");
  }
}

package dev.cortado.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A neural network. Interfaces annotated with {@link dev.cortado.annotations.Network} extend it,
 * and javac writes the class that implements both.
 *
 * <p>Predicting is safe from any number of threads at once, as long as nothing changes the
 * parameters meanwhile: train a {@link #copy()} where predictions go on.
 *
 * <p>A sample is one array per input, of the input's size in row-major order. Methods that take one
 * array, or one row a sample, are for networks with one input and one output; {@link #predictAll}
 * is for all.
 */
public interface Model {
  /** The simple name of the network's interface. */
  String name();

  /** All layers, in source order. */
  List<Layer> layers();

  /**
   * A layer by its name; one of a network that is used by its path: {@code blocks/3/wide}.
   *
   * @throws IllegalArgumentException where no layer has that name; the message lists those there
   *     are
   */
  Layer layer(String name);

  /** The input layers, in source order. */
  List<Layer> inputs();

  /** The output layers, in source order. */
  List<Layer> outputs();

  /** The number of parameters, those that no gradient changes included. */
  int parameterCount();

  /** The number of parameters that gradients change. */
  int trainableCount();

  /** Predicts one sample into a fresh array. */
  float[] predict(float[] input);

  /**
   * Predicts one sample. Allocates nothing.
   *
   * @param input the sample. Not modified.
   * @param output receives the prediction. Modified.
   * @throws IllegalArgumentException where an array's length is not the layer's size, or the
   *     network has several inputs or outputs
   */
  void predict(float[] input, float[] output);

  /** Predicts many samples, one row each, into fresh arrays. */
  float[][] predict(float[][] inputs);

  /**
   * Predicts many samples. Allocates nothing once a thread has predicted a batch before.
   *
   * @param inputs one row a sample. Not modified.
   * @param outputs receives one row a sample. Modified.
   */
  void predict(float[][] inputs, float[][] outputs);

  /**
   * Predicts many samples of a network with any number of inputs and outputs.
   *
   * @param inputs for each input, one row a sample
   * @return for each output, one row a sample
   */
  float[][][] predictAll(float[][]... inputs);

  /**
   * A new stream: predicts a sequence whose steps arrive one after another, without reading earlier
   * ones again. Each stream has states of its own.
   *
   * @throws IllegalStateException where the network is not declared {@code @Network(stream = true)}
   */
  PredictionStream stream();

  /** A table of the layers with their shapes and numbers of parameters, in the form of Keras. */
  String summary();

  /**
   * Writes the parameters to a safetensors file, with names such as {@code hidden/kernel}. The file
   * appears whole or not at all.
   */
  void save(Path file) throws IOException;

  /**
   * Reads the parameters from a safetensors file that {@link #save} wrote, or any that has the same
   * names and shapes.
   *
   * @throws IOException where the file cannot be read, is no such file, or does not fit; the
   *     message names the layer and both shapes, and the parameters stay as they were
   */
  void restore(Path file) throws IOException;

  /**
   * Reads the parameters from a stream of safetensors, for example of a resource, as {@link
   * #restore(Path)} does from a file, and closes it.
   */
  void restore(InputStream stream) throws IOException;

  /** An independent network with the same parameters. */
  Model copy();
}

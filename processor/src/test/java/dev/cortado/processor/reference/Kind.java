package dev.cortado.processor.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A kind of layer with its attributes. Values are matrices with one row a sample, which holds the
 * sample's elements in row-major order.
 */
public interface Kind {
  /** The simple name of its annotation. */
  default String annotation() {
    return getClass().getSimpleName();
  }

  /** Its attributes in Java, other than those that say what feeds it: {@code units = 3}. */
  List<String> attributes();

  /** Whether several layers feed it, which are then named in the attribute {@code value}. */
  default boolean merges() {
    return false;
  }

  /** The attribute that names the layers that feed it, where that is several. */
  default Optional<String> mergedBy() {
    return merges() ? Optional.of("value") : Optional.empty();
  }

  /** What is declared for it within the interface of its network, where anything is. */
  default Optional<String> declaration() {
    return Optional.empty();
  }

  /**
   * The attributes that name the layers that feed it besides the first, as far as there are such
   * layers.
   */
  default List<String> furtherInputs() {
    return List.of();
  }

  /** The shape of its value for one sample. */
  Shape shape(List<Shape> inputs);

  /** Its parameters, in Keras's order. */
  default List<Parameter> parameters(List<Shape> inputs) {
    return List.of();
  }

  /** Its value. */
  DMatrixRMaj forward(Call call);

  /** Whether its steps are those of what feeds it, so that their mask is its own. */
  default boolean supportsMasking() {
    return false;
  }

  /** Which steps of its value count: 1 or 0 for each, one row a sample; empty where all do. */
  default Optional<DMatrixRMaj> mask(Call call) {
    return supportsMasking() ? call.anyMask(shape(call.shapes()).sizes().get(0)) : Optional.empty();
  }

  /** What a layer computes: its value, and which of its steps count. */
  record Result(DMatrixRMaj value, Optional<DMatrixRMaj> mask) {}

  /** Both at once. */
  default Result run(Call call) {
    return new Result(forward(call), mask(call));
  }

  /** The gradients of what it reads, from that of its value. */
  Gradients backward(Call call, DMatrixRMaj gradient);

  /** The function that its value is the result of. */
  default ActivationFunction lastFunction() {
    return ActivationFunction.LINEAR;
  }

  /** How many terms the longest sum has that its value or one of its gradients is. */
  default int longestSum(List<Shape> inputs, int samples) {
    return 1;
  }

  /**
   * For each sample, how far a number to which a function with a corner is applied lies from the
   * corner, at least; a number on the corner, such as the 0 that a rectifier hands on, is no
   * matter, for floats hit it too.
   */
  default double[] distancesToCorners(Call call) {
    double[] distances = new double[call.samples()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    return distances;
  }
}

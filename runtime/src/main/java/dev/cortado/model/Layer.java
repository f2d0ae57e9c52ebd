package dev.cortado.model;

import dev.cortado.random.Randomness;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * A handle on one layer of a network: what it is, its parameters, and what it computes for a
 * sample. The methods of a network's interface return one each.
 */
public final class Layer {
  private final CompiledModel model;
  private final LayerSpec spec;
  private final int index;

  private Layer(CompiledModel model, LayerSpec spec, int index) {
    this.model = model;
    this.spec = spec;
    this.index = index;
  }

  /** Handles on all layers of a network. */
  static List<Layer> all(CompiledModel model) {
    List<LayerSpec> specs = model.blueprint().layers();
    Layer[] layers = new Layer[specs.size()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new Layer(model, specs.get(i), i);
    }
    return List.of(layers);
  }

  /** The layer's name: that of its method, after the path to it where it is in a used network. */
  public String name() {
    return spec.name();
  }

  /**
   * The simple name of its annotation, for example {@code Dense}; of a network that is used, that
   * of its interface.
   */
  public String type() {
    return spec.type();
  }

  /** The shape of its value for one sample. */
  public Shape shape() {
    return spec.shape();
  }

  /**
   * The function that ends it, where it is an output whose losses may be computed from the logits.
   */
  public Head head() {
    return model.blueprint().outputs().getOrDefault(name(), Head.NONE);
  }

  /** The layers that feed it. */
  public List<Layer> inputs() {
    return spec.inputs().stream().map(model::layer).toList();
  }

  /** Its parameters' names, in Keras's order, for example {@code kernel} and {@code bias}. */
  public List<String> parameterNames() {
    return spec.parameters().stream().map(ParameterSpec::name).toList();
  }

  /** The number of its parameters' values. */
  public int parameterCount() {
    return spec.parameterCount();
  }

  /**
   * A copy of one of its parameters. A kernel of shape {@code (inputs, outputs)} has a row for each
   * input; a bias is one row.
   *
   * @throws IllegalArgumentException where it has no parameter of that name
   */
  public FMatrixRMaj parameter(String parameter) {
    ParameterSpec found = find(parameter);
    int columns = found.shape().last();
    FMatrixRMaj matrix = new FMatrixRMaj(found.shape().size() / columns, columns);
    System.arraycopy(model.parameters(), found.offset(), matrix.data, 0, matrix.getNumElements());
    return matrix;
  }

  /**
   * Sets one of its parameters.
   *
   * @param parameter the parameter's name
   * @param values as many rows and columns as {@link #parameter} returns. Not modified.
   * @throws IllegalArgumentException where it has no parameter of that name, or of another size
   */
  public void setParameter(String parameter, FMatrixRMaj values) {
    ParameterSpec found = find(parameter);
    int columns = found.shape().last();
    int rows = found.shape().size() / columns;
    if (values.numRows != rows || values.numCols != columns) {
      throw new IllegalArgumentException(
          "%s is %d x %d, but the matrix is %d x %d"
              .formatted(found.path(), rows, columns, values.numRows, values.numCols));
    }
    System.arraycopy(values.data, 0, model.parameters(), found.offset(), rows * columns);
  }

  /**
   * Draws one of its parameters anew: the same values for the same seed.
   *
   * @throws IllegalArgumentException where it has no parameter of that name
   */
  public void initialize(String parameter, WeightInitializer initializer, long seed) {
    ParameterSpec found = find(parameter);
    initializer.fill(
        found.shape(),
        Randomness.of(seed).generator("weights of " + found.path()),
        model.parameters(),
        found.offset());
  }

  /**
   * What this layer computes for a sample.
   *
   * @param sample for each input of the network, its values
   * @return a fresh array of {@code shape().size()} values
   */
  public float[] activations(float[]... sample) {
    return Predictions.activations(model, index, sample);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(name(), type(), shape());
  }

  private ParameterSpec find(String parameter) {
    return spec.parameters().stream()
        .filter(candidate -> candidate.name().equals(parameter))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer '%s' has no parameter '%s'; it has %s"
                        .formatted(name(), parameter, parameterNames())));
  }
}

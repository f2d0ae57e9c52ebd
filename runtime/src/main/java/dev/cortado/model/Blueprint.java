package dev.cortado.model;

import dev.cortado.random.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a network at compile time. A generated class holds one; trainable parameters
 * come first in the flat array, so that an optimizer runs over one range from 0 on.
 */
public final class Blueprint {
  private final String name;
  private final String fingerprint;
  private final List<LayerSpec> layers;
  private final List<String> inputs;
  private final Map<String, Head> outputs;

  private Blueprint(Builder builder) {
    name = builder.name;
    fingerprint = builder.fingerprint;
    layers = List.copyOf(builder.layers);
    inputs = namesOfInputs(layers);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.outputs));
  }

  // Here and in the specs loops stand in place of streams: streams are not loaded yet when a
  // program
  // makes its first network, and cost milliseconds of its start.
  private static List<String> namesOfInputs(List<LayerSpec> layers) {
    List<String> names = new ArrayList<>();
    for (LayerSpec layer : layers) {
      if (layer.inputs().isEmpty()) {
        names.add(layer.name());
      }
    }
    return List.copyOf(names);
  }

  /**
   * Begins a blueprint.
   *
   * @param name the interface's simple name
   * @param fingerprint a digest of the network's layers, shapes and wiring: equal for networks
   *     whose weights fit
   */
  public static Builder of(String name, String fingerprint) {
    return new Builder(name, fingerprint);
  }

  /** The simple name of the network's interface. */
  public String name() {
    return name;
  }

  /** A digest of the network's layers, shapes and wiring. */
  public String fingerprint() {
    return fingerprint;
  }

  /** All layers, in source order. */
  public List<LayerSpec> layers() {
    return layers;
  }

  /** The names of the input layers, in source order. */
  public List<String> inputs() {
    return inputs;
  }

  /** The names of the output layers, in source order, each with the function that ends it. */
  public Map<String, Head> outputs() {
    return outputs;
  }

  /** All parameters, by layer in source order: those that layers share once, as the first's. */
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters = new ArrayList<>();
    Set<Integer> offsets = new HashSet<>();
    for (LayerSpec layer : layers) {
      for (ParameterSpec parameter : layer.parameters()) {
        if (offsets.add(parameter.offset())) {
          parameters.add(parameter);
        }
      }
    }
    return Collections.unmodifiableList(parameters);
  }

  /** The length of the flat array of parameters. */
  public int parameterCount() {
    int count = 0;
    for (ParameterSpec parameter : parameters()) {
      count += parameter.shape().size();
    }
    return count;
  }

  /** How many parameters, from index 0 of the flat array on, training changes. */
  public int trainableCount() {
    int count = 0;
    for (ParameterSpec parameter : parameters()) {
      count += parameter.trainable() ? parameter.shape().size() : 0;
    }
    return count;
  }

  /** The position of a layer in {@link #layers()}, or -1. */
  public int indexOf(String layer) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).name().equals(layer)) {
        return i;
      }
    }
    return -1;
  }

  /** First values for all parameters, drawn from a seed: each parameter from its own generator. */
  public float[] initialize(long seed) {
    Randomness randomness = Randomness.of(seed);
    float[] values = new float[parameterCount()];
    for (ParameterSpec parameter : parameters()) {
      parameter
          .initializer()
          .fill(
              parameter.shape(),
              randomness.generator("weights of " + parameter.path()),
              values,
              parameter.offset());
    }
    return values;
  }

  /** Collects a blueprint; generated code calls it in source order. */
  public static final class Builder {
    private final String name;
    private final String fingerprint;
    private final List<LayerSpec> layers = new ArrayList<>();
    private final Map<String, Head> outputs = new LinkedHashMap<>();

    private Builder(String name, String fingerprint) {
      this.name = name;
      this.fingerprint = fingerprint;
    }

    /** Adds a layer that the named layers feed. */
    public Builder layer(String layer, String type, Shape shape, String... inputs) {
      layers.add(new LayerSpec(layer, type, shape, List.of(inputs), List.of()));
      return this;
    }

    /** Adds a parameter, changed by training, to the layer added last. */
    public Builder parameter(
        String parameter, Shape shape, int offset, WeightInitializer initializer) {
      return add(parameter, shape, offset, true, initializer);
    }

    /** Adds a parameter, left alone by training, to the layer added last. */
    public Builder frozen(
        String parameter, Shape shape, int offset, WeightInitializer initializer) {
      return add(parameter, shape, offset, false, initializer);
    }

    private Builder add(
        String parameter,
        Shape shape,
        int offset,
        boolean trainable,
        WeightInitializer initializer) {
      LayerSpec layer = layers.remove(layers.size() - 1);
      List<ParameterSpec> parameters = new ArrayList<>(layer.parameters());
      parameters.add(
          new ParameterSpec(layer.name(), parameter, shape, offset, trainable, initializer));
      layers.add(
          new LayerSpec(layer.name(), layer.type(), layer.shape(), layer.inputs(), parameters));
      return this;
    }

    /** Says that a layer is an output. */
    public Builder output(String layer, Head head) {
      outputs.put(layer, head);
      return this;
    }

    /** The finished blueprint. */
    public Blueprint build() {
      return new Blueprint(this);
    }
  }
}

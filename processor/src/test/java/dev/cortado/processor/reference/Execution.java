package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** One pass over a network: forward when it is made, backward as often as asked. */
public final class Execution {
  private final Network network;
  private final Rounding rounding;
  private final Map<String, Call> calls = new LinkedHashMap<>();
  private final Map<String, DMatrixRMaj> values = new LinkedHashMap<>();
  private final Map<String, Optional<DMatrixRMaj>> masks = new HashMap<>();

  /**
   * What a network is run on.
   *
   * @param inputs for each input layer, one row a sample
   * @param masks which of the steps of each input count, where its user knows; empty where all do
   * @param weights all parameters, by paths such as {@code hidden/kernel}
   * @param noise the key of the step's random draws; empty while predicting
   */
  public record Setting(
      List<DMatrixRMaj> inputs,
      List<Optional<DMatrixRMaj>> masks,
      Map<String, DMatrixRMaj> weights,
      OptionalLong noise) {
    /** Copies the collections. */
    public Setting {
      inputs = List.copyOf(inputs);
      masks = List.copyOf(masks);
      weights = Map.copyOf(weights);
    }

    /** Of a network of its own, whose inputs have no masks. */
    public Setting(List<DMatrixRMaj> inputs, Map<String, DMatrixRMaj> weights, OptionalLong noise) {
      this(
          inputs, inputs.stream().map(x -> Optional.<DMatrixRMaj>empty()).toList(), weights, noise);
    }

    int samples() {
      return inputs.get(0).numRows;
    }
  }

  /** Runs a network forward. */
  public Execution(Network network, Setting setting, Rounding rounding) {
    this.network = network;
    this.rounding = rounding;
    for (int position = 0; position < network.layers().size(); position++) {
      Layer layer = network.layers().get(position);
      Call call = call(layer, position, setting);
      calls.put(layer.name(), call);
      Kind.Result result = layer.kind().run(call);
      DMatrixRMaj value = result.value();
      masks.put(layer.name(), layer.isInput() ? call.masks().get(0) : result.mask());
      values.put(layer.name(), layer.isInput() ? value : rounding.written(value));
    }
  }

  private Call call(Layer layer, int position, Setting setting) {
    if (layer.isInput()) {
      int input = network.inputs().indexOf(layer);
      return new Call(
          position,
          List.of(setting.inputs().get(input)),
          List.of(network.shape(layer)),
          List.of(setting.masks().get(input)),
          Map.of(),
          setting.noise(),
          rounding);
    }
    List<Shape> shapes = network.shapes(layer.inputs());
    int terms = layer.kind().longestSum(shapes, setting.samples());
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    for (Parameter parameter : layer.kind().parameters(shapes)) {
      DMatrixRMaj weights = setting.weights().get(layer.weights() + "/" + parameter.name());
      parameters.put(parameter.name(), rounding.read(weights, terms));
    }
    List<DMatrixRMaj> inputs =
        layer.inputs().stream().map(name -> rounding.read(values.get(name), terms)).toList();
    List<Optional<DMatrixRMaj>> masksOf = layer.inputs().stream().map(masks::get).toList();
    return new Call(position, inputs, shapes, masksOf, parameters, setting.noise(), rounding);
  }

  /**
   * Whether a layer's value has a mask.
   *
   * @param masked whether each input has one
   */
  static boolean isMasked(Network network, List<Boolean> masked, Layer layer) {
    Random random = new Random(0);
    List<DMatrixRMaj> inputs = RandomInputs.draw(network, 1, random);
    List<Optional<DMatrixRMaj>> masks = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      DMatrixRMaj ones = new DMatrixRMaj(1, network.shape(network.inputs().get(i)).sizes().get(0));
      ones.fill(1);
      masks.add(masked.get(i) ? Optional.of(ones) : Optional.empty());
    }
    Setting setting =
        new Setting(inputs, masks, network.randomWeights(random), OptionalLong.empty());
    return new Execution(network, setting, Rounding.none()).mask(layer).isPresent();
  }

  /** The value of a layer: one row a sample. */
  public DMatrixRMaj value(Layer layer) {
    return values.get(layer.name());
  }

  /** Which steps of a layer's value count; empty where all do. */
  public Optional<DMatrixRMaj> mask(Layer layer) {
    return masks.get(layer.name());
  }

  /** The value of a layer, as whoever reads it computes with it: rounded once more. */
  public DMatrixRMaj read(Layer layer) {
    return rounding.written(value(layer));
  }

  /** The greatest magnitude among all values; NaN where one is. */
  public double greatest() {
    return values.values().stream().mapToDouble(CommonOps_DDRM::elementMaxAbs).reduce(0, Math::max);
  }

  /** For each sample, how far from a corner its numbers are that are on none, at least. */
  public double[] distancesToCorners() {
    double[] least = new double[values.values().iterator().next().numRows];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (Layer layer : network.layers()) {
      double[] distances = layer.kind().distancesToCorners(calls.get(layer.name()));
      Arrays.setAll(least, sample -> Math.min(least[sample], distances[sample]));
    }
    return least;
  }

  /**
   * The gradients of a loss.
   *
   * @param outputs for each output layer, the loss's gradient with respect to it
   * @return the gradient of every input, by its name, and of every parameter, by its path
   */
  public Map<String, DMatrixRMaj> backward(List<DMatrixRMaj> outputs) {
    Map<String, DMatrixRMaj> ofValues = new LinkedHashMap<>();
    values.forEach((name, value) -> ofValues.put(name, value.createLike()));
    for (int o = 0; o < outputs.size(); o++) {
      ofValues.put(network.outputs().get(o).name(), rounding.written(outputs.get(o)));
    }
    Map<String, DMatrixRMaj> results = new LinkedHashMap<>();
    for (int position = network.layers().size() - 1; position >= 0; position--) {
      Layer layer = network.layers().get(position);
      DMatrixRMaj gradient = ofValues.get(layer.name());
      if (layer.isInput()) {
        results.put(layer.name(), gradient);
        continue;
      }
      Call call = calls.get(layer.name());
      int terms = layer.kind().longestSum(call.shapes(), call.samples());
      Gradients back = layer.kind().backward(call, rounding.read(gradient, terms));
      for (int i = 0; i < layer.inputs().size(); i++) {
        DMatrixRMaj term = rounding.written(back.inputs().get(i));
        CommonOps_DDRM.addEquals(ofValues.get(layer.inputs().get(i)), term);
      }
      back.parameters()
          .forEach(
              (name, value) ->
                  results.merge(
                      layer.weights() + "/" + name,
                      rounding.written(value),
                      (sum, more) -> CommonOps_DDRM.add(sum, more, null)));
    }
    return results;
  }
}

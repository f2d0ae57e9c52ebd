package dev.cortado.processor.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** A network: layers in source order, each fed by layers before it. */
public final class Network {
  private final List<Layer> layers;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** The network of these layers. */
  public Network(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    for (Layer layer : layers) {
      List<Shape> inputs = shapes(layer.inputs());
      shapes.put(layer.name(), layer.kind().shape(inputs));
      for (Parameter parameter : layer.kind().parameters(inputs)) {
        parameters.putIfAbsent(layer.weights() + "/" + parameter.name(), parameter);
      }
    }
  }

  /** All layers. */
  public List<Layer> layers() {
    return layers;
  }

  /** The input layers. */
  public List<Layer> inputs() {
    return layers.stream().filter(Layer::isInput).toList();
  }

  /** The output layers. */
  public List<Layer> outputs() {
    return layers.stream().filter(Layer::output).toList();
  }

  /** The shape of a layer. */
  public Shape shape(Layer layer) {
    return shapes.get(layer.name());
  }

  List<Shape> shapes(List<String> names) {
    return names.stream().map(shapes::get).toList();
  }

  /** Whether a layer feeds another. */
  public boolean isRead(Layer layer) {
    return layers.stream().anyMatch(other -> other.inputs().contains(layer.name()));
  }

  /** All parameters, by paths such as {@code hidden/kernel}. */
  public Map<String, Parameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** The interface's annotation and text. */
  public String declaration(String name) {
    StringBuilder text = new StringBuilder("@Network public interface " + name);
    text.append(" extends Model {\n");
    layers.stream()
        .flatMap(layer -> layer.kind().declaration().stream())
        .distinct()
        .forEach(text::append);
    String above = "";
    boolean marked = outputs().size() > 1 || !layers.get(layers.size() - 1).output();
    for (Layer layer : layers) {
      text.append(layer.output() && marked ? "  @Output " : "  ");
      text.append(layer.annotation(above)).append(" Layer ").append(layer.name()).append("();\n");
      above = layer.name();
    }
    return text.append("}\n").toString();
  }

  /** Random parameters of the sizes that training would start with. */
  public Map<String, DMatrixRMaj> randomWeights(Random random) {
    Map<String, DMatrixRMaj> weights = new LinkedHashMap<>();
    parameters.forEach(
        (path, parameter) -> {
          DMatrixRMaj matrix = new DMatrixRMaj(parameter.rows(), parameter.columns());
          for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = parameter.draw(random);
          }
          weights.put(path, matrix);
        });
    return weights;
  }

  /** What regularizers add to the loss. */
  public double penalty(Map<String, DMatrixRMaj> weights) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue().trainable())
        .mapToDouble(
            parameter -> parameter.getValue().penalty().of(weights.get(parameter.getKey())))
        .sum();
  }

  /** The gradient of what regularizers add to the loss, with respect to a trainable parameter. */
  public DMatrixRMaj penaltyGradient(String path, DMatrixRMaj weights) {
    DMatrixRMaj gradient = weights.createLike();
    for (int i = 0; i < weights.data.length; i++) {
      gradient.data[i] = parameters.get(path).penalty().slope(weights.data[i]);
    }
    return gradient;
  }
}

package dev.cortado.model;

import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parameters of a network in a safetensors file, with names such as {@code hidden/kernel}. For
 * training; programs call {@link Model#save} and {@link Model#restore}.
 */
public final class WeightsFile {
  /** Begins the names of tensors that are no parameters: those of a checkpoint's further state. */
  public static final String STATE = "@";

  private WeightsFile() {}

  /** Writes all parameters; the file appears whole or not at all. */
  static void write(CompiledModel model, Path file) throws IOException {
    Blueprint blueprint = model.blueprint();
    Map<String, String> metadata =
        Map.of(
            "format", "cortado",
            "network", blueprint.name(),
            "fingerprint", blueprint.fingerprint());
    Safetensors.write(file, tensors(model), metadata);
  }

  /** Copies of all parameters, by the names that files have for them. */
  public static Map<String, Tensor> tensors(CompiledModel model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : model.blueprint().parameters()) {
      int from = parameter.offset();
      float[] values =
          Arrays.copyOfRange(model.parameters(), from, from + parameter.shape().size());
      tensors.put(parameter.path(), new Tensor(parameter.shape().sizes(), values));
    }
    return tensors;
  }

  /** Reads all parameters, from any file that has the same names and shapes. */
  static void read(CompiledModel model, Path file) throws IOException {
    restore(model, Safetensors.read(file).tensors(), file.toString());
  }

  /** Reads all parameters from a stream, for example of a resource, and closes it. */
  static void read(CompiledModel model, InputStream stream) throws IOException {
    Objects.requireNonNull(
        stream, "there is no stream of weights; is the resource where it should be?");
    String name = "the stream of weights";
    restore(model, Safetensors.read(stream, name).tensors(), name);
  }

  /**
   * Sets all parameters to tensors of the same names and shapes.
   *
   * @param tensors those of the parameters; others only where their names begin with {@link #STATE}
   * @param source where they come from, for messages
   * @throws IOException where they do not fit; no parameter is changed then
   */
  public static void restore(CompiledModel model, Map<String, Tensor> tensors, String source)
      throws IOException {
    List<ParameterSpec> parameters = model.blueprint().parameters();
    for (ParameterSpec parameter : parameters) {
      requireFit(model, parameter, tensors, source);
    }
    List<String> known = parameters.stream().map(ParameterSpec::path).toList();
    List<String> unexpected =
        tensors.keySet().stream()
            .filter(name -> !known.contains(name) && !name.startsWith(STATE))
            .toList();
    if (!unexpected.isEmpty()) {
      throw new IOException(
          "%s holds %s, which network %s does not have: its parameters are %s"
              .formatted(source, unexpected, model.name(), known));
    }
    for (ParameterSpec parameter : parameters) {
      float[] values = tensors.get(parameter.path()).values();
      System.arraycopy(values, 0, model.parameters(), parameter.offset(), values.length);
    }
  }

  private static void requireFit(
      CompiledModel model, ParameterSpec parameter, Map<String, Tensor> tensors, String source)
      throws IOException {
    Tensor tensor = tensors.get(parameter.path());
    if (tensor == null) {
      throw new IOException(
          "%s has no tensor '%s', which layer '%s' of network %s needs: it holds %s"
              .formatted(
                  source, parameter.path(), parameter.layer(), model.name(), tensors.keySet()));
    }
    if (!tensor.shape().equals(parameter.shape().sizes())) {
      throw new IOException(
          "layer '%s' of network %s has %s of shape %s, but '%s' in %s has shape %s"
              .formatted(
                  parameter.layer(),
                  model.name(),
                  parameter.name(),
                  parameter.shape(),
                  parameter.path(),
                  source,
                  tuple(tensor.shape())));
    }
  }

  private static String tuple(List<Integer> sizes) {
    return sizes.toString().replace('[', '(').replace(']', ')');
  }
}

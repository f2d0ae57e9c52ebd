package dev.cortado.model;

import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a network in a safetensors file, with names such as {@code hidden/kernel}. */
final class WeightsFile {
  private WeightsFile() {}

  /** Writes all parameters; the file appears whole or not at all. */
  static void write(CompiledModel model, Path file) throws IOException {
    Blueprint blueprint = model.blueprint();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : blueprint.parameters()) {
      int from = parameter.offset();
      float[] values =
          Arrays.copyOfRange(model.parameters(), from, from + parameter.shape().size());
      tensors.put(parameter.path(), new Tensor(parameter.shape().sizes(), values));
    }
    Map<String, String> metadata =
        Map.of(
            "format", "cortado",
            "network", blueprint.name(),
            "fingerprint", blueprint.fingerprint());
    Safetensors.write(file, tensors, metadata);
  }

  /**
   * Reads all parameters, from any file that has the same names and shapes.
   *
   * @throws IOException where the file cannot be read or does not fit; no parameter is changed then
   */
  static void read(CompiledModel model, Path file) throws IOException {
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    List<ParameterSpec> parameters = model.blueprint().parameters();
    for (ParameterSpec parameter : parameters) {
      requireFit(model, parameter, tensors, file);
    }
    List<String> known = parameters.stream().map(ParameterSpec::path).toList();
    List<String> unexpected =
        tensors.keySet().stream().filter(name -> !known.contains(name)).toList();
    if (!unexpected.isEmpty()) {
      throw new IOException(
          "%s holds %s, which network %s does not have: its parameters are %s"
              .formatted(file, unexpected, model.name(), known));
    }
    for (ParameterSpec parameter : parameters) {
      float[] values = tensors.get(parameter.path()).values();
      System.arraycopy(values, 0, model.parameters(), parameter.offset(), values.length);
    }
  }

  private static void requireFit(
      CompiledModel model, ParameterSpec parameter, Map<String, Tensor> tensors, Path file)
      throws IOException {
    Tensor tensor = tensors.get(parameter.path());
    if (tensor == null) {
      throw new IOException(
          "%s has no tensor '%s', which layer '%s' of network %s needs: it holds %s"
              .formatted(
                  file, parameter.path(), parameter.layer(), model.name(), tensors.keySet()));
    }
    if (!tensor.shape().equals(parameter.shape().sizes())) {
      throw new IOException(
          "layer '%s' of network %s has a %s of shape %s, but '%s' in %s has shape %s"
              .formatted(
                  parameter.layer(),
                  model.name(),
                  parameter.name(),
                  parameter.shape(),
                  parameter.path(),
                  file,
                  tuple(tensor.shape())));
    }
  }

  private static String tuple(List<Integer> sizes) {
    return sizes.toString().replace('[', '(').replace(']', ')');
  }
}

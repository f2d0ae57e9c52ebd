package dev.cortado.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table of a network's layers, as {@code model.summary()} of Keras 3 prints it: a network that is
 * used is one layer, however many it has and however often it is repeated.
 */
final class Summary {
  private static final String[] MEMORY_UNITS = {"B", "KB", "MB", "GB"};

  private final Blueprint blueprint;
  private final List<LayerSpec> layers;

  private Summary(Blueprint blueprint) {
    this.blueprint = blueprint;
    // Layers of networks that are used have paths
    layers =
        blueprint.layers().stream()
            .filter(layer -> !layer.name().contains("/"))
            .map(this::whole)
            .toList();
  }

  /** A layer with all that lies within it: what feeds it from outside, and its parameters. */
  private LayerSpec whole(LayerSpec layer) {
    String path = layer.name() + "/";
    List<LayerSpec> inner =
        blueprint.layers().stream().filter(other -> other.name().startsWith(path)).toList();
    if (inner.isEmpty()) {
      return layer;
    }
    long repeats =
        inner.stream()
            .filter(other -> other.name().substring(path.length()).matches("[0-9]+"))
            .count();
    return new LayerSpec(
        layer.name(),
        repeats > 0 ? repeats + " × " + layer.type() : layer.type(),
        layer.shape(),
        inner.stream()
            .flatMap(other -> other.inputs().stream())
            .filter(input -> !input.startsWith(path))
            .distinct()
            .toList(),
        inner.stream().flatMap(other -> other.parameters().stream()).toList());
  }

  /** The summary, without a line break at its end. */
  static String of(Blueprint blueprint) {
    return new Summary(blueprint).text();
  }

  private String text() {
    boolean chain = isChain();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(chain, "Layer (type)", "Output Shape", "Param #", "Connected to"));
    List<ParameterSpec> parameters = blueprint.parameters();
    for (LayerSpec layer : layers) {
      // Parameters that layers share count at the first of them
      int count =
          parameters.stream()
              .filter(layer.parameters()::contains)
              .mapToInt(parameter -> parameter.shape().size())
              .sum();
      rows.add(
          row(
              chain,
              "%s (%s)".formatted(layer.name(), type(layer)),
              layer.shape().toString().replace("(", "(None, "),
              grouped(count),
              connections(layer)));
    }
    int total = blueprint.parameterCount();
    int trainable = blueprint.trainableCount();
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"%s\"".formatted(snakeCase(blueprint.name())));
    lines.addAll((chain ? SummaryTable.CHAIN : SummaryTable.GRAPH).render(rows));
    lines.add(" Total params: " + count(total));
    lines.add(" Trainable params: " + count(trainable));
    lines.add(" Non-trainable params: " + count(total - trainable));
    return String.join("\n", lines);
  }

  /** Whether every layer is fed by the one above it alone, so that nobody need be told. */
  private boolean isChain() {
    for (int i = 0; i < layers.size(); i++) {
      List<String> above = i == 0 ? List.of() : List.of(layers.get(i - 1).name());
      if (!layers.get(i).inputs().equals(above)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> row(boolean chain, String... cells) {
    return List.of(cells).subList(0, chain ? 3 : 4);
  }

  /** The name of the layer's class in Keras. */
  private static String type(LayerSpec layer) {
    return layer.inputs().isEmpty() ? "InputLayer" : layer.type();
  }

  private static String connections(LayerSpec layer) {
    return layer.inputs().isEmpty()
        ? "-"
        : layer.inputs().stream().map(input -> input + "[0][0]").collect(Collectors.joining(", "));
  }

  /** The name that Keras gives a model of a class: {@code my_digits} for {@code MyDigits}. */
  private static String snakeCase(String name) {
    return name.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private static String count(int parameters) {
    return "%s (%s)".formatted(grouped(parameters), memory(parameters * (long) Float.BYTES));
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String memory(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024) {
      size /= 1024;
      unit++;
    }
    // Python rounds the exact value and ties to even; Java's %.2f does not
    BigDecimal rounded = new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.toPlainString() + " " + MEMORY_UNITS[unit];
  }
}

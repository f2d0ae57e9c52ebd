package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of a network's layers, shapes and wiring: equal for networks that compute the same from
 * the same weights.
 */
final class Fingerprint {
  private static final int LENGTH = 32;

  private Fingerprint() {}

  static String of(Graph graph) {
    StringBuilder text = new StringBuilder();
    write(graph, text);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(Graph graph, StringBuilder text) {
    for (LayerNode layer : graph.layers()) {
      text.append(layer.name())
          .append(' ')
          .append(layer.type())
          .append(' ')
          .append(layer.description());
      text.append(' ').append(layer.value().shape()).append(' ').append(layer.inputs());
      layer
          .parameters()
          .forEach(
              parameter ->
                  text.append(' ').append(parameter.name()).append(parameter.value().shape()));
      text.append('\n');
      layer.use().ifPresent(use -> write(use.part().graph(), text));
    }
    graph.outputs().forEach(output -> text.append("output ").append(output.name()).append('\n'));
  }
}

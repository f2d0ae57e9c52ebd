package dev.cortado.processor.diagram;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes a flowchart in the language of Mermaid. */
final class Flowchart {
  /** Words that Mermaid does not take as ids. */
  private static final Set<String> RESERVED =
      Set.of(
          "call",
          "class",
          "classDef",
          "click",
          "default",
          "direction",
          "end",
          "flowchart",
          "graph",
          "href",
          "interpolate",
          "linkStyle",
          "style",
          "subgraph");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> gradientIds = new HashMap<>();
  private final Set<String> taken = new HashSet<>(RESERVED);
  private int depth = 1;

  /** Takes a remark before all else. */
  void comment(String remark) {
    text.append("%% ").append(remark).append("\nflowchart TB\n");
    line("classDef parameter fill:#fff3cd,stroke:#997404,color:#332701");
  }

  /** The id of a value's node: its name where Mermaid takes it. */
  String id(Value value) {
    return ids.computeIfAbsent(value.name(), this::unique);
  }

  /** The id of the node of a parameter's gradient, which is no value: it has one of its own. */
  String gradientId(Value parameter) {
    return gradientIds.computeIfAbsent(parameter.name(), name -> unique(name + "Gradient"));
  }

  private String unique(String name) {
    String id = name.replaceAll("[^A-Za-z0-9]", "_");
    while (!taken.add(id)) {
      id += "_";
    }
    return id;
  }

  /** Opens a group. */
  void begin(String name, String title) {
    line("subgraph %s [\"%s\"]".formatted(unique(name), escaped(title)));
    depth++;
  }

  /** Closes the group that was opened last. */
  void end() {
    depth--;
    line("end");
  }

  void operation(String id, String formula, Shape shape) {
    line("%s[\"%s\"]".formatted(id, label(formula, shape)));
  }

  void parameter(String id, String title, Shape shape) {
    line("%s[(\"%s\")]:::parameter".formatted(id, label(title, shape)));
  }

  /** A node where a graph begins. */
  void terminal(String id, String title, Shape shape) {
    line("%s([\"%s\"])".formatted(id, label(title, shape)));
  }

  void edge(String from, String to) {
    line("%s --> %s".formatted(from, to));
  }

  /** An edge between the graphs. */
  void dotted(String from, String title, String to) {
    line("%s -.->%s %s".formatted(from, title.isEmpty() ? "" : "|" + title + "|", to));
  }

  String text() {
    return text.toString();
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String label(String title, Shape shape) {
    return escaped(title) + "<br/>" + shape;
  }

  private static String escaped(String title) {
    return title
        .replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}

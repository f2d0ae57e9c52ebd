package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A network as a table: what each layer costs, where its parameters lie and how its code looks. */
public final class NetworkTable {
  private static final List<String> TITLES =
      List.of("layer", "type", "shape", "parameters", "offset", "multiply-adds", "code");

  private NetworkTable() {}

  static List<String> of(Graph graph, List<ParameterSlot> slots, CostModel costs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    for (LayerNode layer : graph.layers()) {
      rows.add(
          List.of(
              layer.name(),
              layer.type() + (layer.description().isEmpty() ? "" : " " + layer.description()),
              layer.value().shape().toString(),
              grouped(
                  slots.stream()
                      .filter(slot -> slot.layer().equals(layer.name()))
                      .mapToLong(slot -> slot.parameter().value().size())
                      .sum()),
              slots.stream()
                  .filter(slot -> slot.layer().equals(layer.name()))
                  .findFirst()
                  .map(slot -> String.valueOf(slot.offset().value()))
                  .orElse("-"),
              grouped(layer.multiplyAdds()),
              layer.operations().stream()
                  .filter(CostModel::hasForm)
                  .map(operation -> costs.form(operation).description())
                  .distinct()
                  .collect(Collectors.joining("; "))));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int c = column;
        int width = rows.stream().mapToInt(cells -> cells.get(c).length()).max().orElseThrow();
        boolean number = column >= 3 && column <= 5;
        line.append(("%" + (number ? "" : "-") + width + "s  ").formatted(row.get(column)));
      }
      lines.add(line.toString().stripTrailing());
    }
    List<String> forms =
        graph.operations().stream()
            .filter(CostModel::hasForm)
            .map(costs::form)
            .distinct()
            .sorted()
            .map(form -> "%s: %s".formatted(form.description(), form.reason()))
            .toList();
    if (!forms.isEmpty()) {
      lines.add("");
      lines.addAll(forms);
    }
    return lines;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

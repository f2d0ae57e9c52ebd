package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.Part;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lays out parameters in one flat array: trainable ones first, each group by layer in source order.
 */
final class ParameterLayout {
  private ParameterLayout() {}

  static List<ParameterSlot> of(Graph graph) {
    List<ParameterSlot> slots = new ArrayList<>();
    Set<String> constants = new HashSet<>();
    Set<Value> placed = new HashSet<>();
    int offset = 0;
    for (Value.Role role : List.of(Value.Role.TRAINABLE, Value.Role.FROZEN)) {
      for (LayerNode layer : graph.layers()) {
        for (ParameterNode parameter : layer.parameters()) {
          if (parameter.value().role() == role && placed.add(parameter.value())) {
            String name = upperSnake(layer.name()) + "_" + upperSnake(parameter.name());
            while (!constants.add(name)) {
              name += "_";
            }
            slots.add(new ParameterSlot(layer.name(), parameter, new Constant(name, offset)));
            offset += parameter.value().size();
          }
        }
      }
    }
    return slots;
  }

  /** The layout of a part: each group counts from where that of the part begins. */
  static List<ParameterSlot> of(Part part) {
    Map<Value.Role, Integer> offsets = new EnumMap<>(Value.Role.class);
    List<ParameterSlot> slots = new ArrayList<>();
    Set<Value> placed = new HashSet<>();
    for (LayerNode layer : part.graph().layers()) {
      for (ParameterNode parameter : layer.parameters()) {
        Value value = parameter.value();
        if (!placed.add(value)) {
          continue;
        }
        int offset = offsets.getOrDefault(value.role(), 0);
        slots.add(new ParameterSlot(layer.name(), parameter, new Constant(value.name(), offset)));
        offsets.put(value.role(), offset + value.size());
      }
    }
    return slots;
  }

  static String upperSnake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }
}

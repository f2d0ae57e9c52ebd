package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class of a user's operation.
 *
 * @param layer the name of the layer
 * @param packageName the package of the class
 * @param nestedName the name of the class in its package
 * @param parameters its parameters, which lie one behind the other
 */
record CustomCode(String layer, String packageName, String nestedName, List<Value> parameters) {
  CustomCode {
    parameters = List.copyOf(parameters);
  }

  /** A call of a method of the instance, with its parameters behind other arguments. */
  Statement call(Lowering lowering, String method, List<Expression> arguments) {
    List<Expression> all = new ArrayList<>(arguments);
    if (!parameters.isEmpty()) {
      all.add(name("parameters"));
      all.add(name(lowering.offset(parameters.get(0)).name()));
    }
    String constant = lowering.instance(layer, packageName, nestedName);
    return new Statement.Run(new Expression.Invoke(constant, method, all));
  }

  /** How many numbers its parameters have. */
  int size() {
    return parameters.stream().mapToInt(Value::size).sum();
  }

  /** The operation of a value: {@code Scale(in, factor)}. */
  String formula(Value input) {
    return Stream.concat(Stream.of(input), parameters.stream())
        .map(Value::name)
        .collect(Collectors.joining(", ", nestedName + "(", ")"));
  }
}

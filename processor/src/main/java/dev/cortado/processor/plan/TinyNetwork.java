package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the prediction of a network that is so small that each of its values fits a local
 * variable: no loop, no array but the caller's, no workspace.
 */
final class TinyNetwork implements Elements {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private final Graph graph;
  private final Names names;
  private final Lowering lowering;
  private final Map<Value, List<Expression>> elements = new HashMap<>();
  private final List<Statement> code = new ArrayList<>();

  private TinyNetwork(Graph graph, Names names, Lowering lowering) {
    this.graph = graph;
    this.names = names;
    this.lowering = lowering;
  }

  /**
   * The body of {@code predict(input, output)}; empty where the network has several inputs or
   * outputs, or computes something that needs an array.
   *
   * @param lowering knows the offsets of parameters, and {@code output} as the array of all values
   */
  static Optional<List<Statement>> predict(Graph graph, Names names, Lowering lowering) {
    boolean fits = graph.inputs().size() == 1 && graph.outputs().size() == 1;
    return fits ? new TinyNetwork(graph, names, lowering).code() : Optional.empty();
  }

  private Optional<List<Statement>> code() {
    elements.put(graph.inputs().get(0).value(), elementsOf(INPUT, graph.inputs().get(0).value()));
    Value output = graph.outputs().get(0).value();
    for (ForwardOperation operation : graph.operations()) {
      Optional<List<Expression>> computed = operation.elements(this);
      if (computed.isPresent()) {
        declare(operation, computed.get());
      } else if (operation.output().equals(output) && operation.mayWorkInPlace()) {
        copyToOutput(operation.inputs().get(0));
        code.add(new Statement.Comment(operation.formula()));
        code.addAll(operation.sample(lowering));
        return Optional.of(code);
      } else {
        return Optional.empty();
      }
    }
    copyToOutput(output);
    return Optional.of(code);
  }

  /** Gives each element a variable, unless it is one already. */
  private void declare(ForwardOperation operation, List<Expression> computed) {
    List<Expression> variables = new ArrayList<>();
    boolean isNew = computed.stream().anyMatch(TinyNetwork::needsVariable);
    if (isNew) {
      code.add(new Statement.Comment(operation.formula()));
    }
    for (int i = 0; i < computed.size(); i++) {
      if (needsVariable(computed.get(i))) {
        String name = names.unique(operation.output().name() + i);
        code.add(new Statement.DeclareFloat(name, computed.get(i)));
        variables.add(Expression.name(name));
      } else {
        variables.add(computed.get(i));
      }
    }
    elements.put(operation.output(), variables);
  }

  private static boolean needsVariable(Expression expression) {
    return !(expression instanceof Expression.Name || expression instanceof Expression.Element);
  }

  private void copyToOutput(Value value) {
    List<Expression> targets = elementsOf(OUTPUT, value);
    for (int i = 0; i < value.size(); i++) {
      code.add(new Statement.Assign(targets.get(i), elements.get(value).get(i)));
    }
  }

  private static List<Expression> elementsOf(String array, Value value) {
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      all.add(new Expression.Element(array, Index.of(i)));
    }
    return all;
  }

  @Override
  public Expression element(Value value, int index) {
    return elements.get(value).get(index);
  }

  @Override
  public Constant offset(Value parameter) {
    return lowering.offset(parameter);
  }
}

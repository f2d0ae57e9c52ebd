package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values one after another along an axis. */
record Concatenation(Value output, List<Value> inputs, int axis) implements ForwardOperation {
  Concatenation {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String formula() {
    return "%s = [%s]"
        .formatted(
            output.name(), inputs.stream().map(Value::name).collect(Collectors.joining(", ")));
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    int start = 0;
    for (Value input : inputs) {
      int from = start;
      tape.add(input, term -> new Slice(term, gradient, axis, from));
      start += chunk(input.shape(), axis);
    }
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    List<Expression> elements = new ArrayList<>();
    for (int part = 0; part < output.size() / chunk(output.shape(), axis); part++) {
      for (Value input : inputs) {
        int length = chunk(input.shape(), axis);
        for (int i = 0; i < length; i++) {
          elements.add(of.element(input, part * length + i));
        }
      }
    }
    return Optional.of(elements);
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    List<Statement> code = new ArrayList<>();
    int whole = chunk(output.shape(), axis);
    int start = 0;
    for (Value input : inputs) {
      int length = chunk(input.shape(), axis);
      code.addAll(
          copies(
              output.size() / whole,
              lowering.array(input),
              length,
              0,
              lowering.array(output),
              whole,
              start,
              length));
      start += length;
    }
    return code;
  }

  /** How many elements lie in one piece for one index of the axes before an axis. */
  private static int chunk(Shape shape, int axis) {
    return shape.sizes().subList(axis, shape.rank()).stream().reduce(1, (a, b) -> a * b);
  }

  private static List<Statement> copies(
      int times,
      String from,
      int fromStride,
      int fromStart,
      String to,
      int toStride,
      int toStart,
      int length) {
    return Statement.loop(
        "p",
        times,
        p ->
            List.of(
                new Statement.Copy(
                    name(from),
                    p.times(fromStride).plus(fromStart),
                    name(to),
                    p.times(toStride).plus(toStart),
                    length)));
  }

  /** The part of a gradient that belongs to one of the values. */
  record Slice(Value output, Value gradient, int axis, int start) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = its part of %s".formatted(output.name(), gradient.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      int length = chunk(output.shape(), axis);
      int whole = chunk(gradient.shape(), axis);
      return copies(
          output.size() / length,
          lowering.array(gradient),
          whole,
          start,
          lowering.array(output),
          length,
          0,
          length);
    }
  }
}

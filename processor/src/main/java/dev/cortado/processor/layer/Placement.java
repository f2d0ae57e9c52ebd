package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture or sequence laid upon a larger or smaller one: what lies beyond it is left out, and
 * what it does not cover is 0.
 *
 * @param down where its first row comes to lie, which may be before the first; 0 for sequences
 * @param right where its first column, or step, comes to lie
 */
record Placement(Value output, Value input, int down, int right) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s, moved by (%d, %d)".formatted(output.name(), input.name(), down, right);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Placement(term, gradient, -down, -right));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    int channels = input.shape().last();
    int inLine = columns(input.shape()) * channels;
    int outLine = columns(output.shape()) * channels;
    int firstRow = Math.max(0, -down);
    int rows = Math.min(rows(input.shape()), rows(output.shape()) - down) - firstRow;
    int firstColumn = Math.max(0, -right);
    int columns = Math.min(columns(input.shape()), columns(output.shape()) - right) - firstColumn;
    List<Statement> code = new ArrayList<>();
    if (output.size() > rows * columns * channels) {
      code.add(new Statement.Zero(name(lowering.array(output)), Index.of(0), output.size()));
    }
    int source = firstRow * inLine + firstColumn * channels;
    int target = (firstRow + down) * outLine + (firstColumn + right) * channels;
    code.addAll(
        Statement.loop(
            "p",
            rows,
            p ->
                List.of(
                    new Statement.Copy(
                        name(lowering.array(input)),
                        p.times(inLine).plus(source),
                        name(lowering.array(output)),
                        p.times(outLine).plus(target),
                        columns * channels))));
    return code;
  }

  private static int rows(Shape shape) {
    return shape.rank() == 3 ? shape.sizes().get(0) : 1;
  }

  private static int columns(Shape shape) {
    return shape.sizes().get(shape.rank() - 2);
  }
}

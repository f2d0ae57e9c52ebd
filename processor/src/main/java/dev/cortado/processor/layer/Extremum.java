package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/**
 * The greater or the lesser of two values, element by element; NaN where one is. Where they tie,
 * the gradient is the left one's, as in TensorFlow.
 *
 * @param greater whether it is the greater
 */
record Extremum(Value output, Value left, Value right, boolean greater)
    implements Elementwise, ForwardOperation {
  /** Makes a layer the extremum of its inputs, from the first to the last. */
  static void of(boolean greater, LayerContext layer, Value output) {
    Value best = layer.input();
    for (int i = 1; i < layer.inputs().size(); i++) {
      boolean isLast = i == layer.inputs().size() - 1;
      Value next = isLast ? output : layer.intermediate("Of" + (i + 1), output.shape());
      layer.add(new Extremum(next, best, layer.inputs().get(i), greater));
      best = next;
    }
  }

  @Override
  public List<Value> inputs() {
    return List.of(left, right);
  }

  @Override
  public String formula() {
    return "%s = %s(%s, %s)".formatted(output.name(), method(), left.name(), right.name());
  }

  private String method() {
    return greater ? "max" : "min";
  }

  @Override
  public Expression element(List<Expression> elements) {
    return new Expression.Call("Math", method(), elements);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(left, term -> new Gradient(term, gradient, left, right, greater, true));
    tape.add(right, term -> new Gradient(term, gradient, left, right, greater, false));
  }

  /**
   * What one of the two receives of a gradient: all of it or 0.
   *
   * @param ofLeft whether that is the left one
   */
  record Gradient(
      Value output, Value gradient, Value left, Value right, boolean greater, boolean ofLeft)
      implements Elementwise {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, left, right);
    }

    @Override
    public String formula() {
      String relation = (greater ? ">" : "<") + (ofLeft ? "=" : "");
      Value mine = ofLeft ? left : right;
      Value other = ofLeft ? right : left;
      return "%s = %s where %s %s %s"
          .formatted(output.name(), gradient.name(), mine.name(), relation, other.name());
    }

    @Override
    public Expression element(List<Expression> elements) {
      Expression all = elements.get(0);
      Expression none = Expression.literal(0);
      Expression first = elements.get(greater ? 2 : 1);
      Expression second = elements.get(greater ? 1 : 2);
      // The right one is it where it is strictly beyond the left one
      return new Expression.IfGreater(first, second, ofLeft ? none : all, ofLeft ? all : none);
    }
  }
}

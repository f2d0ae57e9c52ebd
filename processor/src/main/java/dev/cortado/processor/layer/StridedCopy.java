package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A copy of elements between arrays, both seen as grids.
 *
 * @param axes the axes of the grids, outermost first
 * @param from the index of the first element that is read
 * @param to the index of the first element that is written
 */
record StridedCopy(List<Axis> axes, int from, int to) {
  /** Leaves out axes of one element, and joins those that follow on one another in both arrays. */
  StridedCopy {
    List<Axis> joined = new ArrayList<>();
    for (Axis axis : axes) {
      Axis last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (axis.size() == 1) {
        continue;
      }
      if (last != null && last.isFollowedBy(axis)) {
        joined.set(joined.size() - 1, new Axis(last.size() * axis.size(), axis.from(), axis.to()));
      } else {
        joined.add(axis);
      }
    }
    axes = List.copyOf(joined);
  }

  /**
   * An axis of both grids.
   *
   * @param size how many elements it has
   * @param from how far apart they are where they are read
   * @param to how far apart they are where they are written
   */
  record Axis(int size, int from, int to) {
    private boolean isFollowedBy(Axis inner) {
      return from == inner.size * inner.from && to == inner.size * inner.to;
    }
  }

  /** How far apart the elements of each axis of a shape are. */
  static List<Integer> strides(Shape shape) {
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      strides.add(
          shape.sizes().subList(axis + 1, shape.rank()).stream().reduce(1, (a, b) -> a * b));
    }
    return strides;
  }

  /** How many elements are copied. */
  int size() {
    return axes.stream().mapToInt(Axis::size).reduce(1, (a, b) -> a * b);
  }

  /** Whether elements are read more than once. */
  boolean repeats() {
    return axes.stream().anyMatch(axis -> axis.from() == 0);
  }

  /** The copy the other way. */
  StridedCopy reversed() {
    return new StridedCopy(
        axes.stream().map(axis -> new Axis(axis.size(), axis.to(), axis.from())).toList(),
        to,
        from);
  }

  /** For each element that is written, in ascending order from index 0 on, which one is read. */
  List<Integer> sources() {
    List<Integer> sources = new ArrayList<>(Collections.nCopies(size(), 0));
    for (int i = 0; i < size(); i++) {
      int rest = i;
      int source = from;
      int target = to;
      for (int a = axes.size() - 1; a >= 0; a--) {
        Axis axis = axes.get(a);
        source += rest % axis.size() * axis.from();
        target += rest % axis.size() * axis.to();
        rest /= axis.size();
      }
      sources.set(target, source);
    }
    return sources;
  }

  /** The code that copies. */
  List<Statement> copy(String source, String target) {
    Axis last = axes.isEmpty() ? new Axis(1, 1, 1) : axes.get(axes.size() - 1);
    if (last.from() == 1 && last.to() == 1) {
      int around = Math.max(0, axes.size() - 1);
      Statement copy =
          new Statement.Copy(
              name(source),
              start(from, around, true),
              name(target),
              start(to, around, false),
              last.size());
      return loops(around, copy);
    }
    return loops(axes.size(), new Statement.Assign(element(target, false), element(source, true)));
  }

  /** The code that adds what is read to what is written. */
  List<Statement> add(String source, String target) {
    Expression sum = element(target, false);
    return loops(axes.size(), new Statement.Assign(sum, sum.plus(element(source, true))));
  }

  private Expression element(String array, boolean isRead) {
    return new Element(array, start(isRead ? from : to, axes.size(), isRead));
  }

  /** An index that is linear in the variables of the outermost loops. */
  private Index start(int first, int loops, boolean isRead) {
    Index index = Index.of(0);
    for (int a = 0; a < loops; a++) {
      int stride = isRead ? axes.get(a).from() : axes.get(a).to();
      index = stride == 0 ? index : index.plus(Index.of("p" + a).times(stride));
    }
    return index.plus(first);
  }

  private List<Statement> loops(int count, Statement body) {
    List<Statement> code = List.of(body);
    for (int a = count - 1; a >= 0; a--) {
      List<Statement> inner = code;
      code = Statement.loop("p" + a, axes.get(a).size(), p -> inner); // none is of one element
    }
    return code;
  }
}

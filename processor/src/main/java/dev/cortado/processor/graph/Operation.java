package dev.cortado.processor.graph;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One step of a computation: it reads values and writes one. Operations are immutable; each kind
 * says its formula and its code.
 */
public interface Operation {
  /** What it writes: an activation, a gradient, or a parameter whose gradient it writes. */
  Value output();

  /**
   * All that it writes: more than {@link #output} only where other operations stand for the rest.
   */
  default List<Value> outputs() {
    return List.of(output());
  }

  /** What it reads. */
  List<Value> inputs();

  /** What it computes, in the names of the values: {@code hidden = relu(squeeze)}. */
  String formula();

  /** Multiply-adds for one sample. */
  default long multiplyAdds() {
    return 0;
  }

  /** The size of its product, where it is one: then the code's form is chosen by it. */
  default Optional<Product> product() {
    return Optional.empty();
  }

  /** Whether a kernel of the runtime computes it, whatever its size. */
  default boolean isKernel() {
    return false;
  }

  /** Whether the output is the first input's array under another shape. */
  default boolean isView() {
    return false;
  }

  /**
   * Whether the output may be written into the first input's array while that is read, element by
   * element.
   */
  default boolean mayWorkInPlace() {
    return false;
  }

  /**
   * Each element of the output for one sample, where none needs a loop: tiny networks predict with
   * local variables alone.
   */
  default Optional<List<Expression>> elements(Elements inputs) {
    return Optional.empty();
  }

  /** The code for one sample: values are arrays. */
  List<Statement> sample(Lowering lowering);

  /**
   * The code for all samples, where it is not that for one sample again and again: values are rows.
   */
  default Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.empty();
  }
}

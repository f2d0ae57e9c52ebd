package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the form of a product by its size. Measured on HotSpot 17 and 25: straight-line code wins
 * up to 8 x 8 and loses badly from 16 x 16 on; a sum in a register beats rows that are too short to
 * fill vectors; rows reach 35 to 50 GFLOP/s.
 */
public final class CostModel {
  private static final int STRAIGHT_LINE_MOST = 64;
  private static final int REGISTERS_MOST = 16;

  private static final int TINY_MOST = 128;
  private static final int TINY_TERMS = 16;

  private final Optional<Form> forced;

  private CostModel(Optional<Form> forced) {
    this.forced = forced;
  }

  /** The one for users. */
  public static CostModel bySize() {
    return new CostModel(Optional.empty());
  }

  /**
   * One that gives every product along a single axis this form, whatever its size. The crossover
   * benchmark measures forms where they would not be chosen, with javac's option {@code
   * -Acortado.form}, and the thresholds of this class follow from that.
   */
  public static CostModel forced(Form form) {
    return new CostModel(Optional.of(form));
  }

  /** Whether all values of a network's prediction may be local variables. */
  boolean isTiny(List<? extends Operation> operations) {
    return forced.isEmpty()
        && operations.stream().mapToLong(Operation::multiplyAdds).sum() <= TINY_MOST
        && operations.stream()
            .allMatch(
                operation ->
                    operation.output().size() <= STRAIGHT_LINE_MOST
                        && operation.product().map(Product::inner).orElse(1) <= TINY_TERMS);
  }

  /** The form of an operation that is a product. */
  Form form(Operation operation) {
    return operation.product().map(this::form).orElseThrow();
  }

  private Form form(Product size) {
    if (size.repeats() > 1) {
      return Form.KERNEL;
    }
    return forced.orElseGet(() -> bySize(size));
  }

  private static Form bySize(Product size) {
    if ((long) size.inner() * size.outer() <= STRAIGHT_LINE_MOST) {
      return Form.STRAIGHT_LINE;
    }
    return size.outer() <= REGISTERS_MOST ? Form.REGISTERS : Form.KERNEL;
  }
}

package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import java.util.List;

/**
 * Chooses the form of a product by its size. Measured on HotSpot 17 and 25: straight-line code wins
 * up to 8 x 8 and loses badly from 16 x 16 on; a sum in a register beats rows that are too short to
 * fill vectors; rows reach 35 to 50 GFLOP/s.
 */
final class CostModel {
  private static final int STRAIGHT_LINE_MOST = 64;
  private static final int REGISTERS_MOST = 16;

  private static final int TINY_MOST = 128;
  private static final int TINY_TERMS = 16;

  private CostModel() {}

  /** Whether all values of a network's prediction may be local variables. */
  static boolean isTiny(List<? extends Operation> operations) {
    return operations.stream().mapToLong(Operation::multiplyAdds).sum() <= TINY_MOST
        && operations.stream()
            .allMatch(
                operation ->
                    operation.output().size() <= STRAIGHT_LINE_MOST
                        && operation.product().map(Product::inner).orElse(1) <= TINY_TERMS);
  }

  static Form form(Operation operation) {
    return operation.isKernel()
        ? Form.KERNEL
        : operation.product().map(CostModel::form).orElseThrow();
  }

  /** Whether an operation's code has a form. */
  static boolean hasForm(Operation operation) {
    return operation.isKernel() || operation.product().isPresent();
  }

  private static Form form(Product size) {
    if (size.repeats() > 1) {
      return Form.KERNEL;
    }
    if ((long) size.inner() * size.outer() <= STRAIGHT_LINE_MOST) {
      return Form.STRAIGHT_LINE;
    }
    return size.outer() <= REGISTERS_MOST ? Form.REGISTERS : Form.KERNEL;
  }
}

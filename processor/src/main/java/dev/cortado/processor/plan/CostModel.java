package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the form of a product by its size. The thresholds follow from the crossover benchmark,
 * {@code java -jar benchmarks/target/benchmarks.jar crossover}, whose table and picture are to be
 * made anew on JDK 17 and 25 when a form or a kernel changes. On an Intel Xeon of family 6, model
 * 167, in microseconds:
 *
 * <pre>
 *                      straight-line  registers  kernel  kernel, SIMD
 *  8 x  8, one sample      0.01          0.01      0.03      0.03
 *  8 x  8, batch of 128    1.7             -       2.9       1.8
 * 16 x 16, one sample      0.05          0.04      0.13      0.14
 * 16 x 16, batch of 128    6.2             -       9.1       2.2
 * 32 x 32, one sample       -            0.24      0.38      0.5
 * 64 x 64, one sample       -            0.65      0.61      0.65
 * </pre>
 *
 * So straight-line code ends where a batch's kernels begin to win, at 8 x 8: at 16 x 16 it would be
 * faster than the plain kernel, but three times as slow as that of the Vector API. Registers, which
 * are for one sample, end at 16 outputs: at 32 they would save a tenth of a microsecond for 150
 * lines more of code, and at 64 nothing. Other programs shared the machine: the figures are the
 * least of several runs on both JDKs, and ratios below 1.5 say little.
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

  /** The form of an operation that has one. */
  Form form(Operation operation) {
    return operation.isKernel() ? Form.KERNEL : operation.product().map(this::form).orElseThrow();
  }

  /** Whether an operation's code has a form. */
  static boolean hasForm(Operation operation) {
    return operation.isKernel() || operation.product().isPresent();
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

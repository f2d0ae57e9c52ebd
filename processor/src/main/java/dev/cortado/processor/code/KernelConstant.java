package dev.cortado.processor.code;

import java.util.List;
import java.util.Optional;

/**
 * A constant of the generated class that holds a kernel of the runtime for one size: {@code Affine
 * HIDDEN_AFFINE = Affine.of(HIDDEN_KERNEL, HIDDEN_BIAS, 10, 128)}. Or an instance of a user's
 * class: {@code Mish BENT_MISH = new Mish()}.
 *
 * @param name its name
 * @param packageName the package of a user's class; empty for kernels
 * @param type the name of the class in its package
 * @param arguments what its factory {@code of} takes
 */
public record KernelConstant(
    String name, Optional<String> packageName, String type, List<Expression> arguments) {
  /** Copies the arguments. */
  public KernelConstant {
    arguments = List.copyOf(arguments);
  }
}

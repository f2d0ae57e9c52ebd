package dev.cortado.processor.code;

import java.util.List;

/**
 * A constant of the generated class that holds a kernel of the runtime for one size: {@code Affine
 * HIDDEN_AFFINE = Affine.of(HIDDEN_KERNEL, HIDDEN_BIAS, 10, 128)}.
 *
 * @param name its name
 * @param type the simple name of the kernel's class
 * @param arguments what its factory {@code of} takes
 */
public record KernelConstant(String name, String type, List<Expression> arguments) {
  /** Copies the arguments. */
  public KernelConstant {
    arguments = List.copyOf(arguments);
  }
}

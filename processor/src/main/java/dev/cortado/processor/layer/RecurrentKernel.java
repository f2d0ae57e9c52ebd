package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.EnumConstant;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runtime's kernel for the steps of a recurrent layer and their derivatives.
 *
 * @param layer the name of the layer, and of the direction where it has two
 * @param type what happens at a step
 * @param kernel the recurrent kernel
 * @param bias the biases, where the cell adds them
 * @param mask which steps count, where not all do
 * @param steps how long a sequence is
 * @param functions the activation functions, that of the gates last
 * @param dropout the dropout of hidden states while training
 * @param options the names of constants of the runtime's {@code RecurrentOption}
 */
record RecurrentKernel(
    String layer,
    CellType type,
    Value kernel,
    Optional<Value> bias,
    Optional<Value> mask,
    int steps,
    List<String> functions,
    Optional<Expression> dropout,
    List<String> options) {
  RecurrentKernel {
    functions = List.copyOf(functions);
    options = List.copyOf(options);
  }

  /** How many multiply-adds the products with the recurrent kernel take for a sample. */
  long multiplyAdds() {
    return (long) steps * kernel.size();
  }

  /** What is read besides the values that change: parameters, and the mask. */
  Stream<Value> inputs() {
    return Stream.concat(Stream.concat(Stream.of(kernel), bias.stream()), mask.stream());
  }

  /** Whether training drops hidden states. */
  boolean drops() {
    return dropout.isPresent();
  }

  /** Nothing, or the key that a method takes where it drops hidden states. */
  List<Expression> noise(Lowering lowering, boolean drops) {
    return drops ? List.of(name(lowering.noise())) : List.of();
  }

  /**
   * A call of one of the kernel's methods.
   *
   * @param arguments what it takes; the mask goes before the last value
   */
  Statement call(Lowering lowering, String method, List<Expression> arguments) {
    return new Statement.Run(new Expression.Invoke(constant(lowering), method, arguments));
  }

  /** The names of arrays, the mask's after the first. */
  List<Expression> arrays(Lowering lowering, Value first, Value... others) {
    return Stream.concat(Stream.concat(Stream.of(first), mask.stream()), Stream.of(others))
        .<Expression>map(value -> name(lowering.array(value)))
        .toList();
  }

  private String constant(Lowering lowering) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(name(lowering.offset(kernel).name()));
    arguments.add(new Verbatim(String.valueOf(steps)));
    int units = kernel.shape().sizes().get(0);
    String offset = bias.map(lowering::offset).map(Constant::name).orElse("-1");
    arguments.add(type.expression(units, functions, offset));
    dropout.ifPresent(arguments::add);
    options.forEach(option -> arguments.add(new EnumConstant("RecurrentOption", option)));
    return lowering.kernel(layer, "Recurrence", arguments);
  }
}

package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runtime's kernel for a convolution and its derivatives.
 *
 * @param layer the name of the layer
 * @param type the simple name of the kernel's class
 * @param kernel the parameter that is moved
 * @param bias what is added
 * @param numbers what the kernel's factory takes between the parameters and the windows
 * @param windows how the kernel moves
 */
record ConvolutionKernel(
    String layer,
    String type,
    Value kernel,
    Optional<Value> bias,
    List<Integer> numbers,
    Windows windows) {

  /** How many multiply-adds a sample takes: each weight is used at each position. */
  long multiplyAdds() {
    return (long) windows.positions() * kernel.size();
  }

  /** A call of one of the kernel's methods. */
  Statement call(Lowering lowering, String method, Expression... arguments) {
    List<Expression> all = new ArrayList<>(List.of(arguments));
    all.add(name(lowering.scratch()));
    return new Statement.Run(new Expression.Invoke(constant(lowering), method, all));
  }

  /** The name of the constant that holds it. */
  String constant(Lowering lowering) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(name(lowering.offset(kernel).name()));
    arguments.add(name(bias.map(lowering::offset).map(Constant::name).orElse("-1")));
    numbers.forEach(number -> arguments.add(new Verbatim(String.valueOf(number))));
    arguments.add(windows.expression());
    return lowering.kernel(layer, type, arguments);
  }
}

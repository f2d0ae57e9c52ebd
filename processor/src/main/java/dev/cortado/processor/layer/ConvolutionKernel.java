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

/** The runtime's kernel for a convolution and its derivatives. */
record ConvolutionKernel(
    String layer, Value kernel, Optional<Value> bias, int filters, int groups, Windows windows) {

  /** How many multiply-adds a sample takes. */
  long multiplyAdds() {
    return (long) windows.positions() * kernel.size();
  }

  /** A call of one of the kernel's methods. */
  Statement call(Lowering lowering, String method, Expression... arguments) {
    List<Expression> all = new ArrayList<>(List.of(arguments));
    all.add(name(lowering.scratch()));
    return new Statement.Run(new Expression.Invoke(constant(lowering), method, all));
  }

  private String constant(Lowering lowering) {
    return lowering.kernel(
        layer,
        "Convolution",
        List.of(
            name(lowering.offset(kernel).name()),
            name(bias.map(lowering::offset).map(Constant::name).orElse("-1")),
            new Verbatim(String.valueOf(filters)),
            new Verbatim(String.valueOf(groups)),
            windows.expression()));
  }
}

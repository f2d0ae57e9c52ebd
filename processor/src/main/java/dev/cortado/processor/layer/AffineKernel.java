package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runtime's kernel for an affine map and its derivatives. */
record AffineKernel(String layer, Product size, Value kernel, Optional<Value> bias) {

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
    arguments.add(new Verbatim(String.valueOf(size.inner())));
    arguments.add(new Verbatim(String.valueOf(size.outer())));
    if (size.repeats() > 1) {
      arguments.add(new Verbatim(String.valueOf(size.repeats())));
    }
    return lowering.kernel(layer, "Affine", arguments);
  }
}

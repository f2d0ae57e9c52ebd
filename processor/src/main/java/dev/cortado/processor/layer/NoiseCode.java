package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of random changes to a value. They depend on the step, the layer, the sample and the
 * element alone, so that their derivative computes them again instead of keeping them.
 *
 * @param kernel the class of the runtime that makes them
 * @param arguments what its methods take besides the values and the key
 * @param forward the method that changes values
 * @param formula what that computes, with {@code %s} for the value
 * @param backward the method that changes gradients; empty where the changes leave them alone
 * @param slope what that computes, with {@code %s} for the gradient
 */
record NoiseCode(
    String kernel,
    List<Expression> arguments,
    String forward,
    String formula,
    String backward,
    String slope) {
  NoiseCode {
    arguments = List.copyOf(arguments);
  }

  /** Multiplication by what is drawn: the same for values and gradients. */
  static NoiseCode factor(
      String kernel, List<Expression> arguments, String method, String formula) {
    return new NoiseCode(kernel, arguments, method, formula, method, formula);
  }

  /** Calls a method of the kernel for each sample, under the key of the layer and the sample. */
  List<Statement> call(Lowering lowering, String method, Value from, Value to, int layer) {
    Index s = Index.of("s");
    List<Expression> all = new ArrayList<>();
    all.add(new Element(lowering.array(from), s));
    all.add(new Element(lowering.array(to), s));
    all.addAll(arguments);
    all.add(
        new Expression.Call(
            "Noise",
            "key",
            List.of(name(lowering.noise()), new Verbatim(String.valueOf(layer)), name("s"))));
    return List.of(
        Statement.eachSample(List.of(new Statement.Run(new Expression.Call(kernel, method, all)))));
  }
}

package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runtime's kernel for products of which each head has its own.
 *
 * @param owner what the kernel's constant is named after
 * @param heads how many heads there are
 * @param queries how many steps the queries have
 * @param keys how many steps the keys have
 * @param size the length of a head's part of a vector
 * @param scale what results are multiplied by
 */
record HeadKernel(String owner, int heads, int queries, int keys, int size, double scale) {

  /** How many multiply-adds a product of a sample takes. */
  long multiplyAdds() {
    return (long) heads * queries * keys * size;
  }

  /** A call for one sample. */
  List<Statement> sample(Lowering lowering, String method, Value... values) {
    return call(lowering, method, List.of(values), false);
  }

  /** A call for a batch. */
  List<Statement> batch(Lowering lowering, String method, Value... values) {
    return call(lowering, method, List.of(values), true);
  }

  private List<Statement> call(
      Lowering lowering, String method, List<Value> values, boolean isBatch) {
    List<Expression> numbers =
        Stream.<Object>of(heads, queries, keys, size, scale)
            .<Expression>map(number -> new Verbatim(String.valueOf(number)))
            .toList();
    List<Expression> arguments = new ArrayList<>();
    values.forEach(value -> arguments.add(name(lowering.array(value))));
    if (isBatch) {
      arguments.add(name("samples"));
    }
    arguments.add(name(lowering.scratch()));
    String constant = lowering.kernel(owner, "HeadProducts", numbers);
    return List.of(new Statement.Run(new Expression.Invoke(constant, method, arguments)));
  }
}

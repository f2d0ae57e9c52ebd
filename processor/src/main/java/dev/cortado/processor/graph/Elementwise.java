package dev.cortado.processor.graph;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An operation that computes each element of its output from the same elements of its inputs. */
public interface Elementwise extends Operation {
  /** One element of the output from the same element of each input. */
  Expression element(List<Expression> inputs);

  @Override
  default boolean mayWorkInPlace() {
    return true;
  }

  @Override
  default Optional<List<Expression>> elements(Elements of) {
    return Optional.of(
        IntStream.range(0, output().size())
            .mapToObj(
                index -> element(inputs().stream().map(input -> of.element(input, index)).toList()))
            .toList());
  }

  @Override
  default List<Statement> sample(Lowering lowering) {
    return Statement.loop(
        "j",
        output().size(),
        j -> {
          List<Expression> elements =
              inputs().stream()
                  .<Expression>map(input -> new Expression.Element(lowering.array(input), j))
                  .toList();
          return List.of(
              new Statement.Assign(
                  new Expression.Element(lowering.array(output()), j), element(elements)));
        });
  }
}

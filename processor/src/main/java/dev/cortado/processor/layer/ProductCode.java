package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the code of {@code to[o] = start[o] + sum over i of from[i] · matrix[i][o]} for one
 * sample. All forms add in the same order as the runtime's kernels, ascending in {@code i} and with
 * fma, so that they give the same bits.
 *
 * @param size how many terms and sums
 * @param from the array on the left
 * @param to the array that receives the sums
 * @param matrix where the matrix begins in the flat parameters
 * @param innerStride how far apart the elements of a column are
 * @param outerStride how far apart the elements of a row are
 * @param start where the values that sums start from begin in the flat parameters; zeros where
 *     empty
 */
record ProductCode(
    Product size,
    String from,
    String to,
    Index matrix,
    int innerStride,
    int outerStride,
    Optional<Index> start) {
  private static final int TERMS_A_LINE = 4;

  private static Expression parameter(Index index) {
    return new Element("parameters", index);
  }

  private Expression weight(Index inner, int outer) {
    return parameter(matrix.plus(inner.times(innerStride)).plus(outer * outerStride));
  }

  private Expression startOf(int outer) {
    return start.map(index -> parameter(index.plus(outer))).orElse(Expression.literal(0));
  }

  /**
   * Every multiplication on its own, and each sum in a local variable: a store into one array keeps
   * HotSpot from using again what it has read from others.
   */
  List<Statement> straightLine() {
    List<Statement> code = new ArrayList<>();
    for (int o = 0; o < size.outer(); o++) {
      Expression variable = name("sum" + o);
      Expression sum = startOf(o);
      for (int i = 0; i < size.inner(); i++) {
        sum = fma(new Element(from, Index.of(i)), weight(Index.of(i), o), sum);
        if (i % TERMS_A_LINE == TERMS_A_LINE - 1 || i == size.inner() - 1) {
          code.add(
              i < TERMS_A_LINE
                  ? new Statement.DeclareFloat("sum" + o, sum)
                  : new Statement.Assign(variable, sum));
          sum = variable;
        }
      }
    }
    return withSums(code);
  }

  /** A loop over the inputs, with a local variable for each output. */
  List<Statement> registers() {
    List<Statement> code = new ArrayList<>();
    for (int o = 0; o < size.outer(); o++) {
      code.add(new Statement.DeclareFloat("sum" + o, startOf(o)));
    }
    code.addAll(Statement.loop("i", size.inner(), this::addTo));
    return withSums(code);
  }

  /** Adds one input's products to all sums. */
  private List<Statement> addTo(Index inner) {
    List<Statement> code = new ArrayList<>();
    code.add(new Statement.DeclareFloat("x", new Element(from, inner)));
    for (int o = 0; o < size.outer(); o++) {
      Expression sum = name("sum" + o);
      code.add(new Statement.Assign(sum, fma(name("x"), weight(inner, o), sum)));
    }
    return code;
  }

  private List<Statement> withSums(List<Statement> code) {
    for (int o = 0; o < size.outer(); o++) {
      code.add(new Statement.Assign(new Element(to, Index.of(o)), name("sum" + o)));
    }
    return code;
  }
}

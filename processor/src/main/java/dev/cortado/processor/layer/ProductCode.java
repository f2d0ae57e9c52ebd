package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes the code of {@code to[o] = start[o] + sum over i of from[i] · matrix[i][o]}, in every
 * form. All forms add in the same order, ascending in {@code i} and with fma, so that they give the
 * same bits.
 *
 * @param size how many terms and sums
 * @param from the value on the left
 * @param to the value that receives the sums
 * @param matrix where the matrix begins in the flat parameters
 * @param innerStride how far apart the elements of a column are
 * @param outerStride how far apart the elements of a row are: 1 where rows lie in one piece
 * @param start where the values that sums start from begin in the flat parameters; zeros where
 *     empty
 */
record ProductCode(
    Product size,
    Value from,
    Value to,
    Index matrix,
    int innerStride,
    int outerStride,
    Optional<Index> start) {
  private static final int BLOCK = 4;
  private static final String PARAMETERS = "parameters";

  /** The code for one sample. */
  List<Statement> sample(Form form, Lowering lowering) {
    return switch (form) {
      case STRAIGHT_LINE -> straightLine(lowering);
      case REGISTERS -> registers(lowering);
      case ROWS -> rows(lowering, false);
      case LOOPS -> loops(lowering);
    };
  }

  /** The code for all samples, where it goes over the matrix once for all of them. */
  Optional<List<Statement>> batch(Form form, Lowering lowering) {
    return form == Form.ROWS ? Optional.of(rows(lowering, true)) : Optional.empty();
  }

  private Index weight(Index inner, Index outer) {
    return matrix.plus(inner.times(innerStride)).plus(outer.times(outerStride));
  }

  private Expression parameter(Index index) {
    return new Element(PARAMETERS, index);
  }

  private Expression startOf(Index outer) {
    return start.map(index -> parameter(index.plus(outer))).orElse(Expression.literal(0));
  }

  private List<Statement> straightLine(Lowering lowering) {
    List<Statement> code = new ArrayList<>();
    for (int o = 0; o < size.outer(); o++) {
      Expression target = new Element(lowering.array(to), Index.of(o));
      Expression sum = startOf(Index.of(o));
      for (int i = 0; i < size.inner(); i++) {
        Expression input = new Element(lowering.array(from), Index.of(i));
        sum = fma(input, parameter(weight(Index.of(i), Index.of(o))), sum);
        if (i % BLOCK == BLOCK - 1 || i == size.inner() - 1) {
          code.add(new Statement.Assign(target, sum));
          sum = target;
        }
      }
    }
    return code;
  }

  private List<Statement> registers(Lowering lowering) {
    List<Statement> code = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.DeclareFloat("x", new Element(lowering.array(from), Index.of("i"))));
    for (int o = 0; o < size.outer(); o++) {
      Expression sum = name("sum" + o);
      code.add(new Statement.DeclareFloat("sum" + o, startOf(Index.of(o))));
      Expression weight = parameter(weight(Index.of("i"), Index.of(o)));
      body.add(new Statement.Assign(sum, fma(name("x"), weight, sum)));
    }
    code.add(Statement.loop("i", 0, size.inner(), 1, body));
    for (int o = 0; o < size.outer(); o++) {
      code.add(new Statement.Assign(new Element(lowering.array(to), Index.of(o)), name("sum" + o)));
    }
    return code;
  }

  private List<Statement> loops(Lowering lowering) {
    Index r = size.repeats() == 1 ? Index.of(0) : Index.of("r");
    Index target = r.times(size.outer()).plus(Index.of("j"));
    Expression sum = new Element(lowering.array(to), target);
    Expression input = new Element(lowering.array(from), r.times(size.inner()).plus(Index.of("i")));
    Expression weight = parameter(weight(Index.of("i"), Index.of("j")));
    List<Statement> vector =
        List.of(
            Statement.loop(
                "j",
                0,
                size.outer(),
                1,
                List.of(new Statement.Assign(sum, startOf(Index.of("j"))))),
            Statement.loop(
                "i",
                0,
                size.inner(),
                1,
                List.of(
                    new Statement.DeclareFloat("x", input),
                    Statement.loop(
                        "j",
                        0,
                        size.outer(),
                        1,
                        List.of(new Statement.Assign(sum, fma(name("x"), weight, sum)))))));
    return size.repeats() == 1
        ? vector
        : List.of(Statement.loop("r", 0, size.repeats(), 1, vector));
  }

  private List<Statement> rows(Lowering lowering, boolean batch) {
    int outer = size.outer();
    String toRow = batch ? lowering.row(to) : lowering.array(to);
    List<Statement> code = new ArrayList<>();
    Statement begin =
        start.isPresent()
            ? new Statement.Copy(
                name(PARAMETERS), start.get(), toRowOf(lowering, batch), Index.of(0), outer)
            : new Statement.Zero(toRowOf(lowering, batch), Index.of(0), outer);
    code.add(batch ? Statement.eachSample(List.of(begin)) : begin);
    int whole = size.inner() - size.inner() % BLOCK;
    String rows = lowering.scratch(Math.min(BLOCK, size.inner()) * outer);
    if (whole == BLOCK) {
      code.addAll(block(lowering, batch, Index.of(0), BLOCK, rows, toRow));
    } else if (whole > 0) {
      code.add(
          Statement.loop(
              "i", 0, whole, BLOCK, block(lowering, batch, Index.of("i"), BLOCK, rows, toRow)));
    }
    if (size.inner() > whole) {
      code.addAll(block(lowering, batch, Index.of(whole), size.inner() - whole, rows, toRow));
    }
    return code;
  }

  private Expression toRowOf(Lowering lowering, boolean batch) {
    return batch ? new Element(lowering.array(to), Index.of("s")) : name(lowering.array(to));
  }

  /**
   * Adds the terms of some consecutive inputs to all sums: first their matrix rows one after
   * another, then a pass.
   */
  private List<Statement> block(
      Lowering lowering, boolean batch, Index inner, int count, String rows, String toRow) {
    List<Statement> code = new ArrayList<>();
    if (outerStride == 1) {
      code.add(
          new Statement.Copy(
              name(PARAMETERS),
              weight(inner, Index.of(0)),
              name(rows),
              Index.of(0),
              count * size.outer()));
    } else {
      code.add(
          Statement.loop(
              "j",
              0,
              size.outer(),
              1,
              IntStream.range(0, count)
                  .<Statement>mapToObj(
                      n ->
                          new Statement.Assign(
                              new Element(rows, Index.of("j").plus(n * size.outer())),
                              parameter(weight(inner.plus(n), Index.of("j")))))
                  .toList()));
    }
    String fromRow = batch ? lowering.row(from) : lowering.array(from);
    List<Expression> arguments = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      arguments.add(new Element(fromRow, inner.plus(n)));
    }
    arguments.add(name(rows));
    arguments.add(name(toRow));
    Statement pass =
        new Statement.Run(new Expression.Call("", lowering.helper(addRows(count)), arguments));
    if (batch) {
      code.add(
          Statement.eachSample(
              List.of(
                  new Statement.DeclareRow(fromRow, lowering.array(from), Index.of("s")),
                  new Statement.DeclareRow(toRow, lowering.array(to), Index.of("s")),
                  pass)));
    } else {
      code.add(pass);
    }
    return code;
  }

  /**
   * Adds multiples of some consecutive rows to the sums: the shape of loop that HotSpot turns into
   * vectors.
   */
  private Method addRows(int count) {
    int length = size.outer();
    List<Parameter> parameters = new ArrayList<>();
    Expression sum = new Element("sums", Index.of("j"));
    for (int n = 0; n < count; n++) {
      parameters.add(new Parameter(Method.Type.FLOAT, "x" + n));
      sum = fma(name("x" + n), new Element("rows", Index.of("j").plus(n * length)), sum);
    }
    parameters.add(new Parameter(Method.Type.ARRAY, "rows"));
    parameters.add(new Parameter(Method.Type.ARRAY, "sums"));
    return new Method(
        "add" + count + "Rows" + length,
        true,
        parameters,
        List.of(
            new Statement.Comment(
                "Adds %s to %d sums: each row, one after another, times its factor."
                    .formatted(count == 1 ? "a row" : count + " rows", length)),
            Statement.loop(
                "j",
                0,
                length,
                1,
                List.of(new Statement.Assign(new Element("sums", Index.of("j")), sum)))));
  }
}

package dev.cortado.processor.code;

import java.util.List;
import java.util.function.Function;

/** One statement of a method. */
public sealed interface Statement {
  /** A line that explains what follows. */
  record Comment(String text) implements Statement {}

  /** {@code float name = value;}. */
  record DeclareFloat(String name, Expression value) implements Statement {}

  /** {@code float[] name = rows[index];}. */
  record DeclareRow(String name, String rows, Index index) implements Statement {}

  /** {@code target = value;}. */
  record Assign(Expression target, Expression value) implements Statement {}

  /**
   * {@code for (int variable = 0; variable < to; variable++)}.
   *
   * @param to a number or the name of a local
   */
  record For(String variable, String to, List<Statement> body) implements Statement {
    /** Copies the body. */
    public For {
      body = List.copyOf(body);
    }
  }

  /** {@code for (int variable = count - 1; variable >= 0; variable--)}. */
  record Descending(String variable, int count, List<Statement> body) implements Statement {
    /** Copies the body. */
    public Descending {
      body = List.copyOf(body);
    }
  }

  /** {@code System.arraycopy(from, fromIndex, to, toIndex, length);}; of one, an assignment. */
  record Copy(Expression from, Index fromIndex, Expression to, Index toIndex, int length)
      implements Statement {}

  /** {@code Arrays.fill(array, from, from + length, 0f);}; of one, {@code array[from] = 0f;}. */
  record Zero(Expression array, Index from, int length) implements Statement {}

  /** A call for its effect. */
  record Run(Expression call) implements Statement {}

  /**
   * What is done for each index from 0 to below a count: a loop, but where there is one index
   * alone, what is done for that.
   *
   * @param body what is done for an index
   */
  static List<Statement> loop(String variable, int count, Function<Index, List<Statement>> body) {
    return count == 1
        ? body.apply(Index.of(0))
        : List.of(new For(variable, String.valueOf(count), body.apply(Index.of(variable))));
  }

  /** A loop over the samples of a batch. */
  static For eachSample(List<Statement> body) {
    return new For("s", "samples", body);
  }
}

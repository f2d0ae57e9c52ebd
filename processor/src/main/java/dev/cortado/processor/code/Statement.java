package dev.cortado.processor.code;

import java.util.List;

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
   * {@code for (int variable = from; variable < to; variable += step)}.
   *
   * @param from a number or the name of a local
   * @param to a number or the name of a local
   * @param step at least 1
   */
  record For(String variable, String from, String to, int step, List<Statement> body)
      implements Statement {
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

  /** {@code System.arraycopy(from, fromIndex, to, toIndex, length);}. */
  record Copy(Expression from, Index fromIndex, Expression to, Index toIndex, int length)
      implements Statement {}

  /** {@code Arrays.fill(array, from, from + length, 0f);}. */
  record Zero(Expression array, Index from, int length) implements Statement {}

  /** A call for its effect. */
  record Run(Expression call) implements Statement {}

  /** A loop with constant bounds. */
  static For loop(String variable, int from, int to, int step, List<Statement> body) {
    return new For(variable, String.valueOf(from), String.valueOf(to), step, body);
  }

  /** A loop over the samples of a batch. */
  static For eachSample(List<Statement> body) {
    return new For("s", "0", "samples", 1, body);
  }
}

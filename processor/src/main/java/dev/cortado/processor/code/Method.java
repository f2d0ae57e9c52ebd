package dev.cortado.processor.code;

import java.util.List;

/**
 * A method of the generated class, without result.
 *
 * @param name its name
 * @param isStatic whether it touches no state of the network
 * @param parameters its parameters
 * @param body its statements
 */
public record Method(
    String name, boolean isStatic, List<Parameter> parameters, List<Statement> body) {
  /** Copies the lists. */
  public Method {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Whether it takes the arrays that kernels keep intermediate results in. */
  public boolean needsScratch() {
    return parameters.stream().anyMatch(parameter -> parameter.type() == Type.SCRATCH);
  }

  /** A parameter of a method. */
  public record Parameter(Type type, String name) {}

  /** The types that parameters have. */
  public enum Type {
    /** {@code float}. */
    FLOAT,
    /** {@code int}. */
    INT,
    /** {@code long}. */
    LONG,
    /** {@code float[]}: one sample, parameters or an intermediate result. */
    ARRAY,
    /** {@code float[][]}: one row a sample. */
    ROWS,
    /** The runtime's arrays for intermediate results. */
    SCRATCH
  }
}

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

  /**
   * A parameter of a method.
   *
   * @param className the simple name of the generated class of an object; empty for other types
   */
  public record Parameter(Type type, String name, String className) {
    /** A parameter that is no object of a generated class. */
    public Parameter(Type type, String name) {
      this(type, name, "");
    }
  }

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
    /** An object of a generated class. */
    OBJECT,
    /** Several objects of a generated class. */
    OBJECTS,
    /** The runtime's arrays for intermediate results. */
    SCRATCH
  }
}

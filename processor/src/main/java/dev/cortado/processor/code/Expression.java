package dev.cortado.processor.code;

import java.util.List;

/** A value: a float, as a rule; array names and rows stand as arguments of calls. */
public sealed interface Expression {
  /** A number. */
  record Literal(float value) implements Expression {}

  /** A local variable or a parameter of the method, by name. */
  record Name(String name) implements Expression {}

  /** An element of an array, or a row of rows. */
  record Element(String array, Index index) implements Expression {}

  /** Two values with an operator between them: {@code + - * /}. */
  record Binary(Expression left, char operator, Expression right) implements Expression {}

  /** A call of a static method; without an owner, one of the generated class. */
  record Call(String owner, String method, List<Expression> arguments) implements Expression {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A call of a method of a constant of the class: {@code HIDDEN_AFFINE.forward(...)}. */
  record Invoke(String constant, String method, List<Expression> arguments) implements Expression {
    /** Copies the arguments. */
    public Invoke {
      arguments = List.copyOf(arguments);
    }
  }

  /** A constant of an enum of the runtime. */
  record EnumConstant(String type, String name) implements Expression {}

  /** Java that fits no other form, word for word: an int or long argument of a call. */
  record Verbatim(String java) implements Expression {}

  /** {@code value > bound ? then : otherwise}. */
  record IfGreater(Expression value, Expression bound, Expression then, Expression otherwise)
      implements Expression {}

  /** A number. */
  static Expression literal(double value) {
    return new Literal((float) value);
  }

  /** A local variable. */
  static Expression name(String name) {
    return new Name(name);
  }

  /** {@code this + other}. */
  default Expression plus(Expression other) {
    return new Binary(this, '+', other);
  }

  /** {@code this - other}. */
  default Expression minus(Expression other) {
    return new Binary(this, '-', other);
  }

  /** {@code this * other}. */
  default Expression times(Expression other) {
    return new Binary(this, '*', other);
  }

  /** {@code this / other}. */
  default Expression over(Expression other) {
    return new Binary(this, '/', other);
  }

  /** {@code fma(a, b, sum)}: {@code a * b + sum}, rounded once. */
  static Expression fma(Expression a, Expression b, Expression sum) {
    return new Call("Math", "fma", List.of(a, b, sum));
  }

  /** A call of a method of the runtime's {@code Functions}. */
  static Expression function(String method, Expression... arguments) {
    return new Call("Functions", method, List.of(arguments));
  }
}

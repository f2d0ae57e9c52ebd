package dev.cortado.processor.graph;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;

/** What an operation asks while it writes its code element by element, without arrays. */
public interface Elements {
  /** An element of a value, in row-major order. */
  Expression element(Value value, int index);

  /** The constant that says where a parameter begins in the flat arrays. */
  Constant offset(Value parameter);
}

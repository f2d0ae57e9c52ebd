package dev.cortado.processor.graph;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Method;
import java.util.List;

/** What an operation asks while it writes its code. */
public interface Lowering {
  /** The name of the array, or of the rows, that holds a value. */
  String array(Value value);

  /** The name for the row of one sample, where {@link #array} names the rows of all. */
  String row(Value value);

  /** The constant that says where a parameter begins in the flat arrays. */
  Constant offset(Value parameter);

  /**
   * Whether the code is for a sample alone: what it writes is read at once. A processor waits long
   * for a number that it has just written as a part of a vector.
   */
  boolean isAlone();

  /** Whether outputs are all that is wanted: values of layers in between need not be written. */
  boolean wantsOutputsAlone();

  /** How an operation's code is to be shaped. */
  Form form(Operation operation);

  /**
   * Makes a helper method part of the class, once, however often it is asked for; returns its name.
   */
  String helper(Method method);

  /** The name of the key from which a training pass draws. */
  String noise();

  /** The name of what kernels keep intermediate results in. */
  String scratch();

  /** Where a use of a part finds it. */
  PartSite part(PartUse use);

  /** Where a use of a part finds it to explain it: its arrays are those of explanations. */
  PartSite explainedPart(PartUse use);

  /**
   * The name of a constant that holds a kernel: one for each layer, class of kernel and arguments
   * of its factory.
   *
   * @param layer what the name begins with: the layer's name, and what of it the kernel is for
   */
  String kernel(String layer, String type, List<Expression> arguments);

  /** The name of a constant that holds an instance of a user's class: one for each layer. */
  String instance(String layer, String packageName, String nestedName);
}

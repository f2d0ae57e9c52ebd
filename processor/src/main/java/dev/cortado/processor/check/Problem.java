package dev.cortado.processor.check;

import dev.cortado.processor.declare.Place;
import java.util.List;

/**
 * All problems that the compiler reports. Ids are stable; {@code docs/errors.md} has a paragraph
 * for each.
 */
public enum Problem {
  /** The annotated type is no interface. */
  NOT_AN_INTERFACE("NotAnInterface"),
  /** The interface does not extend Model. */
  NOT_A_MODEL("NotAModel"),
  /** The generated class could not see the interface. */
  PRIVATE_NETWORK("PrivateNetwork"),
  /** The interface has type parameters. */
  GENERIC_NETWORK("GenericNetwork"),
  /** The generated class may not implement the interface. */
  SEALED_NETWORK("SealedNetwork"),
  /** A name that generated code needs is taken. */
  NAME_COLLISION("NameCollision"),
  /** A super-interface declares layers. */
  INHERITED_LAYER("InheritedLayer"),
  /** A super-interface declares methods that nothing implements. */
  INHERITED_METHOD("InheritedMethod"),
  /** There are no layers. */
  NO_LAYERS("NoLayers"),
  /** There is no input. */
  NO_INPUT("NoInput"),
  /** A method without a layer annotation. */
  NOT_A_LAYER("NotALayer"),
  /** Two kinds of layer on one method. */
  TWO_KINDS("TwoKinds"),
  /** A layer method of another signature than {@code Layer name();}. */
  LAYER_SIGNATURE("LayerSignature"),
  /** A layer method with a body. */
  LAYER_BODY("LayerBody"),
  /** A layer without anything that feeds it. */
  NOTHING_ABOVE("NothingAbove"),
  /** A name that no layer has. */
  UNKNOWN_LAYER("UnknownLayer"),
  /** A layer that takes itself or one below it. */
  LATER_LAYER("LaterLayer"),
  /** A merge of fewer than two layers. */
  TOO_FEW_INPUTS("TooFewInputs"),
  /** A merge of more layers than it takes. */
  TOO_MANY_INPUTS("TooManyInputs"),
  /** A type that is used as a network, but is none. */
  NOT_A_NETWORK("NotANetwork"),
  /** A network that uses itself. */
  CYCLIC_USE("CyclicUse"),
  /** A network that uses one with problems of its own. */
  BROKEN_NETWORK("BrokenNetwork"),
  /** A network with more inputs or outputs than its use allows. */
  UNUSABLE_NETWORK("UnusableNetwork"),
  /** A layer that cannot use the parameters of another. */
  SHARED_WEIGHTS("SharedWeights"),
  /** A layer that reaches no output. */
  DEAD_LAYER("DeadLayer"),
  /** A number outside its range. */
  OUT_OF_RANGE("OutOfRange"),
  /** A parameter that an initializer or activation does not take, or needs and did not get. */
  WRONG_PARAMETER("WrongParameter"),
  /** A class that cannot be a custom layer. */
  CUSTOM_CLASS("CustomClass"),
  /** Layers of shapes that do not go together. */
  SHAPE_MISMATCH("ShapeMismatch"),
  /** Numbers of tokens that would have to be learnt. */
  NOT_TOKENS("NotTokens"),
  /** A network that cannot be read step by step. */
  NOT_STREAMABLE("NotStreamable"),
  /** Softmax over a single value. */
  SOFTMAX_OF_ONE("SoftmaxOfOne"),
  /** More values than an array can hold. */
  TOO_LARGE("TooLarge"),
  /** A cost above its budget. */
  BUDGET_EXCEEDED("BudgetExceeded"),
  /** A library that the compiler needs is not on the processor path. */
  MISSING_JAR("MissingJar"),
  /** A fault of the compiler itself. */
  INTERNAL("Internal");

  private final String id;

  Problem(String id) {
    this.id = id;
  }

  /** The stable id, as messages show it. */
  public String id() {
    return id;
  }

  /** This problem at a place, with a message that says all of it in one line. */
  public Diagnostic at(Place place, String message) {
    return new Diagnostic(this, place, message, List.of());
  }
}

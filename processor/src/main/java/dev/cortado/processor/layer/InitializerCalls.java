package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.ParameterNode.InitializerCall;
import java.util.List;
import java.util.Optional;

/** The runtime's factory for each initializer of the language. */
final class InitializerCalls {
  static final InitializerCall ZEROS = call("zeros");
  static final InitializerCall ONES = call("ones");

  private InitializerCalls() {}

  static InitializerCall of(AnnotationUse init) {
    return switch (init.choice("value")) {
      case "ZEROS" -> ZEROS;
      case "ONES" -> ONES;
      case "CONSTANT" -> call("constant", init.number("constant"));
      case "UNIFORM" -> call("uniform", or(init, "min", -0.05), or(init, "max", 0.05));
      case "NORMAL" -> call("normal", or(init, "mean", 0), or(init, "stddev", 0.05));
      case "TRUNCATED_NORMAL" ->
          call("truncatedNormal", or(init, "mean", 0), or(init, "stddev", 0.05));
      case "GLOROT_UNIFORM" -> call("glorotUniform");
      case "GLOROT_NORMAL" -> call("glorotNormal");
      case "HE_UNIFORM" -> call("heUniform");
      case "HE_NORMAL" -> call("heNormal");
      case "LECUN_UNIFORM" -> call("lecunUniform");
      case "LECUN_NORMAL" -> call("lecunNormal");
      case "ORTHOGONAL" -> call("orthogonal", or(init, "gain", 1));
      default ->
          throw new IllegalArgumentException(
              "no factory for the initializer " + init.choice("value"));
    };
  }

  private static InitializerCall call(String method, Double... arguments) {
    return new InitializerCall(method, List.of(arguments), Optional.empty());
  }

  /** Ones for the forget gates of an LSTM's bias, the given for its other gates. */
  static InitializerCall unitForgetBias(InitializerCall others) {
    return new InitializerCall("unitForgetBias", List.of(), Optional.of(others));
  }

  private static double or(AnnotationUse init, String attribute, double otherwise) {
    return init.isExplicit(attribute) ? init.number(attribute) : otherwise;
  }
}

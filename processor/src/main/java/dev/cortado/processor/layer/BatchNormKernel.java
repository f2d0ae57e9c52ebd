package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runtime's kernel for batch normalization.
 *
 * @param layer the name of the layer
 * @param mean the moving mean
 * @param variance the moving variance
 * @param positions how many positions a sample has
 * @param epsilon what is added to the variance
 * @param momentum which part of a moving average a step keeps
 */
record BatchNormKernel(
    String layer, Value mean, Value variance, int positions, double epsilon, double momentum) {

  /** A call of one of the kernel's methods. */
  Statement call(Lowering lowering, String method, Expression... arguments) {
    List<Expression> sizes =
        Stream.of(mean.size(), positions, epsilon, momentum)
            .<Expression>map(argument -> new Verbatim(String.valueOf(argument)))
            .toList();
    List<Expression> all =
        Stream.concat(
                Stream.of(mean, variance).map(value -> name(lowering.offset(value).name())),
                sizes.stream())
            .toList();
    String constant = lowering.kernel(layer, "BatchNorm", all);
    return new Statement.Run(new Expression.Invoke(constant, method, List.of(arguments)));
  }

  /**
   * The name of the constant that holds the kernel of predictions.
   *
   * @param gamma what is multiplied with, where anything is
   * @param beta what is added, where anything is
   */
  String moving(Lowering lowering, Optional<Value> gamma, Optional<Value> beta) {
    List<Expression> arguments = new ArrayList<>();
    for (Optional<Value> parameter :
        List.of(gamma, beta, Optional.of(mean), Optional.of(variance))) {
      arguments.add(name(parameter.map(lowering::offset).map(Constant::name).orElse("-1")));
    }
    arguments.add(new Verbatim(String.valueOf(mean.size())));
    arguments.add(new Verbatim(String.valueOf(epsilon)));
    return lowering.kernel(layer, "MovingNorm", arguments);
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)} with the given names. */
  String formula(String x, String itsMean, String itsVariance) {
    return "(%s - %s) / sqrt(%s + %s)".formatted(x, itsMean, itsVariance, epsilon);
  }
}

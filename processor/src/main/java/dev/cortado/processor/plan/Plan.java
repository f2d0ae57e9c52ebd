package dev.cortado.processor.plan;

import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the generated class is written from.
 *
 * @param network the declaration
 * @param graph the forward graph
 * @param table the network as a table, a line each
 * @param fingerprint a digest of layers, shapes and wiring
 * @param parameters the layout of the flat arrays
 * @param arrays the arrays of a workspace: activations, statistics, then gradients
 * @param roots for each layer's value, each output's logits and each output's gradient, the value
 *     whose array holds it
 * @param lossGradients for each output, the value that a loss writes
 * @param kernels the constants that hold kernels
 * @param tiny the body of the prediction of one sample on local variables, where the network is
 *     tiny
 * @param forward the steps of a prediction
 * @param training the steps of the forward pass of training; equal to {@code forward} where nothing
 *     differs
 * @param backward the steps of the backward pass
 * @param updates the steps that follow on a step of the optimizer
 * @param explanation the derivative with respect to the inputs, where it is asked for
 * @param helpers the methods that steps call
 */
public record Plan(
    NetworkDeclaration network,
    Graph graph,
    List<String> table,
    String fingerprint,
    List<ParameterSlot> parameters,
    List<Value> arrays,
    Map<Value, Value> roots,
    List<Value> lossGradients,
    List<KernelConstant> kernels,
    Optional<List<Statement>> tiny,
    List<Step> forward,
    List<Step> training,
    List<Step> backward,
    List<Step> updates,
    Optional<Explanation> explanation,
    List<Method> helpers) {
  /** Copies the lists. */
  public Plan {
    table = List.copyOf(table);
    parameters = List.copyOf(parameters);
    arrays = List.copyOf(arrays);
    roots = Map.copyOf(roots);
    lossGradients = List.copyOf(lossGradients);
    kernels = List.copyOf(kernels);
    tiny = tiny.map(List::copyOf);
    forward = List.copyOf(forward);
    training = List.copyOf(training);
    backward = List.copyOf(backward);
    updates = List.copyOf(updates);
    helpers = List.copyOf(helpers);
  }

  /**
   * The backward pass of explanations.
   *
   * @param arrays the arrays that it writes
   * @param outputs for each output, the value that the caller writes
   * @param inputs for each input, its gradient; roots has the arrays of both
   * @param steps its steps
   */
  public record Explanation(
      List<Value> arrays, List<Value> outputs, List<Value> inputs, List<Step> steps) {
    /** Copies the lists. */
    public Explanation {
      arrays = List.copyOf(arrays);
      outputs = List.copyOf(outputs);
      inputs = List.copyOf(inputs);
      steps = List.copyOf(steps);
    }
  }
}

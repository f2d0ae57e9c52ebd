package dev.cortado.processor.plan;

import dev.cortado.processor.graph.PartSite;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * The use of a part, for whoever writes its fields.
 *
 * @param use the use
 * @param plan the plan of the part
 * @param site the names of its fields
 * @param inputs the arrays that hold what feeds it, and the masks that it reads
 * @param output the array that holds what it hands on
 * @param mask the array that holds the mask of that, where the part computes one
 * @param outputGradient the array that holds the gradient of that, where it has one
 * @param inputGradients for each input, the array for its gradient, where it is needed
 */
public record UsePlan(
    PartUse use,
    Plan plan,
    PartSite site,
    List<Value> inputs,
    Value output,
    Optional<Value> mask,
    Optional<Value> outputGradient,
    List<Optional<Value>> inputGradients) {
  /** Copies the lists. */
  public UsePlan {
    inputs = List.copyOf(inputs);
    inputGradients = List.copyOf(inputGradients);
  }

  /** Floats of activations of a sample, without what it hands on. */
  long activations() {
    int handedOn = output.size() + mask.map(Value::size).orElse(0);
    return use.repeats() * plan.activations() + (use.repeats() - 1L) * handedOn;
  }

  /** How the part meets those who use it. */
  public Boundary boundary() {
    return plan.boundary().orElseThrow();
  }
}

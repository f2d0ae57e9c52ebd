package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * The use of a part in an explanation, for whoever writes its fields.
 *
 * @param plan the use
 * @param field the name of the field that holds the part's arrays for explanations
 * @param output the array that holds the gradient of what the layer hands on
 * @param inputs for each input, the array for its gradient, where it is needed
 */
public record ExplainedUse(UsePlan plan, String field, Value output, List<Optional<Value>> inputs) {
  /** Copies the list. */
  public ExplainedUse {
    inputs = List.copyOf(inputs);
  }
}

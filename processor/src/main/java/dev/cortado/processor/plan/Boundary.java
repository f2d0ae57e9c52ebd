package dev.cortado.processor.plan;

import dev.cortado.processor.graph.PartInterface;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * Where a part meets those who use it: the arrays that are theirs.
 *
 * @param name how the names of its classes begin
 * @param calls what its methods take
 * @param output the array that holds what it hands on
 * @param mask the array that holds the mask of that, where the part computes one
 * @param outputGradient the array that holds the gradient of that
 * @param inputGradients for each input, the array that its gradient is written to
 */
public record Boundary(
    String name,
    PartInterface calls,
    Value output,
    Optional<Value> mask,
    Value outputGradient,
    List<Value> inputGradients) {
  /** Copies the list. */
  public Boundary {
    inputGradients = List.copyOf(inputGradients);
  }

  /** The simple name of the class that holds its code. */
  public String partClass() {
    return name + "Part";
  }

  /** The simple name of the class that holds its arrays for explanations. */
  public String explanationClass() {
    return name + "Explanation";
  }

  /** The simple name of the class that holds its arrays. */
  public String buffersClass() {
    return name + "Buffers";
  }
}

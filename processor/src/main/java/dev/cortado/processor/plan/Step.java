package dev.cortado.processor.plan;

import dev.cortado.processor.code.Method;
import java.util.List;
import java.util.Optional;

/**
 * A part of a pass over the network.
 *
 * @param sample the method for one sample, where the pass has one
 * @param batch the method for all samples
 * @param arrays for each array that the methods take, first those they read: the field of the
 *     workspace or the input
 * @param needsNoise whether the batch method takes the key of the random draws
 * @param batchCallsSample whether the batch method calls the other, again and again
 * @param headOf the output whose head it is the derivative of, or -1
 * @param onlyForInputs whether it serves the gradients of a part's inputs alone
 */
public record Step(
    Optional<Method> sample,
    Method batch,
    List<ArrayRef> arrays,
    boolean needsNoise,
    boolean batchCallsSample,
    int headOf,
    boolean onlyForInputs) {
  /** Copies the arrays. */
  public Step {
    arrays = List.copyOf(arrays);
  }

  /** Its methods. */
  List<Method> methods() {
    return sample.map(alone -> List.of(alone, batch)).orElse(List.of(batch));
  }

  /**
   * An array of a step.
   *
   * @param name its name: a field of the workspace unless it is an input
   * @param input its position among the network's inputs, or -1
   */
  public record ArrayRef(String name, int input) {}
}

package dev.cortado.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * What the methods of a part take.
 *
 * @param inputs the names of the arrays in its buffers that hold its inputs, then those of the
 *     masks that it reads
 * @param output the name of the array that holds what it hands on
 * @param mask the name of the array that holds the mask of that, where it computes one
 * @param hasParameters whether it has parameters
 * @param needsScratch whether its kernels keep intermediate results
 * @param forwardDraws whether its forward pass of training draws
 * @param backwardDraws whether its backward pass draws
 * @param hasAverages whether something follows on a step of the optimizer
 * @param folds whether a batch's prediction can leave layers out
 */
public record PartInterface(
    List<String> inputs,
    String output,
    Optional<String> mask,
    boolean hasParameters,
    boolean needsScratch,
    boolean forwardDraws,
    boolean backwardDraws,
    boolean hasAverages,
    boolean folds) {
  /** Copies the names. */
  public PartInterface {
    inputs = List.copyOf(inputs);
  }
}

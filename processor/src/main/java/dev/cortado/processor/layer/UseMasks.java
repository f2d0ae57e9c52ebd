package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Part;
import dev.cortado.processor.graph.Value;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What becomes of masks where a network is used.
 *
 * @param part the part whose code runs, for each repeat
 * @param passed the input whose mask is that of what the layer hands on, where there is one
 */
record UseMasks(Part part, OptionalInt passed) {

  /**
   * Finds the part for the inputs that have masks. Repeats are one part: each is to have a mask, or
   * none is, unless that makes no difference to the code.
   *
   * @param plain the network without masks
   */
  static Optional<UseMasks> of(LayerContext layer, Part plain) {
    Set<Integer> masked =
        IntStream.range(0, layer.inputs().size())
            .filter(input -> layer.masks().of(layer.inputs().get(input)).isPresent())
            .boxed()
            .collect(Collectors.toSet());
    Part last = part(layer, masked, plain);
    Part code = layer.parts().plainest(layer.used(), last);
    for (int i = 1; i < layer.annotation().integer("repeat"); i++) {
      boolean isMasked = last.graph().masks().handedOn().isPresent();
      last = part(layer, isMasked ? Set.of(0) : Set.of(), plain);
      if (!layer.parts().plainest(layer.used(), last).key().equals(code.key())) {
        return unequal(layer, plain, isMasked);
      }
    }
    return Optional.of(new UseMasks(code, last.graph().masks().passedOn()));
  }

  /** Masks make no problems: a network that has none without has none with them. */
  private static Part part(LayerContext layer, Set<Integer> masked, Part plain) {
    return masked.isEmpty() ? plain : layer.parts().of(layer.used(), masked).orElseThrow();
  }

  private static Optional<UseMasks> unequal(LayerContext layer, Part part, boolean isMasked) {
    return layer.report(
        Problem.UNUSABLE_NETWORK
            .at(
                layer.annotation().place("repeat"),
                isMasked
                    ? "layer '%s' repeats %s, which takes a value without a mask but hands one on"
                        .formatted(layer.name(), part.name())
                    : "layer '%s' repeats %s, which takes a mask but hands none on"
                        .formatted(layer.name(), part.name()))
            .expected("a mask for each repeat, or for none: they are the same code")
            .fix(
                "let a layer @Use(%s.class) once, and repeat it in the next layer"
                    .formatted(part.name())));
  }

  /** The masks that the part reads. */
  Stream<Value> read(LayerContext layer) {
    return part.graph().maskedInputs().stream().map(input -> ofInput(layer, input).orElseThrow());
  }

  /** The mask of what the layer hands on, where it is that of an input. */
  Optional<Value> passedOn(LayerContext layer) {
    return passed.isPresent() ? ofInput(layer, passed.getAsInt()) : Optional.empty();
  }

  private static Optional<Value> ofInput(LayerContext layer, int input) {
    return layer.masks().of(layer.inputs().get(input));
  }
}

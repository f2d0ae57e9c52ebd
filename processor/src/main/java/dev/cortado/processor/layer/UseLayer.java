package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.UsedNetwork;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Part;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.graph.Value.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code @Use}: another network, once or several times one after another. */
final class UseLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Use";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    return part(layer)
        .filter(part -> suits(layer, part))
        .flatMap(part -> UseMasks.of(layer, part))
        .flatMap(masks -> use(layer, masks));
  }

  private static Optional<Value> use(LayerContext layer, UseMasks masks) {
    Part part = masks.part();
    int repeats = layer.annotation().integer("repeat");
    long trainable = part.parameterCount(Role.TRAINABLE);
    long frozen = part.parameterCount(Role.FROZEN);
    if (!layer.fits("the parameters", repeats, trainable + frozen)) {
      return Optional.empty();
    }
    layer.describe(part.name() + (repeats > 1 ? ", %d times over".formatted(repeats) : ""));
    Value output = layer.value(part.output().shape());
    Optional<Value> computed =
        part.computedMask().map(mask -> layer.intermediate("Mask", mask.shape()));
    PartUse use =
        new PartUse(
            layer.position(),
            part,
            repeats,
            output,
            computed,
            Stream.concat(layer.inputs().stream(), masks.read(layer)).toList(),
            layer.parameters(Role.TRAINABLE, repeats * trainable),
            layer.parameters(Role.FROZEN, repeats * frozen));
    computed.ifPresent(mask -> layer.add(new PartUse.Mask(mask, use)));
    layer.add(use);
    computed.or(() -> masks.passedOn(layer)).ifPresent(mask -> layer.masks().put(output, mask));
    return Optional.of(output);
  }

  /** The network that is used, where it is one and sound. */
  private static Optional<Part> part(LayerContext layer) {
    UsedNetwork used = layer.used();
    if (!used.isNetwork()) {
      return layer.report(
          Problem.NOT_A_NETWORK
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' uses %s, which is not annotated with @Network"
                      .formatted(layer.name(), used.name()))
              .fix("annotate %s, or use the interface of a network".formatted(used.name())));
    }
    List<String> cycle = layer.parts().cycle(used);
    if (!cycle.isEmpty()) {
      return layer.report(
          Problem.CYCLIC_USE
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' uses %s, so that network %s is made of itself"
                      .formatted(layer.name(), used.name(), cycle.get(cycle.size() - 1)))
              .found(cycle.get(cycle.size() - 1) + " uses " + String.join(", which uses ", cycle))
              .fix("use another network; repeat = 3 puts three of a network one after another"));
    }
    Optional<Part> part = layer.parts().of(used, Set.of());
    return part.isPresent()
        ? part
        : layer.report(
            Problem.BROKEN_NETWORK
                .at(
                    layer.annotation().place("value"),
                    "layer '%s' uses %s, which has problems of its own"
                        .formatted(layer.name(), used.name()))
                .fix("mend %s first".formatted(used.name())));
  }

  /** Whether a network can be used as the layer says; reports it where not. */
  private static boolean suits(LayerContext layer, Part part) {
    return hasOneOutput(layer, part)
        && inputsFit(layer, part)
        && (layer.annotation().integer("repeat") == 1 || mayRepeat(layer, part));
  }

  private static boolean hasOneOutput(LayerContext layer, Part part) {
    List<LayerNode> outputs = part.graph().outputs();
    if (outputs.size() > 1) {
      layer.report(
          Problem.UNUSABLE_NETWORK
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' uses %s, which has %d outputs"
                      .formatted(layer.name(), part.name(), outputs.size()))
              .found(names(outputs))
              .expected("1 output, as a layer hands on 1 value"));
    }
    return outputs.size() == 1;
  }

  private static boolean inputsFit(LayerContext layer, Part part) {
    List<LayerNode> inputs = part.graph().inputs();
    int taken = layer.inputs().size();
    if (taken != inputs.size()) {
      layer.report(
          (taken < inputs.size() ? Problem.TOO_FEW_INPUTS : Problem.TOO_MANY_INPUTS)
              .at(
                  layer.annotation().place("input"),
                  "layer '%s' takes %s, but %s has %s"
                      .formatted(
                          layer.name(),
                          count(taken, "layer"),
                          part.name(),
                          count(inputs.size(), "input")))
              .expected("a layer for each of %s's inputs: %s".formatted(part.name(), names(inputs)))
              .fix(
                  "name %s of this network in @Use's input, in that order"
                      .formatted(count(inputs.size(), "layer"))));
      return false;
    }
    List<Boolean> fit = new ArrayList<>();
    for (int i = 0; i < taken; i++) {
      fit.add(fits(layer, part, i));
    }
    return !fit.contains(false);
  }

  private static boolean fits(LayerContext layer, Part part, int input) {
    Shape found = layer.inputs().get(input).shape();
    LayerNode declared = part.graph().inputs().get(input);
    Shape expected = declared.value().shape();
    if (!found.equals(expected)) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.references().get(input).place(),
                  "layer '%s' feeds '%s' of shape %s to the input '%s' of %s, whose shape is %s"
                      .formatted(
                          layer.name(),
                          layer.references().get(input).name(),
                          found,
                          declared.name(),
                          part.name(),
                          expected))
              .found(found)
              .expected(expected)
              .fix(
                  "feed it a layer of that shape, or change @Input of '%s' in %s"
                      .formatted(declared.name(), part.name())));
    }
    return found.equals(expected);
  }

  private static boolean mayRepeat(LayerContext layer, Part part) {
    if (part.inputs().size() > 1) {
      layer.report(
          Problem.UNUSABLE_NETWORK
              .at(
                  layer.annotation().place("repeat"),
                  "layer '%s' repeats %s, which has %d inputs"
                      .formatted(layer.name(), part.name(), part.inputs().size()))
              .found(names(part.graph().inputs()))
              .expected("1 input, which its output can be"));
      return false;
    }
    Shape in = part.inputs().get(0).shape();
    Shape out = part.output().shape();
    if (!in.equals(out)) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("repeat"),
                  "layer '%s' repeats %s, which takes the shape %s but hands on %s"
                      .formatted(layer.name(), part.name(), in, out))
              .found("%s and %s".formatted(in, out))
              .expected("equal shapes, as each repeat takes what the one before hands on"));
    }
    return in.equals(out);
  }

  private static String names(List<LayerNode> layers) {
    return "'" + String.join("', '", nameList(layers)) + "'";
  }

  private static List<String> nameList(List<LayerNode> layers) {
    return layers.stream().map(LayerNode::name).toList();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Sum;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code @SimpleRNN}, {@code @LSTM} and {@code @GRU}: reads a sequence step by step, in one
 * direction or in both.
 *
 * @param type what happens at a step, unless the annotation asks for another form of it
 */
record RecurrentLayer(CellType type) implements LayerKind {

  @Override
  public String annotation() {
    return type.annotation();
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    AnnotationUse annotation = sequence.annotation();
    if (!annotation.choice("bidirectional").equals("NO")) {
      return new Pace.Whole("bidirectional", "remove it: the layer then reads forwards alone");
    }
    if (annotation.flag("goBackwards")) {
      return new Pace.Whole("goBackwards", "remove it: the layer then reads forwards");
    }
    if (sequence.inputs().size() > 1) {
      return new Pace.Whole("initialState", "remove it: the states then begin as 0");
    }
    if (!annotation.flag("returnSequences")) {
      return Pace.LAST_STEP;
    }
    return annotation.flag("returnState")
        ? new Pace.Whole("returnState", "remove it, or returnSequences")
        : Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse annotation = layer.annotation();
    Shape in = layer.input().shape();
    CellType cell = type.of(annotation);
    if (!new RecurrentChecks(layer, cell).areFine()) {
      return Optional.empty();
    }
    int steps = in.sizes().get(0);
    int units = annotation.integer("units");
    boolean sequences = annotation.flag("returnSequences");
    boolean states = annotation.flag("returnState");
    int rows = (sequences ? steps : 1) + (states ? cell.states() : 0);
    Shape shape = sequences || states ? Shape.of(rows, units) : Shape.of(units);
    describe(layer);
    String merge = annotation.choice("bidirectional");
    boolean isOneWay = merge.equals("NO");
    Value output =
        layer.value(merge.equals("CONCAT") ? shape.with(shape.rank() - 1, 2 * units) : shape);
    if (isOneWay) {
      new RecurrentDirection(layer, cell, "", annotation.flag("goBackwards")).add(output);
    } else {
      Value forward = layer.intermediate("Forward", shape);
      Value backward = layer.intermediate("Backward", shape);
      new RecurrentDirection(layer, cell, "forward", false).add(forward);
      new RecurrentDirection(layer, cell, "backward", true).add(backward);
      layer.add(merged(layer, merge, output, List.of(forward, backward)));
    }
    if (sequences && !states) {
      passMaskOn(layer, output, isOneWay && annotation.flag("goBackwards"));
    }
    return Optional.of(output);
  }

  private void describe(LayerContext layer) {
    AnnotationUse annotation = layer.annotation();
    type.functions(annotation).forEach(name -> layer.describe(name.toLowerCase(Locale.ROOT)));
    if (type.of(annotation) == CellType.RESET_FIRST_GRU) {
      layer.describe("reset first");
    }
    if (annotation.flag("returnSequences")) {
      layer.describe("sequences");
    }
    if (annotation.flag("returnState")) {
      layer.describe("states");
    }
    double dropout = annotation.number("recurrentDropout");
    if (dropout > 0) {
      layer.describe("recurrent dropout " + dropout);
    }
    if (annotation.flag("goBackwards")) {
      layer.describe("backwards");
    }
    String merge = annotation.choice("bidirectional");
    if (!merge.equals("NO")) {
      layer.describe("both ways " + merge.toLowerCase(Locale.ROOT));
    }
  }

  private static ForwardOperation merged(
      LayerContext layer, String merge, Value output, List<Value> both) {
    return switch (merge) {
      case "CONCAT" -> new Concatenation(output, both, output.shape().rank() - 1);
      case "MUL" -> new ElementProduct(output, both);
      case "SUM" -> new Sum(output, both);
      case "AVE" -> {
        Value sum = layer.intermediate("Sum", output.shape());
        layer.add(new Sum(sum, both));
        yield new Quotient(output, sum, 2);
      }
      default -> throw new IllegalArgumentException("no merge of directions " + merge);
    };
  }

  /** The steps of the output are those of the input, in the order in which they were read. */
  private static void passMaskOn(LayerContext layer, Value output, boolean reversed) {
    Optional<Value> mask = layer.mask();
    if (mask.isPresent() && reversed) {
      int steps = mask.get().size();
      Value turned = layer.intermediate("Mask", mask.get().shape());
      StridedCopy copy = new StridedCopy(List.of(new StridedCopy.Axis(steps, -1, 1)), steps - 1, 0);
      layer.add(new Rearrangement(turned, mask.get(), copy, "[::-1]"));
      layer.masks().put(output, turned);
    } else {
      mask.ifPresent(value -> layer.masks().put(output, value));
    }
  }
}

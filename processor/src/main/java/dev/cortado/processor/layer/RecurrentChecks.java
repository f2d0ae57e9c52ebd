package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import java.util.List;

/** What must be true of a recurrent layer; reports what is not. */
record RecurrentChecks(LayerContext layer, CellType type) {
  /** Functions whose derivative does not follow from their output. */
  private static final List<String> UNSUITABLE =
      List.of("GELU", "GELU_TANH", "SILU", "MISH", "HARD_SILU", "SOFTMAX", "LOG_SOFTMAX");

  boolean areFine() {
    Shape in = layer.input().shape();
    AnnotationUse annotation = layer.annotation();
    int units = annotation.integer("units");
    boolean fine = isSequence(in);
    fine &= areSuitable();
    fine &= isOneWayWhereItMust();
    fine &= hasStates(units);
    return fine
        && layer.fits("the kernel", in.last(), type.sums(), units)
        && layer.fits("the recurrent kernel", units, type.sums(), units)
        && layer.fits("a sample", type.kept(in.sizes().get(0)), units)
        && layer.fits("a sample", in.sizes().get(0) + 2L, 2, units);
  }

  private boolean isSequence(Shape in) {
    if (in.rank() == 2) {
      return true;
    }
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                layer.annotation().place(),
                "layer '%s' takes a sequence of shape (steps, features), but '%s' has the shape %s"
                    .formatted(layer.name(), layer.references().get(0).name(), in))
            .found(in)
            .expected("a shape (steps, features)")
            .fix(Sequences.fix(layer, 0)));
    return false;
  }

  private boolean areSuitable() {
    boolean suitable = true;
    List<String> functions = type.functions(layer.annotation());
    for (int i = 0; i < functions.size(); i++) {
      if (UNSUITABLE.contains(functions.get(i))) {
        suitable = false;
        layer.report(
            Problem.WRONG_PARAMETER
                .at(
                    layer.annotation().place(i == 0 ? "activation" : "recurrentActivation"),
                    "layer '%s' applies %s at each step, whose derivative its output does not tell"
                        .formatted(layer.name(), functions.get(i)))
                .fix("use TANH, SIGMOID, RELU or another function whose output is enough"));
      }
    }
    return suitable;
  }

  private boolean isOneWayWhereItMust() {
    AnnotationUse annotation = layer.annotation();
    boolean fine = true;
    for (String attribute : List.of("goBackwards", "returnState")) {
      fine &= isOneWay(attribute, annotation.flag(attribute));
    }
    fine &= isOneWay("initialState", layer.inputs().size() > 1);
    return fine;
  }

  private boolean isOneWay(String attribute, boolean isSet) {
    if (!isSet || layer.annotation().choice("bidirectional").equals("NO")) {
      return true;
    }
    layer.report(
        Problem.WRONG_PARAMETER
            .at(
                layer.annotation().place(attribute),
                "layer '%s' gives %s to a layer that reads in both directions"
                    .formatted(layer.name(), attribute))
            .fix("remove it, or write two layers, one with goBackwards = true, and merge them"));
    return false;
  }

  private boolean hasStates(int units) {
    int given = layer.inputs().size() - 1;
    if (given > 0 && given != type.states()) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("initialState"),
                  "layer '%s' begins with %s, but @%s has %d states"
                      .formatted(
                          layer.name(),
                          layer.annotation().texts("initialState"),
                          type.annotation(),
                          type.states()))
              .found(given)
              .expected(
                  type.states() == 1 ? "the hidden state" : "the hidden state and the cell state"));
      return false;
    }
    for (int i = 1; i <= given; i++) {
      Shape shape = layer.inputs().get(i).shape();
      if (shape.size() != units) {
        layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.annotation().place("initialState", i - 1),
                    "layer '%s' begins with '%s' of shape %s, but its states have %d values"
                        .formatted(layer.name(), layer.references().get(i).name(), shape, units))
                .found(shape)
                .expected("a shape of %d values".formatted(units)));
        return false;
      }
    }
    return true;
  }
}

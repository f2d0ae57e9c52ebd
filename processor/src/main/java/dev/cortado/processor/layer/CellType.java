package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.EnumConstant;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.declare.AnnotationUse;
import java.util.ArrayList;
import java.util.List;

/** What the kinds of recurrent layers differ in. */
enum CellType {
  /** A fully connected one. */
  SIMPLE("SimpleRNN", "SimpleCell", 1, 1, 0),
  /** Long short-term memory. */
  LSTM("LSTM", "LstmCell", 4, 2, 4),
  /** A gated recurrent unit that resets after the product. */
  GRU("GRU", "GruCell", 3, 1, 4),
  /** One that resets the hidden state before the product. */
  RESET_FIRST_GRU("GRU", "ResetFirstGruCell", 3, 1, 3);

  private final String annotation;
  private final String runtime;
  private final int sums;
  private final int states;
  private final int kept;

  CellType(String annotation, String runtime, int sums, int states, int kept) {
    this.annotation = annotation;
    this.runtime = runtime;
    this.sums = sums;
    this.states = states;
    this.kept = kept;
  }

  /** The type that a layer's annotation asks for. */
  CellType of(AnnotationUse layer) {
    return this == GRU && !layer.flag("resetAfter") ? RESET_FIRST_GRU : this;
  }

  /** The simple name of the layer's annotation. */
  String annotation() {
    return annotation;
  }

  /** How many sums a unit has at a step. */
  int sums() {
    return sums;
  }

  /** How many states there are: the hidden state, or that and the cell state. */
  int states() {
    return states;
  }

  /** How many numbers a unit keeps of a sequence of so many steps. */
  long kept(int steps) {
    return states * (steps + 1L) + (long) kept * steps;
  }

  /** The names of a layer's activation functions, that of the gates last. */
  List<String> functions(AnnotationUse layer) {
    return this == SIMPLE
        ? List.of(layer.choice("activation"))
        : List.of(layer.choice("activation"), layer.choice("recurrentActivation"));
  }

  /** Whether there is a bias for the input and another for the recurrent kernel. */
  boolean hasTwoBiases() {
    return this == GRU;
  }

  /** The runtime's. */
  Expression expression(int units, List<String> functions, String bias) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(new Verbatim(String.valueOf(units)));
    functions.forEach(function -> arguments.add(new EnumConstant("StepFunction", function)));
    if (hasTwoBiases()) {
      arguments.add(new Verbatim(bias));
    }
    return new Expression.Call(runtime, "of", arguments);
  }
}

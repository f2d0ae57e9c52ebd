package dev.cortado.processor.graph;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes calls of a part's methods: one, or one for each repeat. */
final class PartCode {
  /** The variable that counts repeats. */
  private static final String COUNTER = "i";

  private final PartUse use;
  private final Lowering lowering;
  private final PartSite site;
  private final List<Expression> arguments = new ArrayList<>();

  PartCode(PartUse use, Lowering lowering) {
    this(use, lowering, lowering.part(use));
  }

  private PartCode(PartUse use, Lowering lowering, PartSite site) {
    this.use = use;
    this.lowering = lowering;
    this.site = site;
  }

  /** Calls for an explanation: the arrays are those of explanations. */
  static PartCode explaining(PartUse use, Lowering lowering) {
    return new PartCode(use, lowering, lowering.explainedPart(use));
  }

  PartInterface part() {
    return site.part();
  }

  PartCode parameters() {
    if (part().hasParameters()) {
      arguments.add(name("parameters"));
    }
    return this;
  }

  /** The arrays of one sample: those in between two repeats are the part's own. */
  PartCode sample() {
    for (int i = 0; i < use.values().size(); i++) {
      if (use.isOfAllRepeats(i)) {
        arguments.add(name(lowering.array(use.values().get(i))));
      } else {
        add(use.values().get(i), 0, part().inputs().get(i));
      }
    }
    add(use.output(), use.repeats() - 1, part().output());
    use.mask().ifPresent(mask -> add(mask, use.repeats() - 1, part().mask().orElseThrow()));
    return this;
  }

  private void add(Value value, int repeat, String between) {
    String array = lowering.array(value);
    arguments.add(
        use.isRepeated()
            ? new Verbatim(
                "%s == %d ? %s : %s.%s[0]".formatted(COUNTER, repeat, array, buffers(), between))
            : name(array));
  }

  PartCode withBuffers() {
    arguments.add(name(buffers()));
    return this;
  }

  PartCode samples() {
    arguments.add(name("samples"));
    return this;
  }

  PartCode scratch() {
    if (part().needsScratch()) {
      arguments.add(name(lowering.scratch()));
    }
    return this;
  }

  /** A key for the draws of each repeat: no layer draws under that of a use itself. */
  PartCode noise(boolean isTaken) {
    if (isTaken) {
      arguments.add(
          new Expression.Call(
              "Noise",
              "key",
              List.of(
                  name(lowering.noise()),
                  new Verbatim(String.valueOf(use.position())),
                  new Verbatim(use.isRepeated() ? COUNTER : "0"))));
    }
    return this;
  }

  PartCode gradient() {
    if (use.trainable().isPresent()) {
      arguments.add(name("gradient"));
    }
    return this;
  }

  /** The calls, from the first repeat to the last. */
  List<Statement> call(String method) {
    List<Statement> call = List.of(one(method));
    return use.isRepeated() ? Statement.loop(COUNTER, use.repeats(), i -> call) : call;
  }

  /** The calls, from the last repeat to the first. */
  List<Statement> callBackwards(String method) {
    List<Statement> call = List.of(one(method));
    return use.isRepeated()
        ? List.of(new Statement.Descending(COUNTER, use.repeats(), call))
        : call;
  }

  private Statement one(String method) {
    return new Statement.Run(new Expression.Invoke(each(site.constant()), method, arguments));
  }

  private String buffers() {
    return each(site.buffers());
  }

  private String each(String all) {
    return use.isRepeated() ? all + "[" + COUNTER + "]" : all;
  }
}

package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * {@code output = input * scale + shift}, with one number of each for every index of the last axis
 * or axes.
 *
 * @param scale what is multiplied with, where anything is
 * @param shift what is added, where anything is
 */
record ScaleShift(Value output, Value input, Optional<Value> scale, Optional<Value> shift)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(input), parameters().stream()).toList();
  }

  /** Scale and shift, where they are there. */
  List<Value> parameters() {
    return Stream.concat(scale.stream(), shift.stream()).toList();
  }

  @Override
  public String formula() {
    return "%s = %s".formatted(output.name(), formula(input.name()));
  }

  /** How many numbers scale and shift have. */
  private int channels() {
    return parameters().get(0).size();
  }

  /** What becomes of something. */
  String formula(String something) {
    return "%s%s%s"
        .formatted(
            something,
            scale.map(value -> " * " + value.name()).orElse(""),
            shift.map(value -> " + " + value.name()).orElse(""));
  }

  @Override
  public long multiplyAdds() {
    return output.size();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    scale.ifPresent(value -> tape.parameter(value, new Gradient(value, gradient, input)));
    shift.ifPresent(value -> tape.parameter(value, new BiasGradient(value, gradient)));
    if (scale.isPresent()) {
      tape.add(input, term -> new ScaleShift(term, gradient, scale, Optional.empty()));
    } else {
      tape.pass(input, gradient);
    }
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    List<Expression> elements = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      int channel = i % channels();
      elements.add(
          element(
              of.element(input, i),
              scale.map(value -> Index.of(of.offset(value)).plus(channel)),
              shift.map(value -> Index.of(of.offset(value)).plus(channel))));
    }
    return Optional.of(elements);
  }

  private static Expression element(
      Expression element, Optional<Index> scale, Optional<Index> shift) {
    Optional<Expression> factor = scale.map(index -> new Element("parameters", index));
    Optional<Expression> summand = shift.map(index -> new Element("parameters", index));
    if (factor.isPresent() && summand.isPresent()) {
      return fma(element, factor.get(), summand.get());
    }
    return factor.map(element::times).orElseGet(() -> element.plus(summand.orElseThrow()));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return eachElement(
        output,
        channels(),
        (i, j) ->
            new Statement.Assign(
                new Element(lowering.array(output), i),
                element(
                    new Element(lowering.array(input), i),
                    scale.map(value -> Index.of(lowering.offset(value)).plus(j)),
                    shift.map(value -> Index.of(lowering.offset(value)).plus(j)))));
  }

  /**
   * What is done with each element of a value.
   *
   * @param units how many channels there are
   * @param body what is done with one, by its index, and that of its channel
   */
  private static List<Statement> eachElement(
      Value value, int units, BiFunction<Index, Index, Statement> body) {
    return Statement.loop(
        "r",
        value.size() / units,
        r -> Statement.loop("j", units, j -> List.of(body.apply(r.times(units).plus(j), j))));
  }

  /** The gradient of the scale: the sum of gradient times input over samples and leading axes. */
  record Gradient(Value output, Value gradient, Value input) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, input);
    }

    @Override
    public String formula() {
      return "∂loss/∂%s = Σ %s * %s".formatted(output.name(), gradient.name(), input.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return eachElement(
          gradient,
          output.size(),
          (i, j) -> {
            Expression sum = new Element("gradient", Index.of(lowering.offset(output)).plus(j));
            return new Statement.Assign(
                sum,
                fma(
                    new Element(lowering.row(gradient), i),
                    new Element(lowering.row(input), i),
                    sum));
          });
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      Index s = Index.of("s");
      List<Statement> body = new ArrayList<>();
      body.add(new Statement.DeclareRow(lowering.row(gradient), lowering.array(gradient), s));
      body.add(new Statement.DeclareRow(lowering.row(input), lowering.array(input), s));
      body.addAll(sample(lowering));
      return Optional.of(
          List.of(
              new Statement.Zero(
                  Expression.name("gradient"), Index.of(lowering.offset(output)), output.size()),
              Statement.eachSample(body)));
    }
  }
}

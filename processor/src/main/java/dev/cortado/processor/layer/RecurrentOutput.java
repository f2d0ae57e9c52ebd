package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a recurrent layer hands on of its steps; and the derivative of all of them.
 *
 * @param trace what {@link RecurrentSteps} kept
 * @param sums what the inputs added at each step, and initial states
 */
record RecurrentOutput(Value output, Value trace, Value sums, RecurrentKernel map)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(trace, sums), map.inputs()).toList();
  }

  @Override
  public String formula() {
    String states = map.options().contains("SEQUENCES") ? "hidden states" : "last hidden states";
    return "%s = %s of %s"
        .formatted(
            output.name(),
            trace.role() == Value.Role.CARRIED ? "the hidden state" : states,
            trace.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    differentiate(gradient, tape, map.drops());
  }

  @Override
  public void differentiatePrediction(Value gradient, Tape tape) {
    differentiate(gradient, tape, false);
  }

  private void differentiate(Value gradient, Tape tape, boolean drops) {
    List<Value> terms = new ArrayList<>();
    tape.add(
        sums,
        term -> {
          terms.add(term);
          return new SumsGradient(term, trace, gradient, map, drops);
        });
    // Parameters are trainable only where the sums' gradient is needed: the input's kernel is too
    for (Value term : terms) {
      String states =
          "Σ %sstates of %sᵀ · %s".formatted(drops ? "dropped " : "", trace.name(), term.name());
      tape.parameter(
          map.kernel(),
          new ParameterGradient(map.kernel(), trace, term, map, "kernelGradient", drops, states));
      String sum = "Σ %s, twice".formatted(term.name());
      map.bias()
          .ifPresent(
              bias ->
                  tape.parameter(
                      bias,
                      new ParameterGradient(bias, trace, term, map, "biasGradient", false, sum)));
    }
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(map.call(lowering, "output", map.arrays(lowering, trace, output)));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    List<Expression> arguments = new ArrayList<>(map.arrays(lowering, trace, output));
    arguments.add(name("samples"));
    return Optional.of(List.of(map.call(lowering, "output", arguments)));
  }

  /**
   * The gradient of the sums, step by step from the last.
   *
   * @param drops whether hidden states were dropped before the products
   */
  record SumsGradient(Value output, Value trace, Value gradient, RecurrentKernel map, boolean drops)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return Stream.concat(Stream.of(trace, gradient), map.inputs()).toList();
    }

    @Override
    public String formula() {
      return "%s = %s back through %d steps".formatted(output.name(), gradient.name(), map.steps());
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public long multiplyAdds() {
      return map.multiplyAdds();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("the way back through steps is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      List<Expression> arguments = new ArrayList<>(List.of(name("parameters")));
      arguments.addAll(map.arrays(lowering, trace, gradient, output));
      arguments.addAll(List.of(name("samples"), name(lowering.scratch())));
      arguments.addAll(map.noise(lowering, drops));
      return Optional.of(List.of(map.call(lowering, "sumsGradient", arguments)));
    }
  }

  /**
   * The gradient of the recurrent kernel or of the biases, summed over samples and steps.
   *
   * @param method the name of the kernel's method
   * @param drops whether the method takes the key of dropped hidden states
   * @param what what it computes, after the equals sign
   */
  record ParameterGradient(
      Value output,
      Value trace,
      Value gradient,
      RecurrentKernel map,
      String method,
      boolean drops,
      String what)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(trace, gradient);
    }

    @Override
    public String formula() {
      return "∂loss/∂%s = %s".formatted(output.name(), what);
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public long multiplyAdds() {
      return (long) map.steps() * output.size();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a parameter's gradient is a sum over a batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      List<Expression> arguments = new ArrayList<>();
      arguments.add(name(lowering.array(trace)));
      arguments.add(name(lowering.array(gradient)));
      arguments.addAll(List.of(name("samples"), name("gradient"), name(lowering.scratch())));
      arguments.addAll(map.noise(lowering, drops));
      return Optional.of(List.of(map.call(lowering, method, arguments)));
    }
  }
}

package dev.cortado.processor.plan;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes the methods of steps. */
final class StepWriter {
  private final CostModel costs;
  private final UnaryOperator<Value> roots;
  private final Names names;
  private final Map<Value, String> rows = new HashMap<>();
  private final List<Value> inputs;
  private final Home home;
  private final Members members;
  private final boolean isOfStep;

  StepWriter(
      CostModel costs,
      UnaryOperator<Value> roots,
      Names names,
      List<ParameterSlot> parameters,
      List<Value> inputs,
      Home home) {
    this(costs, roots, names, new Members(names, parameters, home), inputs, home, false);
  }

  private StepWriter(
      CostModel costs,
      UnaryOperator<Value> roots,
      Names names,
      Members members,
      List<Value> inputs,
      Home home,
      boolean isOfStep) {
    this.costs = costs;
    this.roots = roots;
    this.names = names;
    this.inputs = inputs;
    this.home = home;
    this.members = members;
    this.isOfStep = isOfStep;
  }

  /**
   * One for methods of the same class that compute a step of a sequence.
   *
   * @param of the value whose array holds a value
   */
  StepWriter ofStep(UnaryOperator<Value> of, Graph step) {
    List<Value> stepInputs = step.inputs().stream().map(LayerNode::value).toList();
    return new StepWriter(costs, of, names, members, stepInputs, home, true);
  }

  /** The value whose array holds a value. */
  Value root(Value value) {
    return roots.apply(value);
  }

  /** What the methods share. */
  Members members() {
    return members;
  }

  /** What a forward pass is for. */
  enum Wanted {
    /** A prediction's values of all layers. */
    LAYERS,
    /** A prediction's outputs. */
    OUTPUTS,
    /** Everything that a step of training needs. */
    TRAINING
  }

  /** Whether a part that is used can leave layers out. */
  boolean folds(PartUse use) {
    return home.plan(use).boundary().orElseThrow().calls().folds();
  }

  /** A step of a forward pass. */
  Step forward(String name, List<? extends ForwardOperation> operations, Wanted wanted) {
    boolean hasBatch =
        operations.stream().anyMatch(operation -> batchOf(operation, wanted).isPresent());
    if (wanted == Wanted.TRAINING && hasBatch) {
      return batch(name, operations, wanted, Optional.empty(), -1, false);
    }
    Recorder recorder = recorder(this::arrayOf, true);
    Method sample = sample(name, operations, recorder);
    if (hasBatch) {
      return batch(name, operations, wanted, Optional.of(sample), -1, false);
    }
    List<Value> roots = ofSample(operations, recorder);
    Method batch =
        new Method(
            name,
            sample.isStatic(),
            parameters(roots, Method.Type.ROWS, recorder, recorder.readsParameters(), true),
            List.of(Statement.eachSample(List.of(callOf(sample)))));
    return new Step(Optional.of(sample), batch, refs(roots), false, true, -1, false);
  }

  /** The method of a prediction of one sample. */
  Method sample(String name, List<? extends ForwardOperation> operations) {
    return sample(name, operations, recorder(this::arrayOf, true));
  }

  private Method sample(String name, List<? extends Operation> operations, Recorder recorder) {
    List<Statement> body = new ArrayList<>();
    for (Operation operation : operations) {
      body.add(new Statement.Comment(operation.formula()));
      body.addAll(operation.sample(recorder));
    }
    return new Method(
        name,
        isStatic(recorder, recorder.readsParameters()),
        parameters(
            ofSample(operations, recorder),
            Method.Type.ARRAY,
            recorder,
            recorder.readsParameters(),
            false),
        body);
  }

  private List<Value> ofSample(List<? extends Operation> operations, Recorder recorder) {
    return touched(operations, recorder).stream().filter(root -> !isStatistic(root)).toList();
  }

  /** The code of an operation for all samples, where it has such. */
  private Optional<List<Statement>> batchOf(Operation operation, Wanted wanted) {
    return batchOf(operation, wanted, recorder(this::arrayOf, false));
  }

  private static Optional<List<Statement>> batchOf(
      Operation operation, Wanted wanted, Recorder recorder) {
    return wanted != Wanted.TRAINING && operation instanceof ForwardOperation forward
        ? forward.predictionBatch(recorder)
        : operation.batch(recorder);
  }

  /** The body of a prediction on local variables, where the network is tiny. */
  Optional<List<Statement>> tiny(Graph graph) {
    return costs.isTiny(graph.operations())
        ? TinyNetwork.predict(graph, names, recorder(value -> TinyNetwork.OUTPUT, false))
        : Optional.empty();
  }

  /** A step of the backward pass. */
  Step backward(String name, List<Operation> operations, int headOf, boolean onlyForInputs) {
    return batch(name, operations, Wanted.TRAINING, Optional.empty(), headOf, onlyForInputs);
  }

  /** What a layer does after a step of the optimizer, where it does anything. */
  Optional<Step> update(String name, List<? extends ForwardOperation> operations) {
    Recorder recorder = recorder(this::arrayOf, false);
    List<Statement> body =
        operations.stream().flatMap(operation -> operation.afterStep(recorder).stream()).toList();
    if (body.isEmpty()) {
      return Optional.empty();
    }
    List<Value> roots = roots(operations).stream().filter(StepWriter::isStatistic).toList();
    Method method =
        new Method(name, false, parameters(roots, Method.Type.ROWS, recorder, true, false), body);
    return Optional.of(new Step(Optional.empty(), method, refs(roots), false, false, -1, false));
  }

  private static boolean isStatistic(Value value) {
    return value.role() == Value.Role.STATISTIC;
  }

  private Step batch(
      String name,
      List<? extends Operation> operations,
      Wanted wanted,
      Optional<Method> sample,
      int headOf,
      boolean onlyForInputs) {
    Recorder recorder = recorder(this::arrayOf, false, wanted);
    List<Statement> body = new ArrayList<>();
    for (Operation operation : operations) {
      body.add(new Statement.Comment(operation.formula()));
      body.addAll(
          batchOf(operation, wanted, recorder)
              .orElseGet(() -> sampleBySample(operation, recorder)));
    }
    boolean readsParameters =
        operations.stream()
            .anyMatch(operation -> operation.inputs().stream().anyMatch(Value::isParameter));
    List<Value> roots = touched(operations, recorder);
    List<Parameter> parameters =
        new ArrayList<>(parameters(roots, Method.Type.ROWS, recorder, readsParameters, true));
    if (recorder.needsNoise()) {
      parameters.add(new Parameter(Method.Type.LONG, "noise"));
    }
    if (operations.stream().anyMatch(operation -> operation.output().isParameter())) {
      parameters.add(new Parameter(Method.Type.ARRAY, "gradient"));
    }
    Method batch = new Method(name, isStatic(recorder, readsParameters), parameters, body);
    return new Step(
        sample, batch, refs(roots), recorder.needsNoise(), false, headOf, onlyForInputs);
  }

  /** Whether a method touches no field: kernels and offsets are fields in parts alone. */
  private boolean isStatic(Recorder recorder, boolean readsParameters) {
    return home.isPart() ? !recorder.reachesMembers() : !readsParameters;
  }

  private List<Statement> sampleBySample(Operation operation, Recorder recorder) {
    Recorder byRow = recorder(this::rowOf, false);
    List<Statement> statements = operation.sample(byRow);
    List<Statement> body = new ArrayList<>();
    // What only the derivative reads is not declared: javac's users may refuse unused variables.
    for (Value root : roots(List.of(operation))) {
      if (byRow.touched().contains(root)) {
        body.add(
            new Statement.DeclareRow(
                /* name= */ recorder.row(root), /* rows= */ root.name(), Index.of("s")));
      }
    }
    body.addAll(statements);
    recorder.add(byRow);
    return List.of(Statement.eachSample(body));
  }

  /** Calls a method for one sample with what that for all has. */
  private static Statement callOf(Method sample) {
    List<Expression> arguments = new ArrayList<>();
    for (Parameter parameter : sample.parameters()) {
      boolean isRow =
          parameter.type() == Method.Type.ARRAY && !parameter.name().equals("parameters");
      arguments.add(
          isRow
              ? new Expression.Element(parameter.name(), Index.of("s"))
              : Expression.name(parameter.name()));
    }
    return new Statement.Run(new Expression.Call("", sample.name(), arguments));
  }

  private List<Parameter> parameters(
      List<Value> roots,
      Method.Type type,
      Recorder recorder,
      boolean readsParameters,
      boolean batch) {
    List<Parameter> parameters = new ArrayList<>();
    if (home.isPart() && readsParameters) {
      parameters.add(new Parameter(Method.Type.ARRAY, "parameters"));
    }
    roots.forEach(root -> parameters.add(new Parameter(type, root.name())));
    recorder.parts().forEach(use -> parameters.add(members.buffers(use)));
    recorder.explained().forEach(use -> parameters.add(members.explanation(use)));
    if (batch) {
      parameters.add(new Parameter(Method.Type.INT, "samples"));
    }
    if (recorder.needsScratch()) {
      parameters.add(new Parameter(Method.Type.SCRATCH, "scratch"));
    }
    return parameters;
  }

  private List<Step.ArrayRef> refs(List<Value> roots) {
    return roots.stream()
        .map(root -> new Step.ArrayRef(root.name(), inputs.indexOf(root)))
        .toList();
  }

  /** The arrays that operations touch: first those they only read, then those they write. */
  private List<Value> roots(List<? extends Operation> operations) {
    Set<Value> read = new LinkedHashSet<>();
    Set<Value> written = new LinkedHashSet<>();
    for (Operation operation : operations) {
      operation.inputs().stream()
          .filter(value -> !value.isParameter())
          .map(this::root)
          .forEach(read::add);
      if (!operation.output().isParameter()) {
        written.add(root(operation.output()));
      }
    }
    read.removeAll(written);
    List<Value> all = new ArrayList<>(read);
    all.addAll(written);
    return all;
  }

  /** Those of them that the code names. */
  private List<Value> touched(List<? extends Operation> operations, Recorder recorder) {
    return roots(operations).stream().filter(recorder.touched()::contains).toList();
  }

  private Recorder recorder(Function<Value, String> arrays, boolean alone) {
    return recorder(arrays, alone, Wanted.LAYERS);
  }

  private Recorder recorder(Function<Value, String> arrays, boolean alone, Wanted wanted) {
    return new Recorder(roots, arrays, this::rowOf, costs, members, alone, isOfStep, wanted);
  }

  private String arrayOf(Value value) {
    return root(value).name();
  }

  private String rowOf(Value value) {
    return rows.computeIfAbsent(root(value), root -> names.unique(root.name() + "Row"));
  }
}

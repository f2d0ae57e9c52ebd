package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes the methods of steps. */
final class StepWriter {
  private final CostModel costs;
  private final Storage storage;
  private final Names names;
  private final Map<Value, Constant> offsets = new HashMap<>();
  private final Map<Value, String> rows = new HashMap<>();
  private final Map<String, Method> helpers = new TreeMap<>();
  private final List<Value> inputs;
  private final Map<String, KernelConstant> kernels = new LinkedHashMap<>();
  private final Set<String> constants = new HashSet<>();

  StepWriter(
      CostModel costs,
      Storage storage,
      Names names,
      List<ParameterSlot> parameters,
      List<Value> inputs) {
    this.costs = costs;
    this.storage = storage;
    this.names = names;
    this.inputs = inputs;
    parameters.forEach(slot -> offsets.put(slot.parameter().value(), slot.offset()));
    parameters.forEach(slot -> constants.add(slot.offset().name()));
  }

  /** The helper methods that steps call. */
  List<Method> helpers() {
    return List.copyOf(helpers.values());
  }

  /** The constants that hold kernels. */
  List<KernelConstant> kernels() {
    return List.copyOf(kernels.values());
  }

  /** A step of the forward pass: as for predictions, or as training does it. */
  Step forward(String name, List<? extends ForwardOperation> operations, boolean training) {
    if (!training) {
      // A prediction sees no batch
      operations =
          operations.stream().filter(operation -> !isStatistic(operation.output())).toList();
    }
    List<Statement> body = new ArrayList<>();
    Recorder recorder = new Recorder(this::arrayOf);
    recorder.alone = true;
    for (Operation operation : operations) {
      body.add(new Statement.Comment(operation.formula()));
      body.addAll(operation.sample(recorder));
    }
    List<Value> roots =
        roots(operations).stream().filter(root -> training || !isStatistic(root)).toList();
    Method sample =
        new Method(
            name,
            !recorder.parameters,
            parameters(roots, Method.Type.ARRAY, recorder.scratch, false),
            body);
    boolean ownBatch =
        (training || operations.stream().noneMatch(ForwardOperation::trainsDifferently))
            && operations.stream()
                .anyMatch(operation -> operation.batch(new Recorder(this::arrayOf)).isPresent());
    if (ownBatch) {
      return batch(name, operations, roots, Optional.of(sample), -1);
    }
    Method batch =
        new Method(
            name,
            sample.isStatic(),
            parameters(roots, Method.Type.ROWS, recorder.scratch, true),
            List.of(Statement.eachSample(List.of(callOf(sample, roots, recorder.scratch)))));
    return new Step(Optional.of(sample), batch, refs(roots), false, true, -1);
  }

  /** The body of a prediction on local variables, where the network is tiny. */
  Optional<List<Statement>> tiny(Graph graph) {
    return costs.isTiny(graph.operations())
        ? TinyNetwork.predict(graph, names, new Recorder(value -> TinyNetwork.OUTPUT))
        : Optional.empty();
  }

  /** A step of the backward pass. */
  Step backward(String name, List<Operation> operations, int headOf) {
    return batch(name, operations, roots(operations), Optional.empty(), headOf);
  }

  /** What a layer does after a step of the optimizer, where it does anything. */
  Optional<Step> update(String name, List<? extends ForwardOperation> operations) {
    Recorder recorder = new Recorder(this::arrayOf);
    List<Statement> body =
        operations.stream().flatMap(operation -> operation.afterStep(recorder).stream()).toList();
    if (body.isEmpty()) {
      return Optional.empty();
    }
    List<Value> roots = roots(operations).stream().filter(StepWriter::isStatistic).toList();
    Method method =
        new Method(name, false, parameters(roots, Method.Type.ROWS, false, false), body);
    return Optional.of(new Step(Optional.empty(), method, refs(roots), false, false, -1));
  }

  private static boolean isStatistic(Value value) {
    return value.role() == Value.Role.STATISTIC;
  }

  private Step batch(
      String name,
      List<? extends Operation> operations,
      List<Value> roots,
      Optional<Method> sample,
      int headOf) {
    Recorder recorder = new Recorder(this::arrayOf);
    List<Statement> body = new ArrayList<>();
    for (Operation operation : operations) {
      body.add(new Statement.Comment(operation.formula()));
      body.addAll(operation.batch(recorder).orElseGet(() -> sampleBySample(operation, recorder)));
    }
    List<Parameter> parameters =
        new ArrayList<>(parameters(roots, Method.Type.ROWS, recorder.scratch, true));
    if (recorder.noise) {
      parameters.add(new Parameter(Method.Type.LONG, "noise"));
    }
    if (operations.stream().anyMatch(operation -> operation.output().isParameter())) {
      parameters.add(new Parameter(Method.Type.ARRAY, "gradient"));
    }
    boolean isStatic =
        operations.stream()
            .noneMatch(operation -> operation.inputs().stream().anyMatch(Value::isParameter));
    Method batch = new Method(name, isStatic, parameters, body);
    return new Step(sample, batch, refs(roots), recorder.noise, false, headOf);
  }

  private List<Statement> sampleBySample(Operation operation, Recorder recorder) {
    Recorder byRow = new Recorder(this::rowOf);
    List<Statement> statements = operation.sample(byRow);
    List<Statement> body = new ArrayList<>();
    // What only the derivative reads is not declared: javac's users may refuse unused variables.
    for (Value root : roots(List.of(operation))) {
      if (byRow.named.contains(root)) {
        body.add(
            new Statement.DeclareRow(
                /* name= */ recorder.row(root), /* rows= */ root.name(), Index.of("s")));
      }
    }
    body.addAll(statements);
    recorder.scratch |= byRow.scratch;
    return List.of(Statement.eachSample(body));
  }

  private static Statement callOf(Method sample, List<Value> roots, boolean scratch) {
    List<Expression> arguments = new ArrayList<>();
    roots.forEach(root -> arguments.add(new Expression.Element(root.name(), Index.of("s"))));
    if (scratch) {
      arguments.add(Expression.name("scratch"));
    }
    return new Statement.Run(new Expression.Call("", sample.name(), arguments));
  }

  private static List<Parameter> parameters(
      List<Value> roots, Method.Type type, boolean scratch, boolean batch) {
    List<Parameter> parameters = new ArrayList<>();
    roots.forEach(root -> parameters.add(new Parameter(type, root.name())));
    if (batch) {
      parameters.add(new Parameter(Method.Type.INT, "samples"));
    }
    if (scratch) {
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
          .map(storage::root)
          .forEach(read::add);
      if (!operation.output().isParameter()) {
        written.add(storage.root(operation.output()));
      }
    }
    read.removeAll(written);
    List<Value> all = new ArrayList<>(read);
    all.addAll(written);
    return all;
  }

  private String arrayOf(Value value) {
    return storage.root(value).name();
  }

  private String rowOf(Value value) {
    return rows.computeIfAbsent(storage.root(value), root -> names.unique(root.name() + "Row"));
  }

  /** Answers operations, and remembers what they asked for. */
  private final class Recorder implements Lowering {
    private final Function<Value, String> arrays;
    private final Set<Value> named = new HashSet<>();
    private boolean scratch;
    private boolean parameters;
    private boolean noise;
    private boolean alone;

    private Recorder(Function<Value, String> arrays) {
      this.arrays = arrays;
    }

    @Override
    public String array(Value value) {
      named.add(storage.root(value));
      return arrays.apply(value);
    }

    @Override
    public String row(Value value) {
      named.add(storage.root(value));
      return rowOf(value);
    }

    @Override
    public Constant offset(Value parameter) {
      parameters = true;
      return offsets.get(parameter);
    }

    @Override
    public boolean isAlone() {
      return alone;
    }

    @Override
    public Form form(Operation operation) {
      return costs.form(operation);
    }

    @Override
    public String helper(Method method) {
      helpers.put(method.name(), method);
      return method.name();
    }

    @Override
    public String noise() {
      noise = true;
      return "noise";
    }

    @Override
    public String scratch() {
      scratch = true;
      return "scratch";
    }

    @Override
    public String kernel(String layer, String type, List<Expression> arguments) {
      return kernels
          .computeIfAbsent(
              layer + " " + type,
              key -> {
                String name = ParameterLayout.upperSnake(layer + type);
                while (!constants.add(name)) {
                  name += "_";
                }
                return new KernelConstant(name, type, arguments);
              })
          .name();
    }
  }
}

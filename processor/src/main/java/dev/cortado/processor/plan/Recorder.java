package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.PartSite;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Answers operations, and remembers what they asked for. */
final class Recorder implements Lowering {
  private final UnaryOperator<Value> roots;
  private final Function<Value, String> arrays;
  private final Function<Value, String> rows;
  private final CostModel costs;
  private final Members members;
  private final boolean alone;
  private final boolean isOfStep;
  private final StepWriter.Wanted wanted;
  private final Set<Value> touched = new HashSet<>();
  private final Set<PartUse> parts = new LinkedHashSet<>();
  private final Set<PartUse> explained = new LinkedHashSet<>();
  private boolean scratch;
  private boolean parameters;
  private boolean reachesMembers;
  private boolean noise;
  private Optional<Operation> withLocals = Optional.empty();

  /**
   * @param roots the value whose array holds a value
   * @param arrays the name of the array, or of the rows, that holds a value
   * @param rows the name for the row of one sample
   * @param costs chooses forms
   * @param members what the methods of the class share
   * @param alone whether the code is for a sample alone
   * @param isOfStep whether it is for a step of a sequence
   * @param wanted what a pass is for
   */
  Recorder(
      UnaryOperator<Value> roots,
      Function<Value, String> arrays,
      Function<Value, String> rows,
      CostModel costs,
      Members members,
      boolean alone,
      boolean isOfStep,
      StepWriter.Wanted wanted) {
    this.roots = roots;
    this.arrays = arrays;
    this.rows = rows;
    this.costs = costs;
    this.members = members;
    this.alone = alone;
    this.isOfStep = isOfStep;
    this.wanted = wanted;
  }

  /** The values whose arrays the code names. */
  Set<Value> touched() {
    return touched;
  }

  /** The uses of parts whose arrays it names. */
  Set<PartUse> parts() {
    return parts;
  }

  /** The uses of parts whose arrays for explanations it names. */
  Set<PartUse> explained() {
    return explained;
  }

  boolean needsScratch() {
    return scratch;
  }

  boolean readsParameters() {
    return parameters;
  }

  /** Whether it names an offset, a kernel or a part: fields, in the class of a part. */
  boolean reachesMembers() {
    return reachesMembers;
  }

  boolean needsNoise() {
    return noise;
  }

  /** Takes over what code that stands within this one asked for. */
  void add(Recorder inner) {
    touched.addAll(inner.touched);
    parts.addAll(inner.parts);
    explained.addAll(inner.explained);
    scratch |= inner.scratch;
    parameters |= inner.parameters;
    reachesMembers |= inner.reachesMembers;
    noise |= inner.noise;
  }

  @Override
  public String array(Value value) {
    touched.add(roots.apply(value));
    return arrays.apply(value);
  }

  @Override
  public String row(Value value) {
    touched.add(roots.apply(value));
    return rows.apply(value);
  }

  @Override
  public Constant offset(Value parameter) {
    parameters = true;
    reachesMembers = true;
    return members.offset(parameter);
  }

  @Override
  public boolean isAlone() {
    return alone;
  }

  @Override
  public boolean wantsOutputsAlone() {
    return wanted == StepWriter.Wanted.OUTPUTS;
  }

  @Override
  public Form form(Operation operation) {
    Form form = costs.form(operation);
    if (form == Form.KERNEL || !alone) {
      return form;
    }
    if (withLocals.filter(other -> !other.equals(operation)).isPresent()) {
      // The local variables of two products in one method would clash
      return Form.KERNEL;
    }
    withLocals = Optional.of(operation);
    return form;
  }

  @Override
  public String helper(Method method) {
    return members.helper(method);
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
    reachesMembers = true;
    return isOfStep
        ? members.stepKernel(layer, type, arguments)
        : members.kernel(layer, type, arguments);
  }

  @Override
  public String instance(String layer, String packageName, String nestedName) {
    reachesMembers = true;
    return members.instance(layer, packageName, nestedName);
  }

  @Override
  public PartSite part(PartUse use) {
    parts.add(use);
    return reached(members.part(use));
  }

  @Override
  public PartSite explainedPart(PartUse use) {
    explained.add(use);
    return reached(members.explainedPart(use));
  }

  private PartSite reached(PartSite site) {
    parameters |= site.part().hasParameters();
    reachesMembers = true;
    return site;
  }
}

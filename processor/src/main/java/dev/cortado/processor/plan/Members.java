package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.PartSite;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the methods of a class share: offsets of parameters, kernels, parts and helper methods. In
 * the class of a network offsets, kernels and parts are constants; in that of a part they are
 * fields, as each object has parameters elsewhere.
 */
final class Members {
  private final Names names;
  private final Home home;
  private final Map<Value, Constant> offsets = new HashMap<>();
  private final Map<String, KernelConstant> kernels = new LinkedHashMap<>();
  private final Map<PartUse, PartSite> sites = new LinkedHashMap<>();
  private final Map<PartUse, PartSite> explained = new LinkedHashMap<>();
  private final Map<String, Method> helpers = new TreeMap<>();
  private final Set<String> constants = new HashSet<>();

  Members(Names names, List<ParameterSlot> parameters, Home home) {
    this.names = names;
    this.home = home;
    parameters.forEach(slot -> offsets.put(slot.parameter().value(), slot.offset()));
    parameters.forEach(slot -> constants.add(slot.offset().name()));
  }

  /** The helper methods. */
  List<Method> helpers() {
    return List.copyOf(helpers.values());
  }

  /** The constants or fields that hold kernels. */
  List<KernelConstant> kernels() {
    return List.copyOf(kernels.values());
  }

  /** The uses of parts, each with the names of its fields. */
  Map<PartUse, PartSite> sites() {
    return sites;
  }

  Constant offset(Value parameter) {
    return offsets.get(parameter);
  }

  String helper(Method method) {
    helpers.put(method.name(), method);
    return method.name();
  }

  String kernel(String layer, String type, List<Expression> arguments) {
    return constant(layer, layer, Optional.empty(), type, arguments);
  }

  /** A kernel for a step of a sequence: that of the layer, where it has the same. */
  String stepKernel(String layer, String type, List<Expression> arguments) {
    return constant(layer, layer + "Step", Optional.empty(), type, arguments);
  }

  /** An instance of a user's class. */
  String instance(String layer, String packageName, String nestedName) {
    return constant(layer, layer, Optional.of(packageName), nestedName, List.of());
  }

  private String constant(
      String layer,
      String name,
      Optional<String> packageName,
      String type,
      List<Expression> arguments) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return kernels
        .computeIfAbsent(
            layer + " " + type + " " + arguments,
            key -> new KernelConstant(unique(name + simple), packageName, type, arguments))
        .name();
  }

  PartSite part(PartUse use) {
    return sites.computeIfAbsent(
        use,
        key -> {
          String layer = use.output().name();
          return new PartSite(
              unique(layer + (use.isRepeated() ? "Parts" : "Part")),
              names.unique(layer + "Buffers"),
              home.plan(use).boundary().orElseThrow().calls());
        });
  }

  PartSite explainedPart(PartUse use) {
    return explained.computeIfAbsent(
        use,
        key ->
            new PartSite(
                part(use).constant(),
                names.unique(use.output().name() + "Explanation"),
                part(use).part()));
  }

  /** The parameter of a method that takes the arrays of a part for explanations. */
  Parameter explanation(PartUse use) {
    return new Parameter(
        use.isRepeated() ? Method.Type.OBJECTS : Method.Type.OBJECT,
        explainedPart(use).buffers(),
        home.plan(use).boundary().orElseThrow().explanationClass());
  }

  /** The parameter of a method that takes the arrays of a part. */
  Parameter buffers(PartUse use) {
    return new Parameter(
        use.isRepeated() ? Method.Type.OBJECTS : Method.Type.OBJECT,
        part(use).buffers(),
        home.plan(use).boundary().orElseThrow().buffersClass());
  }

  private String unique(String member) {
    if (home.isPart()) {
      return names.unique(member);
    }
    String name = ParameterLayout.upperSnake(member);
    while (!constants.add(name)) {
      name += "_";
    }
    return name;
  }

  /** The uses through which explanations go. */
  List<ExplainedUse> explained(Storage storage, List<PartUse.Gradient> gradients) {
    List<UsePlan> uses = uses(storage, List.of());
    return gradients.stream()
        .map(
            gradient ->
                new ExplainedUse(
                    uses.stream()
                        .filter(use -> use.use().equals(gradient.use()))
                        .findFirst()
                        .orElseThrow(),
                    explainedPart(gradient.use()).buffers(),
                    storage.root(gradient.gradient()),
                    gradient.terms().stream().map(term -> term.map(storage::root)).toList()))
        .toList();
  }

  /** The plans of all uses. */
  List<UsePlan> uses(Storage storage, List<PartUse.Gradient> gradients) {
    List<UsePlan> uses = new ArrayList<>();
    sites.forEach(
        (use, site) -> {
          Optional<PartUse.Gradient> gradient =
              gradients.stream().filter(candidate -> candidate.use().equals(use)).findFirst();
          uses.add(
              new UsePlan(
                  use,
                  home.plan(use),
                  site,
                  use.values().stream().map(storage::root).toList(),
                  storage.root(use.output()),
                  use.mask().map(storage::root),
                  gradient.map(PartUse.Gradient::gradient).map(storage::root),
                  gradient.map(PartUse.Gradient::terms).orElse(List.of()).stream()
                      .map(term -> term.map(storage::root))
                      .toList()));
        });
    return uses;
  }
}

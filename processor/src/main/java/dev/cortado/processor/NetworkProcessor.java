package dev.cortado.processor;

import com.google.auto.service.AutoService;
import dev.cortado.processor.check.Diagnostic;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.check.Report;
import dev.cortado.processor.check.Rules;
import dev.cortado.processor.declare.Declarations;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.declare.SourceOrder;
import dev.cortado.processor.declare.Sources;
import dev.cortado.processor.diagram.Diagram;
import dev.cortado.processor.emit.NetworkWriter;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.layer.NetworkGraph;
import dev.cortado.processor.layer.StepGraph;
import dev.cortado.processor.plan.CostModel;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Planner;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * The compiler: declare, check, graph, plan, emit, for every annotated interface on its own.
 *
 * <p>A network that names what another processor has yet to write waits for a later round. One that
 * names what nobody writes is left to the errors of the Java compiler.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.cortado.annotations.*")
@SupportedOptions({NetworkProcessor.VERBOSE, NetworkProcessor.GRAPH, NetworkProcessor.FORM})
public final class NetworkProcessor extends AbstractProcessor {
  static final String VERBOSE = "cortado.verbose";
  static final String GRAPH = "cortado.graph";

  /** Not for users: {@link CostModel} says who forces a form. */
  static final String FORM = "cortado.form";

  private static final String NETWORK = "dev.cortado.annotations.Network";

  /** Networks that wait, by name: their elements are others in the next round. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private Declarations declarations;
  private CostModel costs;

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    declarations =
        new Declarations(
            environment.getElementUtils(), environment.getTypeUtils(), Sources.of(environment));
    costs = costs(environment);
  }

  private static CostModel costs(ProcessingEnvironment environment) {
    String form = environment.getOptions().get(FORM);
    if (form == null) {
      return CostModel.bySize();
    }
    Optional<Form> forced = Form.ofOption(form);
    if (forced.isEmpty()) {
      environment
          .getMessager()
          .printMessage(
              Kind.ERROR,
              "-A%s is '%s', but a form is one of %s".formatted(FORM, form, Form.options()));
    }
    return forced.map(CostModel::forced).orElseGet(CostModel::bySize);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Claims all annotations of the language, as javac warns of those that nobody claims. */
  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // they are ours alone
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!round.processingOver()) {
      List<TypeElement> networks = networks(annotations, round);
      networks.forEach(type -> guarded(type, () -> declarations.announce(type)));
      networks.forEach(type -> guarded(type, () -> process(type)));
    }
    return true;
  }

  /** Those that waited and those that are new. */
  private List<TypeElement> networks(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Map<String, TypeElement> networks = new LinkedHashMap<>();
    waiting.forEach(
        name -> networks.put(name, processingEnv.getElementUtils().getTypeElement(name)));
    waiting.clear();
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(NETWORK)) {
        ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
            .forEach(type -> networks.put(type.getQualifiedName().toString(), type));
      }
    }
    return networks.values().stream().filter(Objects::nonNull).toList();
  }

  private void process(TypeElement type) throws IOException {
    Optional<NetworkDeclaration> network = declarations.read(type);
    if (network.isPresent()) {
      compile(network.get(), type);
    } else {
      waiting.add(type.getQualifiedName().toString());
    }
  }

  private void compile(NetworkDeclaration network, TypeElement type) throws IOException {
    Optional<Plan> plan = plan(network);
    if (plan.isPresent()) {
      if (isOn(VERBOSE)) {
        network
            .place()
            .note(
                processingEnv.getMessager(),
                "network " + network.name() + "\n" + String.join("\n", plan.get().table()));
      }
      write(network, NetworkWriter.write(plan.get()), type);
    }
  }

  /** The plan of a network; empty where it has problems, which are printed. */
  private Optional<Plan> plan(NetworkDeclaration network) {
    Report report = new Report();
    try {
      Rules.check(network, report);
      Names names = new Names();
      Graph graph = NetworkGraph.build(network, names, report);
      Optional<Graph> step =
          report.isEmpty() && network.streamed().isPresent()
              ? StepGraph.build(network, graph, names, report)
              : Optional.empty();
      return report.isEmpty()
          ? Planner.plan(network, graph, step, names, costs, report)
          : Optional.empty();
    } finally {
      report.diagnostics(new SourceOrder(network.place())).forEach(this::print);
    }
  }

  private void write(NetworkDeclaration network, String source, TypeElement type)
      throws IOException {
    Filer filer = processingEnv.getFiler();
    Element[] origins = origins(network, type);
    String prefix = network.packageName().isEmpty() ? "" : network.packageName() + ".";
    try (Writer file = filer.createSourceFile(prefix + network.className(), origins).openWriter()) {
      file.write(source);
    } catch (FilerException e) {
      print(
          Problem.NAME_COLLISION
              .at(
                  network.place(),
                  "network %s becomes the class %s, but the compiler was given a file of it"
                      .formatted(network.name(), network.className()))
              .found(e.getMessage())
              .fix("leave generated sources out of the sources that are compiled"));
      return;
    }
    if (isOn(GRAPH)) {
      try (Writer file =
          filer
              .createResource(
                  StandardLocation.CLASS_OUTPUT,
                  network.packageName(),
                  network.className() + ".mmd",
                  origins)
              .openWriter()) {
        file.write(Diagram.of(network));
      }
    }
  }

  /** The interfaces that a class is written from: when one of them changes, it is written anew. */
  private Element[] origins(NetworkDeclaration network, TypeElement type) {
    return Stream.concat(
            Stream.of(type),
            network.usedNames().stream().map(processingEnv.getElementUtils()::getTypeElement))
        .filter(Objects::nonNull)
        .toArray(Element[]::new);
  }

  private boolean isOn(String option) {
    return Boolean.parseBoolean(processingEnv.getOptions().get(option));
  }

  private void print(Diagnostic diagnostic) {
    diagnostic.place().error(processingEnv.getMessager(), diagnostic.text());
  }

  /** Runs a part of the work on a network so that its failure is no other network's. */
  private void guarded(TypeElement type, Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      print(Failure.of(type, e));
    }
  }

  /** What may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}

package dev.cortado.processor;

import com.google.auto.service.AutoService;
import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.check.Rules;
import dev.cortado.processor.declare.Declarations;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.emit.NetworkWriter;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.layer.NetworkGraph;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Planner;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The compiler: declare, check, graph, plan, emit, for every annotated interface on its own. */
@AutoService(Processor.class)
@SupportedAnnotationTypes(NetworkProcessor.NETWORK)
@SupportedOptions({NetworkProcessor.VERBOSE})
public final class NetworkProcessor extends AbstractProcessor {
  static final String NETWORK = "dev.cortado.annotations.Network";
  static final String VERBOSE = "cortado.verbose";

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)).forEach(this::process);
    }
    return false;
  }

  private void process(TypeElement type) {
    NetworkDeclaration network = new Declarations(processingEnv.getElementUtils()).read(type);
    try {
      compile(network, type);
    } catch (RuntimeException | IOException e) {
      network
          .place()
          .error(
              processingEnv.getMessager(),
              Problem.INTERNAL
                  .at(
                      network.place(),
                      "network %s could not be compiled: %s".formatted(network.name(), e))
                  .fix("this is a fault of Cortado; please report it with the interface")
                  .text());
    }
  }

  private void compile(NetworkDeclaration network, TypeElement type) throws IOException {
    int[] errors = {0};
    Diagnostics diagnostics =
        diagnostic -> {
          errors[0]++;
          diagnostic.place().error(processingEnv.getMessager(), diagnostic.text());
        };
    Rules.check(network, diagnostics);
    Names names = new Names();
    Graph graph = NetworkGraph.build(network, names, diagnostics);
    if (errors[0] > 0) {
      return;
    }
    Optional<Plan> plan = Planner.plan(network, graph, names, diagnostics);
    if (plan.isEmpty()) {
      return;
    }
    if (Boolean.parseBoolean(processingEnv.getOptions().get(VERBOSE))) {
      network
          .place()
          .note(
              processingEnv.getMessager(),
              "network " + network.name() + "\n" + String.join("\n", plan.get().table()));
    }
    String name =
        (network.packageName().isEmpty() ? "" : network.packageName() + ".") + network.className();
    try (Writer file = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
      file.write(NetworkWriter.write(plan.get()));
    }
  }
}

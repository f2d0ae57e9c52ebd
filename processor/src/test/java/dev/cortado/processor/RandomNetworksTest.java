package dev.cortado.processor;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cortado.annotations.LayerType;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.reference.Activation;
import dev.cortado.processor.reference.Dense;
import dev.cortado.processor.reference.Kind;
import dev.cortado.processor.reference.Layer;
import dev.cortado.processor.reference.Parameter;
import dev.cortado.processor.reference.PlainLoss;
import dev.cortado.processor.reference.Use;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every network, on random ones. */
@TestInstance(Lifecycle.PER_CLASS)
class RandomNetworksTest {
  private static final int COUNT = 300;
  private static final int MANY = 70;

  private final List<Subject> subjects = Subject.random(COUNT);

  RandomNetworksTest() throws ReflectiveOperationException, IOException {}

  List<Subject> subjects() {
    return subjects;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void agreesWithTheReference(Subject subject) {
    Agreement agreement = new Agreement(subject);
    agreement.whilePredicting();
    agreement.whileTraining();
    agreement.ofTheGradient();
    agreement.ofLosses();
    if (subject.explained()) {
      agreement.ofTheInputs();
    }
    agreement.ofPenalties();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void predictsTheSameBitsAloneAndInABatch(Subject subject) {
    CompiledModel model = subject.model();
    Workspace workspace = subject.workspace(false);
    model.forward(workspace, subject.samples());
    // More rows than a thread predicts at a time
    float[][][] rows =
        Arrays.stream(subject.rows())
            .map(samples -> repeated(samples, MANY))
            .toArray(float[][][]::new);
    float[][][] all = model.predictAll(rows);
    int output = 0;
    for (int i = 0; i < model.layers().size(); i++) {
      float[][] values = workspace.layer(i);
      float[][] sample = Arrays.stream(rows).map(samples -> samples[0]).toArray(float[][]::new);
      assertArrayEquals(values[0], model.layers().get(i).activations(sample));
      if (model.outputs().contains(model.layers().get(i))) {
        assertArrayEquals(repeated(values, MANY), all[output++]);
      }
    }
    if (isSingle(subject)) {
      assertArrayEquals(all[0], model.predict(rows[0]));
      for (int s = 0; s < subject.samples(); s++) {
        assertArrayEquals(all[0][s], model.predict(rows[0][s]));
      }
    }
  }

  private static float[][] repeated(float[][] rows, int count) {
    return IntStream.range(0, count)
        .mapToObj(row -> rows[row % rows.length])
        .toArray(float[][]::new);
  }

  private static boolean isSingle(Subject subject) {
    return subject.network().inputs().size() == 1 && subject.network().outputs().size() == 1;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void trainsWithTheSameBitsTwice(Subject subject) {
    float[][][] rows = subject.rows();
    float[] parameters = subject.model().parameters().clone();
    Workspace used = subject.workspace(subject.samples() + 3, true, rows);
    float[] first = step(subject, used);
    assertArrayEquals(first, step(subject, used), "in the same workspace");
    assertArrayEquals(first, step(subject, subject.workspace(true)), "in another workspace");
    assertArrayEquals(subject.rows(), rows, "a step leaves its samples as they are");
    assertArrayEquals(parameters, subject.model().parameters(), "and the parameters");
  }

  /** The gradient of a step. */
  private static float[] step(Subject subject, Workspace workspace) {
    subject.model().forwardTraining(workspace, subject.samples());
    subject.lossGradients(workspace, subject.coefficients());
    return subject.gradient(workspace, new boolean[subject.network().outputs().size()]);
  }

  @Test
  void allocatesNothing() {
    List<Subject> some = subjects.stream().filter(RandomNetworksTest::isSingle).limit(12).toList();
    assertTrue(some.size() >= 6, "networks of one input and one output");
    for (Subject subject : some) {
      CompiledModel model = subject.model();
      float[] sample = subject.rows()[0][0];
      float[] prediction = new float[model.outputs().get(0).shape().size()];
      assertEquals(
          0, Allocations.least(() -> model.predict(sample, prediction)), subject::toString);
      Workspace workspace = subject.workspace(true);
      float[] gradient = new float[model.trainableCount()];
      boolean[] fromLogits = {false};
      assertEquals(
          0,
          Allocations.least(
              () -> {
                model.forwardTraining(workspace, subject.samples());
                model.backward(workspace, subject.samples(), fromLogits, gradient);
                model.updateAverages(workspace);
              }),
          subject::toString);
      if (subject.explained()) {
        Workspace explanation = subject.explanation();
        assertEquals(
            0,
            Allocations.least(
                () -> {
                  model.forward(explanation, subject.samples());
                  model.inputGradient(explanation, subject.samples(), fromLogits);
                }),
            subject::toString);
      }
    }
  }

  @Test
  void coversTheLanguage() {
    assertEquals(
        new ClassFileImporter()
            .importPackages("dev.cortado.annotations").stream()
                .filter(type -> type.isAnnotatedWith(LayerType.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet()),
        kinds().map(Kind::annotation).collect(Collectors.toSet()));
    Set<String> functions =
        Arrays.stream(dev.cortado.annotations.ActivationFunction.values())
            .map(Enum::name)
            .collect(Collectors.toSet());
    for (Class<?> kind : List.of(Dense.class, Activation.class)) {
      assertEquals(
          functions,
          kinds()
              .filter(kind::isInstance)
              .map(layer -> layer.lastFunction().name())
              .collect(Collectors.toSet()),
          kind.getSimpleName());
    }
    for (Form form : Form.values()) {
      assertSome(form.description(), subject -> subject.source().contains(form.description()));
    }
  }

  @Test
  void coversTheShapesOfNetworks() {
    assertSome("one input and one output", RandomNetworksTest::isSingle);
    assertSome("several inputs", subject -> subject.network().inputs().size() > 1);
    assertSome("several outputs", subject -> subject.network().outputs().size() > 1);
    assertSome("one sample", subject -> subject.samples() == 1);
    assertSome("33 samples", subject -> subject.samples() == 33);
    assertSome("frozen layers", subject -> anyParameter(subject, p -> !p.trainable()));
    assertUsed("once", use -> use.repeats() == 1);
    assertUsed("repeatedly", use -> use.repeats() > 1);
    assertUsed("with several inputs", use -> use.network().inputs().size() > 1);
    assertSome(
        "a network that is used for tokens that fill up",
        subject -> subject.source().contains("Masked") && subject.source().contains("0 masked"));
    assertUsed(
        "and uses others",
        use -> use.network().layers().stream().anyMatch(inner -> inner.kind() instanceof Use));
    assertSome(
        "shared weights",
        subject ->
            subject.network().layers().stream()
                .anyMatch(layer -> !layer.weights().equals(layer.name())));
    assertSome("no parameters", subject -> subject.network().parameters().isEmpty());
    assertSome(
        "an input as output", subject -> anyOutput(subject, subject.network().inputs()::contains));
    for (PlainLoss loss : PlainLoss.values()) {
      Predicate<Layer> judged = output -> PlainLoss.of(output) == loss;
      assertSome(
          "an output for " + loss + " that is read",
          subject -> anyOutput(subject, judged.and(subject.network()::isRead)));
      assertSome(
          "an output for " + loss + " that is not read",
          subject -> anyOutput(subject, judged.and(not(subject.network()::isRead))));
    }
  }

  @Test
  void coversFoldedNormalization() {
    assertWritten("normalized.of\\(\\w+_?affine,");
    assertWritten("normalized.of\\(\\w+(?<!depthwise_?|transposed_?)convolution,");
    assertWritten("normalized.of\\(\\w+depthwise_?convolution,");
    assertWritten("normalized.of\\(\\w+transposed_?convolution,");
    assertWritten("normalized.of\\(\\w+,\\s+\\w+\\.rectified\\(\\)\\)");
    // Where it lies, after code that is no kernel's
    assertWritten("moving_?norm\\.(rectified\\(\\)\\.)?forward\\(parameters, (\\w+), \\2,");
    assertWritten("forwardOutput\\(parameters, ");
    assertSome(
        "an explanation of what is folded",
        subject -> subject.explained() && subject.source().contains("_NORMALIZED"));
  }

  private void assertWritten(String code) {
    Pattern pattern = Pattern.compile(code, Pattern.CASE_INSENSITIVE);
    assertSome(code, subject -> pattern.matcher(subject.source()).find());
  }

  private Stream<Kind> kinds() {
    return subjects.stream()
        .flatMap(subject -> subject.network().layers().stream())
        .map(Layer::kind);
  }

  private static boolean anyParameter(Subject subject, Predicate<Parameter> condition) {
    return subject.network().parameters().values().stream().anyMatch(condition);
  }

  private static boolean anyOutput(Subject subject, Predicate<Layer> condition) {
    return subject.network().outputs().stream().anyMatch(condition);
  }

  private void assertUsed(String how, Predicate<Use> condition) {
    assertSome(
        "a network that is used " + how,
        subject ->
            subject.network().layers().stream()
                .anyMatch(layer -> layer.kind() instanceof Use use && condition.test(use)));
  }

  private void assertSome(String what, Predicate<Subject> condition) {
    assertTrue(subjects.stream().anyMatch(condition), () -> "no network has " + what);
  }
}

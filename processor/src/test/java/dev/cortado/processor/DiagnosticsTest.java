package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.cortado.processor.check.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem of the catalogue: its first line, and where it is reported. */
class DiagnosticsTest {
  private static final String IN = "@Input(4) Layer in();\n";

  /**
   * A faulty declaration and its only error.
   *
   * @param at the text on which the error stands
   */
  record Case(Problem problem, String declaration, String at, String message) {
    @Override
    public String toString() {
      return problem.id() + ": " + message;
    }
  }

  private static Case layers(Problem problem, String layers, String at, String message) {
    return new Case(
        problem, "@Network public interface Net extends Model {\n" + layers + "\n}\n", at, message);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            Problem.NOT_AN_INTERFACE,
            "@Network public class Net {}",
            "class Net",
            "@Network is for interfaces, but Net is none"),
        new Case(
            Problem.NOT_A_MODEL,
            "@Network public interface Net { @Input(2) Layer in(); }",
            "interface Net",
            "network Net does not extend dev.cortado.model.Model"),
        new Case(
            Problem.PRIVATE_NETWORK,
            "public class Net { @Network private interface Inner extends Model { @Input(2) Layer in(); } }",
            "interface Inner",
            "network Inner is private, or a type around it is, so the class InnerNetwork could not implement it"),
        new Case(
            Problem.GENERIC_NETWORK,
            "@Network public interface Net<T> extends Model { @Input(2) Layer in(); }",
            "interface Net",
            "network Net has type parameters"),
        new Case(
            Problem.NAME_COLLISION,
            "@Network public interface Net extends Model { @Input(2) Layer in(); }\nclass NetNetwork {}",
            "interface Net",
            "network Net becomes the class NetNetwork, but a type of that name exists"),
        new Case(
            Problem.INHERITED_LAYER,
            "@Network public interface Net extends Model, Base { @Input(2) Layer in(); }\ninterface Base { @Flatten Layer flat(); }",
            "interface Net",
            "network Net inherits the layer Base.flat, but compilers do not agree on the order of inherited methods"),
        layers(Problem.NO_LAYERS, "", "interface Net", "network Net has no layers"),
        layers(
            Problem.NOT_A_LAYER,
            IN
                + "Layer loose();\n@Output @Dense(units = 2, input = \"in\") Layer out();\n@Output @Add({\"in\", \"loose\"}) Layer sum();",
            "loose()",
            "method 'loose' has no annotation that says what kind of layer it is"),
        layers(
            Problem.TWO_KINDS,
            "@Input(4) @Flatten Layer in();",
            "@Flatten",
            "layer 'in' is both @Input and @Flatten"),
        layers(
            Problem.LAYER_SIGNATURE,
            IN + "@Flatten Layer out(int size);",
            "out(int",
            "layer 'out' has parameters"),
        layers(
            Problem.LAYER_SIGNATURE,
            IN + "@Flatten String out();",
            "out()",
            "layer 'out' does not return dev.cortado.model.Layer"),
        layers(
            Problem.LAYER_BODY,
            IN + "@Flatten default Layer out() { return null; }",
            "out()",
            "method 'out' of a network has a body"),
        layers(
            Problem.NAME_COLLISION,
            IN + "@Dense(units = 3) Layer mid();\n@Dense(units = 3) Layer Mid();",
            "Mid()",
            "layers 'mid' and 'Mid' differ only in case"),
        layers(
            Problem.NAME_COLLISION,
            IN + "@Flatten Layer summary();",
            "summary()",
            "layer 'summary' is named like a method that generated classes have or import"),
        layers(
            Problem.NAME_COLLISION,
            IN + "@Flatten Layer seed();",
            "seed()",
            "layer 'seed' is named like a method that generated classes have or import"),
        layers(
            Problem.NAME_COLLISION,
            IN + "@Flatten Layer fma();",
            "fma()",
            "layer 'fma' is named like a method that generated classes have or import"),
        layers(
            Problem.TOO_FEW_INPUTS,
            IN + "@Add(\"in\") Layer out();",
            "\"in\"",
            "layer 'out' merges 1 layers, but a merge takes at least 2"),
        layers(
            Problem.UNKNOWN_LAYER,
            IN + "@Dense(units = 3) Layer hidden();\n@Add({\"hidden\", \"hiden\"}) Layer out();",
            "\"hiden\"",
            "layer 'out' takes 'hiden', but no layer has that name. Did you mean \"hidden\"?"),
        layers(
            Problem.LATER_LAYER,
            IN
                + "@Dense(units = 3, input = \"out\") Layer mid();\n@Add({\"in\", \"mid\"}) Layer out();",
            "\"out\"",
            "layer 'mid' takes 'out', which is not above it"),
        layers(
            Problem.DEAD_LAYER,
            IN + "@Dense(units = 3) Layer lost();\n@Dense(units = 3, input = \"in\") Layer out();",
            "lost()",
            "layer 'lost' reaches no output"),
        layers(
            Problem.OUT_OF_RANGE,
            IN + "@Dense(units = 0) Layer out();",
            "0) Layer out",
            "layer 'out' has units of 0, but it must be at least 1"),
        layers(
            Problem.OUT_OF_RANGE,
            IN + "@Dropout(1.0) Layer out();",
            "1.0",
            "layer 'out' has @Dropout of 1, but it must be at least 0, below 1"),
        layers(
            Problem.OUT_OF_RANGE,
            IN + "@Dense(units = 2, activation = ELU, alpha = -1.0) Layer out();",
            "-1.0",
            "layer 'out' has an alpha of -1.0 for ELU, but it must be a positive number"),
        layers(
            Problem.WRONG_PARAMETER,
            IN + "@Dense(units = 2, activation = RELU, alpha = 0.5) Layer out();",
            "0.5",
            "layer 'out' gives an alpha to RELU, which takes none"),
        layers(
            Problem.WRONG_PARAMETER,
            IN + "@Dense(units = 2, kernelInitializer = @Init(Initializer.CONSTANT)) Layer out();",
            "Initializer.CONSTANT",
            "layer 'out' has a CONSTANT initializer without its constant"),
        layers(
            Problem.WRONG_PARAMETER,
            IN
                + "@Dense(units = 2, kernelInitializer = @Init(value = Initializer.ZEROS, mean = 0.5)) Layer out();",
            "0.5",
            "layer 'out' gives mean to ZEROS, which does not take it"),
        layers(
            Problem.SHAPE_MISMATCH,
            IN + "@Dense(units = 3) Layer other();\n@Add({\"in\", \"other\"}) Layer out();",
            "\"other\"",
            "layer 'out' merges 'in' of shape (4) with 'other' of shape (3)"),
        layers(
            Problem.SHAPE_MISMATCH,
            IN + "@Reshape({3, -1}) Layer out();",
            "{3, -1}",
            "layer 'out' gives the shape [3, -1] to 4 values"),
        layers(
            Problem.SHAPE_MISMATCH,
            IN + "@Concatenate(value = {\"in\", \"in\"}, axis = 2) Layer out();",
            "2) Layer out",
            "layer 'out' concatenates along axis 2, but 'in' has the shape (4)"),
        layers(
            Problem.SOFTMAX_OF_ONE,
            IN + "@Dense(units = 1, activation = SOFTMAX) Layer out();",
            "SOFTMAX",
            "layer 'out' applies SOFTMAX to a single value, which is always the same"),
        layers(
            Problem.TOO_LARGE,
            "@Input({65536, 65536}) Layer in();",
            "@Input",
            "a sample of layer 'in' has more values than an array can hold"),
        new Case(
            Problem.BUDGET_EXCEEDED,
            "@Network @Budget(parameters = 10) public interface Net extends Model {\n"
                + IN
                + "@Dense(units = 3) Layer out();\n}",
            "10)",
            "network Net takes 15 parameters, but its budget is 10"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reports(Case faulty) {
    Compilation compilation = Compiled.compile(faulty.declaration());
    List<Diagnostic<? extends JavaFileObject>> errors =
        compilation.errors().stream()
            .filter(
                error ->
                    error.getMessage(Locale.ROOT).startsWith("[" + faulty.problem().id() + "]"))
            .toList();
    assertEquals(1, errors.size(), () -> compilation.errors().toString());
    Diagnostic<?> error = errors.get(0);
    assertEquals(
        "[" + faulty.problem().id() + "] " + faulty.message(),
        error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow());
    int offset = faulty.declaration().lastIndexOf(faulty.at());
    String before = faulty.declaration().substring(0, offset);
    assertEquals(
        6 + before.lines().count() - (before.endsWith("\n") || before.isEmpty() ? 0 : 1),
        error.getLineNumber(),
        faulty.at());
  }

  @Test
  void reportsAllErrorsOfANetworkAtOnce() {
    Compilation compilation =
        Compiled.layers(
            IN
                + """
                @Dense(units = 0) Layer none();
                @Dense(units = 1, activation = SOFTMAX, input = "in") Layer one();
                @Add({"in", "hidden"}) Layer sum();
                @Dropout(-0.5) Layer out();
                """);
    Set<String> ids = new HashSet<>();
    compilation
        .errors()
        .forEach(error -> ids.add(error.getMessage(Locale.ROOT).replaceAll("(?s)\\].*", "]")));
    assertEquals(Set.of("[OutOfRange]", "[SoftmaxOfOne]", "[UnknownLayer]", "[DeadLayer]"), ids);
  }

  @Test
  void aBrokenNetworkDoesNotStopAnother() {
    JavaFileObject broken =
        JavaFileObjects.forSourceString(
            "test.Broken", "package test; @dev.cortado.annotations.Network interface Broken {}");
    JavaFileObject sound =
        JavaFileObjects.forSourceString(
            "test.Sound",
            """
            package test;
            @dev.cortado.annotations.Network interface Sound extends dev.cortado.model.Model {
              @dev.cortado.annotations.Input(2) dev.cortado.model.Layer in();
            }
            """);
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Acortado.verbose=true")
            .compile(broken, sound);
    assertEquals(2, compilation.errors().size(), () -> compilation.errors().toString());
    assertTrue(
        compilation.notes().stream()
            .anyMatch(note -> note.getMessage(Locale.ROOT).startsWith("network Sound")),
        () -> compilation.notes().toString());
  }

  @Test
  void everyProblemHasAParagraphAndACase() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "errors.md"));
    Set<Problem> tested = new HashSet<>(cases().map(Case::problem).toList());
    // An internal fault has no declaration that brings it about; the others below are shown in the
    // test above.
    tested.addAll(List.of(Problem.INTERNAL, Problem.NO_INPUT, Problem.NOTHING_ABOVE));
    for (Problem problem : Problem.values()) {
      assertTrue(
          page.contains("## " + problem.id() + "\n"), () -> problem.id() + " has no paragraph");
      assertTrue(tested.contains(problem), () -> problem.id() + " has no case");
    }
    assertEquals(
        Problem.values().length,
        Arrays.stream(Problem.values()).map(Problem::id).distinct().count());
  }

  @Test
  void aNetworkWithoutInput() {
    Compilation compilation = Compiled.layers("@Flatten Layer flat();");
    List<String> lines =
        compilation.errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
            .toList();
    assertEquals(
        List.of(
            "[NoInput] network Net has no input",
            "[NothingAbove] layer 'flat' is the first, so nothing feeds it"),
        lines);
  }
}

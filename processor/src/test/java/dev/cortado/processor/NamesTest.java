package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Model;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of layers: those that generated code needs for itself are refused, all others compile. */
class NamesTest {

  /** The names of all methods without parameters that a generated class inherits or imports. */
  private static Set<String> methods() {
    Set<String> names = new TreeSet<>(Set.of("fma"));
    for (Class<?> type : List.of(Object.class, Model.class, CompiledModel.class)) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> !Modifier.isPrivate(method.getModifiers()))
          .filter(method -> method.getParameterCount() == 0)
          .map(Method::getName)
          .forEach(names::add);
    }
    return names;
  }

  @Test
  void namesOfMethodsAreRefused() {
    Compilation compilation =
        Compiled.layers(
            "@Input(4) Layer in();\n"
                + methods().stream()
                    .map("@Dense(units = 3) Layer %s();\n"::formatted)
                    .collect(Collectors.joining()));
    assertEquals(
        methods().stream()
            .map(
                "[NameCollision] layer '%s' is named like a method that generated classes have or import"
                    ::formatted)
            .toList(),
        firstLines(compilation));
    assertTrue(methods().contains("hashCode") && methods().contains("penalty"));
  }

  /** Types that generated classes import, or name without an import, by their goldens. */
  private static Set<String> types() throws IOException {
    Set<String> types =
        new TreeSet<>(Set.of("IndexOutOfBoundsException", "Math", "Override", "System"));
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "golden"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher imports =
            Pattern.compile("import (?!static |dev.cortado.annotations)[a-z.]+\\.(\\w+);")
                .matcher(Files.readString(file));
        imports.results().forEach(found -> types.add(found.group(1)));
      }
    }
    return types;
  }

  @Test
  void namesOfTypesAreRefused() throws IOException {
    Compilation compilation =
        Compiled.layers(
            "@Input(4) dev.cortado.model.Layer in();\n"
                + types().stream().map("enum %s {}\n"::formatted).collect(Collectors.joining()));
    assertEquals(
        types().stream()
            .map(
                ("[NameCollision] network Net has a member '%s', which would hide what the class"
                        + " NetNetwork means by that name")
                    ::formatted)
            .toList(),
        firstLines(compilation));
    assertTrue(types().contains("Softmax") && types().contains("IOException"));
  }

  /**
   * What a generated class calls its variables, constants, types and methods, or nearly so; words
   * that Java keeps for some places; letters that formats and other languages use.
   */
  private static final List<String> ALLOWED =
      List.of(
          """
          b capacity from fromLogits gradient i input j key logits noise output p r row rows s \
          samples scratch sum sum0 sums training whole x x0 \
          BLUEPRINT HIDDEN_AFFINE HIDDEN_BIAS HIDDEN_KERNEL \
          Affine Arrays Buffers Functions Int Math Softmax System java \
          add4Rows32 backwardHidden forwardHidden hiddenKernel hiddenRow hiddenSums hidden_2 \
          addPenaltyGradient backward create equals forward forwardTraining hiddenHead layer layer_ \
          load names predict predictAll requireSize restore save workspace \
          end permits record sealed var when yield \
          $ a$L größe _x ГАММА"""
              .split(" ", -1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Dense(units = 3, activation = TANH)",
        "@Activation(SOFTMAX)",
        "@Dropout(0.5)",
        "@Dense(units = 32, activation = RELU)"
      })
  void allOtherNamesCompile(String kind) throws Exception {
    Compilation compilation =
        Compiled.layers(
            ALLOWED.stream()
                .map(name -> "%s Layer %s();\n".formatted(kind, name))
                .collect(
                    Collectors.joining(
                        "", "@Input(32) Layer in();\n", "@Dense(units = 32) Layer hidden();\n")));
    assertEquals(List.of(), compilation.diagnostics());
    assertEquals(32, Compiled.create(compilation, 1).predict(new float[32]).length);
  }

  private static List<String> firstLines(Compilation compilation) {
    return compilation.errors().stream()
        .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
        .toList();
  }
}

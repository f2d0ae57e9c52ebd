package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.cortado.model.CompiledModel;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unusual but sound compiles, without a warning. */
class FormsTest {

  static Stream<String> interfaces() {
    return Stream.of(
        """
        interface Named extends Model {
          default String title() { return "a " + name(); }
          @Override String summary();
        }
        @Network public interface Net extends Named {
          int SIZE = 4;
          float[] PARAMETERS = {};
          enum Kind { ONE }
          @Input(SIZE) Layer in();
          static int help() { return SIZE; }
          @Override Net copy();
          @Override String toString();
        }
        """,
        "@Network interface Net extends Model { @Input(4) Layer in(); }\n",
        "class Net { @Network protected interface Deep extends Model { @Input(4) Layer in(); } }\n",
        """
        @Network public sealed interface Net extends Model permits NetNetwork {
          @Input(4) Layer in();
        }
        """);
  }

  @ParameterizedTest
  @MethodSource("interfaces")
  void interfacesOfManyForms(String declaration) {
    assertEquals(List.of(), Compiled.compile(declaration).diagnostics());
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "protected", "", "public static"})
  void interfacesInOtherTypes(String modifier) {
    Compilation compilation =
        Compiled.compile(
            """
            public class Net<T> {
              public class Inner<U> {
                %s interface Middle {
                  record Deeper() {
                    %s enum Deepest {
                      ;
                      @Network %s interface Digits extends Model { @Input(4) Layer in(); }
                    }
                  }
                }
              }
            }
            """
                .formatted(modifier, modifier, modifier));
    assertEquals(List.of(), compilation.diagnostics());
    assertEquals(
        modifier.startsWith("public"),
        text(compilation, "test.DigitsNetwork").contains("public final class DigitsNetwork"));
  }

  /** Types whose names the generated class uses for others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Layer",
        "Model",
        "Shape",
        "Blueprint",
        "Buffers",
        "Workspace",
        "CompiledModel",
        "Head",
        "Path",
        "Arrays",
        "Generated",
        "Initializers",
        "Net"
      })
  void interfacesOfAnyName(String name) {
    JavaFileObject source =
        JavaFileObjects.forSourceString(
            "test." + name,
            """
            package test;
            @dev.cortado.annotations.Network
            public interface %s extends dev.cortado.model.Model {
              @dev.cortado.annotations.Input(40) dev.cortado.model.Layer in();
              @dev.cortado.annotations.Dense(units = 40) dev.cortado.model.Layer out();
            }
            """
                .formatted(name));
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Xlint:all", "-Werror")
            .compile(source);
    assertEquals(List.of(), compilation.diagnostics());
  }

  @Test
  void aNetworkInNoPackage() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Xlint:all", "-Werror", "-Acortado.graph=true")
            .compile(
                JavaFileObjects.forSourceString(
                    "Net",
                    "@dev.cortado.annotations.Network public interface Net extends"
                        + " dev.cortado.model.Model { @dev.cortado.annotations.Input(4)"
                        + " dev.cortado.model.Layer in(); }"));
    assertEquals(List.of(), compilation.diagnostics());
    assertEquals(
        List.of("NetNetwork.java", "NetNetwork.mmd"),
        compilation.generatedFiles().stream()
            .map(file -> file.getName().replaceAll(".*/", ""))
            .filter(name -> !name.endsWith(".class"))
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Budget(parameters = Long.MAX_VALUE, macs = Long.MAX_VALUE, bytes = Long.MAX_VALUE)",
        "@Budget(parameters = 15, macs = 12, bytes = 72)"
      })
  void budgetsThatAreJustMet(String budget) {
    assertEquals(
        List.of(),
        Compiled.compile(
                budget
                    + Compiled.OPENING
                    + "@Input(4) Layer in();\n@Dense(units = 3) Layer out();\n"
                    + Compiled.CLOSING)
            .diagnostics());
  }

  @Test
  void aMergeMayTakeALayerTwice() throws Exception {
    CompiledModel model = create("@Input(2) Layer in();\n@Add({\"in\", \"in\"}) Layer out();\n");
    assertArrayEquals(new float[] {6, -4}, model.predict(new float[] {3, -2}));
  }

  @Test
  void anInputMayBeAnOutput() throws Exception {
    CompiledModel model =
        create(
            """
            @Output @Input(2) Layer in();
            @Output @Activation(RELU) Layer out();
            """);
    assertArrayEquals(
        new float[][][] {{{3, -2}}, {{3, 0}}}, model.predictAll(new float[][] {{3, -2}}));
  }

  @Test
  void shapesMayHaveManyAxes() throws Exception {
    String ones = "1, ".repeat(300);
    CompiledModel model =
        create(
            "@Input({"
                + ones
                + "6}) Layer in();\n@Reshape({2, -1}) Layer grid();\n@Flatten Layer out();\n");
    assertEquals(301, model.layer("in").shape().sizes().size());
    assertEquals("(2, 3)", model.layer("grid").shape().toString());
  }

  private static CompiledModel create(String layers) throws Exception {
    Compilation compilation = Compiled.layers(layers);
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.create(compilation, 1);
  }

  private static String text(Compilation compilation, String type) {
    try {
      return compilation.generatedSourceFile(type).orElseThrow().getCharContent(true).toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

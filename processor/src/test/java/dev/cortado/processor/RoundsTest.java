package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.cortado.model.CompiledModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Networks that name what another processor writes, in rounds after that of the network. */
class RoundsTest {
  private static final String SIZES = "public interface Sizes { int HIDDEN = 7; }";

  /** Writes types of the package {@code test}, one a round. */
  @SupportedAnnotationTypes("*")
  private static final class Other extends AbstractProcessor {
    private final List<String> types;
    private int round;

    Other(String... types) {
      this.types = List.of(types);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      if (round < types.size()) {
        String type = types.get(round++);
        String name = type.replaceAll("(?s).*?(?:interface|class) (\\w+).*", "$1");
        try (Writer file = processingEnv.getFiler().createSourceFile("test." + name).openWriter()) {
          file.write("package test; " + type);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  private static Compilation compile(String declaration, String... written) {
    return Compiler.javac()
        .withProcessors(new Other(written), new NetworkProcessor())
        .withOptions("-Xlint:all", "-Werror")
        .compile(Compiled.source(declaration));
  }

  private static Compilation layers(String layers, String... written) {
    return compile(Compiled.OPENING + layers + Compiled.CLOSING, written);
  }

  private static CompiledModel created(Compilation compilation) throws Exception {
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.create(compilation, 1);
  }

  @Test
  void waitsForAConstant() throws Exception {
    CompiledModel model =
        created(
            layers("@Input(4) Layer in();\n@Dense(units = Sizes.HIDDEN) Layer out();\n", SIZES));
    assertEquals(7, model.layer("out").shape().size());
  }

  @Test
  void waitsForAClass() throws Exception {
    CompiledModel model =
        created(
            layers(
                "@Input(4) Layer in();\n@Custom(Later.class) Layer out();\n",
                """
                public class Later implements dev.cortado.model.CustomOperation {
                  @Override public void forward(float[] x, float[] y) {
                    y[0] = 2 * x[0];
                  }
                  @Override public void backward(float[] x, float[] y, float[] yGradient, float[] xGradient) {
                    xGradient[0] = 2 * yGradient[0];
                  }
                }
                """));
    assertEquals(6, model.predict(new float[] {3, 0, 0, 0})[0]);
  }

  @Test
  void waitsForSeveralRounds() throws Exception {
    CompiledModel model =
        created(
            layers(
                """
                @Input(4) Layer in();
                @Dense(units = Sizes.HIDDEN) Layer hidden();
                @Dense(units = 3, input = Names.SOURCE) Layer out();
                """,
                "interface Unused {}",
                SIZES,
                "interface Names { String SOURCE = \"hidden\"; }"));
    assertEquals(List.of("hidden"), model.blueprint().layers().get(2).inputs());
  }

  @Test
  void waitsForANetworkThatItUses() throws Exception {
    CompiledModel model =
        created(
            layers(
                "@Input(4) Layer in();\n@Use(Later.class) Layer out();\n",
                "interface Unused {}",
                network("Later")));
    assertEquals("Later", model.layer("out").type());
  }

  /** A network that is used may wait itself. */
  @Test
  void waitsForWhatANetworkThatItUsesWaitsFor() throws Exception {
    CompiledModel model =
        created(
            compile(
                """
                @Network public interface Net extends Model {
                  @Input(4) Layer in();
                  @Use(Block.class) Layer out();
                  @Network interface Block extends Model {
                    @Input(4) Layer in();
                    @Dense(units = Sizes.HIDDEN) Layer out();
                  }
                }
                """,
                SIZES));
    assertEquals(7, model.layer("out").shape().size());
  }

  @Test
  void waitsForASuperInterface() throws Exception {
    created(
        compile(
            "@Network public interface Net extends Base { @Input(4) Layer in(); }\n",
            "public interface Base extends dev.cortado.model.Model {}"));
  }

  @Test
  void reportsTheProblemsOfANetworkThatHasWaited() {
    Compilation compilation =
        layers(
            "@Input(4) Layer in();\n@Dense(units = Sizes.HIDDEN) Layer out();\n",
            "interface Sizes { int HIDDEN = 0; }");
    assertEquals(
        List.of("[OutOfRange] layer 'out' has units of 0, but it must be at least 1"),
        firstLines(compilation));
  }

  @Test
  void compilesANetworkThatAnotherProcessorWrites() throws Exception {
    created(compile("interface Unused {}", network("Net")));
  }

  @Test
  void knowsTheClassesOfEarlierRounds() {
    Compilation compilation =
        compile(
            "public class Net { @Network public interface Deep extends Model { @Input(4) Layer in(); } }",
            "public class Later { " + network("Deep") + "}");
    assertEquals(
        List.of(
            "[NameCollision] network Deep becomes the class DeepNetwork, and so does test.Net.Deep"),
        firstLines(compilation));
  }

  private static String network(String name) {
    return """
        @dev.cortado.annotations.Network
        public interface %s extends dev.cortado.model.Model {
          @dev.cortado.annotations.Input(4) dev.cortado.model.Layer in();
        }
        """
        .formatted(name);
  }

  private static List<String> firstLines(Compilation compilation) {
    return compilation.errors().stream()
        .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
        .toList();
  }
}

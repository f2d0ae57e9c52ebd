package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier compilation left is no obstacle. */
class RecompilationTest {
  private static final String NET = Compiled.OPENING + "@Input(4) Layer in();\n" + Compiled.CLOSING;

  /** As Maven and javac do: the folder of the classes is on the class path, that of sources too. */
  @Test
  void classesOfEarlierAreWrittenAnew(@TempDir Path folder) throws IOException {
    assertTrue(compileInto(folder, NET));
    assertTrue(compileInto(folder, NET.replace("4", "5")));
    String source = Files.readString(folder.resolve("test/NetNetwork.java"));
    assertTrue(source.contains("Shape.of(5)"), source);
  }

  /** A network of a jar is used as one of the same compilation is: annotations are in its class. */
  @Test
  void usesANetworkOfTheClassPath(@TempDir Path folder) throws IOException {
    String uses =
        """
        @Network public interface Net extends Model {
          @Input({2, 3}) Layer in();
          @Use(value = Block.class, repeat = 2) Layer blocks();
          @Dense(units = 2) Layer out();
        }
        """;
    String block =
        """
        @Network interface Block extends Model {
          @Input({2, 3}) Layer tokens();
          @Dense(units = 5, activation = TANH, biasInitializer = @Init(Initializer.ONES)) Layer wide();
          @Dense(units = 3) Layer narrow();
          @Add({"tokens", "narrow"}) Layer sum();
        }
        """;
    assertTrue(compileInto(folder, uses + block));
    String together = Files.readString(folder.resolve("test/NetNetwork.java"));
    Files.delete(folder.resolve("test/NetNetwork.java"));
    Files.delete(folder.resolve("test/NetNetwork.class"));
    assertTrue(compileInto(folder, uses));
    assertEquals(together, Files.readString(folder.resolve("test/NetNetwork.java")));
  }

  /**
   * Build tools compile a class anew when one of the interfaces changes that it is written from.
   */
  @Test
  void classesOriginateInAllNetworksThatTheyAreMadeOf() {
    List<Set<String>> origins = new ArrayList<>();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new Spying(new NetworkProcessor(), origins))
            .compile(
                Compiled.source(
                    """
                    @Network public interface Net extends Model {
                      @Input(3) Layer in();
                      @Use(Outer.class) Layer out();
                    }
                    @Network interface Outer extends Model {
                      @Input(3) Layer in();
                      @Use(Inner.class) Layer out();
                    }
                    @Network interface Inner extends Model {
                      @Input(3) Layer in();
                      @Dense(units = 3) Layer out();
                    }
                    """));
    assertEquals(Compilation.Status.SUCCESS, compilation.status());
    assertEquals(
        Set.of(
            Set.of("test.Net", "test.Outer", "test.Inner"),
            Set.of("test.Outer", "test.Inner"),
            Set.of("test.Inner")),
        Set.copyOf(origins));
  }

  private static boolean compileInto(Path folder, String declaration) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(folder));
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH,
          Stream.concat(
                  Stream.of(folder),
                  Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                      .map(Path::of))
              .toList());
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              null,
              List.of("-implicit:none"),
              null,
              List.of(Compiled.source(declaration)));
      task.setProcessors(List.of(new NetworkProcessor()));
      return task.call();
    }
  }

  @Test
  void generatedSourcesAreNoSources() throws IOException {
    JavaFileObject generated =
        Compiled.compile(NET).generatedSourceFile("test.NetNetwork").orElseThrow();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .compile(Compiled.source(NET), generated);
    List<String> lines =
        compilation.errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
            .toList();
    assertEquals(
        List.of(
            "[NameCollision] network Net becomes the class NetNetwork, but the compiler was given"
                + " a file of it"),
        lines);
  }
}

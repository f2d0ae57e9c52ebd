package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler of Eclipse finds the same networks sound, and the same problems in others. */
class EclipseTest {
  private static final JavaCompiler ECLIPSE = new EclipseCompiler();

  @TempDir private static Path folder;

  private static StandardJavaFileManager files;

  @BeforeAll
  static void openFiles() throws IOException {
    files = ECLIPSE.getStandardFileManager(null, null, null);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
    files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
    files.setLocationFromPaths(
        StandardLocation.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList());
  }

  @AfterAll
  static void closeFiles() throws IOException {
    files.close();
  }

  /** What the Java compiler reports itself, and one case of each problem. */
  static Stream<Corpus.Case> cases() {
    Set<String> seen = new HashSet<>();
    return Corpus.cases()
        .filter(faulty -> seen.add(faulty.file()) || faulty.file().equals("Javac"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsTheSameProblems(Corpus.Case faulty) throws IOException {
    assertEquals(ids(faulty.errors().stream()), ids(compile(faulty.declaration())));
  }

  private static List<String> ids(Stream<String> errors) {
    return errors
        .filter(text -> text.startsWith("["))
        .map(text -> text.lines().findFirst().orElseThrow())
        .sorted()
        .toList();
  }

  @Test
  void compilesASoundNetwork() throws IOException {
    Stream<String> errors =
        compile(
            Compiled.OPENING
                + """
                @Input(4) Layer in();
                @Dense(units = 40, activation = TANH) Layer hidden();
                @Add({"hidden", "hidden"}) Layer twice();
                @Custom(dev.cortado.processor.custom.Sine.class) Layer own();
                @Dense(units = 2) Layer out();
                """
                + Compiled.CLOSING);
    assertEquals(List.of(), errors.toList());
    assertTrue(Files.exists(folder.resolve("test/NetNetwork.class")));
  }

  @Test
  void compilesANetworkOfNetworks() throws IOException {
    Stream<String> errors =
        compile(
            """
            @Network public interface Net extends Model {
              @Input(4) Layer in();
              @Use(value = Block.class, repeat = 3) Layer blocks();
              @Use(Block.class) Layer last();
              @Use(Block.class) @SharedWeights("last") Layer out();
            }
            @Network interface Block extends Model {
              @Input(4) Layer in();
              @Dense(units = 4) Layer out();
            }
            """);
    assertEquals(List.of(), errors.toList());
  }

  /** The texts of all errors. */
  private static Stream<String> compile(String declaration) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Path source = folder.resolve("Net.java");
    Files.writeString(source, Compiled.source(declaration).getCharContent(true));
    JavaCompiler.CompilationTask task =
        ECLIPSE.getTask(
            Writer.nullWriter(),
            files,
            diagnostics,
            List.of("-source", "17", "-target", "17", "-nowarn"),
            null,
            files.getJavaFileObjects(source));
    task.setProcessors(List.of(new NetworkProcessor()));
    task.call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(error -> error.getMessage(Locale.ROOT));
  }
}

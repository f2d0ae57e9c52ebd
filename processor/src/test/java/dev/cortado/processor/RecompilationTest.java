package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** The diagrams that {@code -Acortado.graph=true} asks for. */
class DiagramTest {
  private static final String BRANCH =
      """
      @Input(4) Layer in();
      @Dense(units = 6, activation = TANH) Layer left();
      @Dense(units = 6, frozen = true, input = "in") Layer right();
      @Add({"left", "right"}) Layer both();
      @Dense(units = 3, activation = SOFTMAX) Layer out();
      """;

  /** After a wanted change, {@code -Dgoldens.update=true} writes the file anew. */
  @Test
  void drawsBothGraphs() throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", "Branch.mmd");
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(file, diagram(BRANCH));
    }
    assertEquals(Files.readString(file), diagram(BRANCH));
  }

  @Test
  void namesThatMermaidDoesNotTakeAreReplaced() throws IOException {
    String diagram = diagram("@Input(4) Layer end();\n@Dense(units = 2) Layer größe();\n");
    assertTrue(diagram.contains("end_([\"end<br/>(4)\"])\n"), diagram);
    assertTrue(diagram.contains("gr__e[\"größe = end · kernel + bias<br/>(2)\"]\n"), diagram);
    assertTrue(diagram.contains("end_ --> gr__e\n"), diagram);
  }

  @Test
  void whatDoesNotTrainHasNoBackwardGraph() throws IOException {
    String diagram = diagram("@Input({2, 2}) Layer in();\n@Flatten Layer out();\n");
    assertTrue(diagram.contains("out[\"out = in as (4)<br/>(4)\"]"), diagram);
    assertTrue(!diagram.contains("subgraph backward"), diagram);
  }

  @Test
  void areWrittenOnlyWhereAskedFor() {
    assertEquals(
        List.of(),
        Compiled.layers(BRANCH).generatedFiles().stream()
            .filter(file -> file.getName().endsWith(".mmd"))
            .toList());
  }

  private static String diagram(String layers) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Xlint:all", "-Werror", "-Acortado.graph=true")
            .compile(Compiled.source(Compiled.OPENING + layers + Compiled.CLOSING));
    assertEquals(List.of(), compilation.diagnostics());
    return compilation
        .generatedFile(StandardLocation.CLASS_OUTPUT, "test", "NetNetwork.mmd")
        .orElseThrow()
        .getCharContent(true)
        .toString();
  }
}

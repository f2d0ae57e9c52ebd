package dev.cortado.benchmarks.run;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Classes of single dense layers whose code has a form that javac is told. */
final class ForcedForms {
  private static final String SQUARE = "dev.cortado.benchmarks.cortado.Squares.Square";

  private ForcedForms() {}

  /**
   * Compiles layers anew from the interfaces among the benchmarks' classes. On a class path that
   * begins with the folder, they hide those of the benchmarks' jar.
   *
   * @param form a form that the compiler's option {@code cortado.form} takes
   * @param widths the widths of layers
   */
  static void compile(String form, IntStream widths, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> options =
        List.of(
            "-processor",
            "dev.cortado.processor.NetworkProcessor",
            "-Acortado.form=" + form,
            "-d",
            folder.toString());
    List<String> interfaces = widths.mapToObj(width -> SQUARE + width).toList();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    if (!javac.getTask(messages, null, null, options, interfaces, null).call()) {
      throw new IllegalStateException("javac refuses the form '%s':%n%s".formatted(form, messages));
    }
  }
}

package dev.cortado.benchmarks.run;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * How long javac takes for an interface of dense layers.
 *
 * @param layers the number of layers
 * @param width the units of each
 * @param plainMillis without the processor
 * @param millis with it
 * @param sourceBytes how large the generated source is
 * @param classBytes how large the generated classes are
 */
record CompileTime(
    int layers, int width, double plainMillis, double millis, long sourceBytes, long classBytes) {
  private static final String NETWORK = "Measured";
  private static final int WIDTH = 64;
  private static final int DEPTH = 3;

  /**
   * What is measured.
   *
   * @param depths numbers of layers, each 64 wide
   * @param widths widths of 3 layers
   * @param repeats how often each
   */
  record Sizes(List<Integer> depths, List<Integer> widths, int repeats) {
    /** The ends and the middle. */
    static final Sizes QUICK = new Sizes(List.of(1, 20, 200), List.of(4, 2048), 3);

    /** All. */
    static final Sizes FULL =
        new Sizes(
            List.of(1, 2, 5, 10, 20, 50, 100, 200),
            List.of(4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048),
            7);
  }

  /** Measures all sizes: medians, after as many compilations that warm javac up. */
  static List<CompileTime> measureAll(Path folder, Sizes sizes) throws IOException {
    // What javac itself has not been compiled for yet would count against the first sizes.
    measure(20, WIDTH, folder.resolve("warm-up"), sizes.repeats);
    List<CompileTime> all = new ArrayList<>();
    for (int depth : sizes.depths) {
      all.add(measure(depth, WIDTH, folder.resolve("depth-" + depth), sizes.repeats));
    }
    for (int width : sizes.widths) {
      all.add(measure(DEPTH, width, folder.resolve("width-" + width), sizes.repeats));
    }
    return all;
  }

  /** A table in Markdown. */
  static String table(List<CompileTime> all) {
    StringBuilder table =
        new StringBuilder(
            """
            ### javac, warm, milliseconds

            | layers | width | without the processor | with it | generated source, KB | its classes, KB |
            | --- | --- | --- | --- | --- | --- |
            """);
    for (CompileTime time : all) {
      table.append(
          "| %d | %d | %.0f | %.0f | %d | %d |%n"
              .formatted(
                  time.layers,
                  time.width,
                  time.plainMillis,
                  time.millis,
                  time.sourceBytes / 1000,
                  time.classBytes / 1000));
    }
    return table.toString();
  }

  /** Measures one size. */
  static CompileTime measure(int layers, int width, Path folder, int repeats) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    List<String> options = List.of("-d", classes.toString(), "-s", sources.toString());
    List<String> plain = new ArrayList<>(options);
    plain.add("-proc:none");
    List<String> processed = new ArrayList<>(options);
    processed.addAll(List.of("-processor", "dev.cortado.processor.NetworkProcessor"));
    String source = source(layers, width);
    double plainMillis = median(source, plain, repeats);
    long own = size(classes);
    double millis = median(source, processed, repeats);
    return new CompileTime(layers, width, plainMillis, millis, size(sources), size(classes) - own);
  }

  private static String source(int layers, int width) {
    StringBuilder source =
        new StringBuilder(
            """
            import dev.cortado.annotations.*;
            import dev.cortado.model.Layer;
            import dev.cortado.model.Model;
            @Network
            public interface %s extends Model {
              @Input(%d) Layer in();
            """
                .formatted(NETWORK, width));
    for (int layer = 1; layer <= layers; layer++) {
      source.append(
          "  @Dense(units = %d, activation = ActivationFunction.RELU) Layer layer%d();%n"
              .formatted(width, layer));
    }
    return source.append("}\n").toString();
  }

  private static double median(String source, List<String> options, int repeats) {
    double[] millis = new double[repeats];
    for (int run = -repeats; run < repeats; run++) {
      long begin = System.nanoTime();
      compile(source, options);
      if (run >= 0) {
        millis[run] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[repeats / 2];
  }

  private static void compile(String source, List<String> options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + NETWORK + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    StringWriter messages = new StringWriter();
    if (!javac.getTask(messages, null, null, options, null, List.of(file)).call()) {
      throw new IllegalStateException("javac refuses%n%s%n%s".formatted(source, messages));
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }
}

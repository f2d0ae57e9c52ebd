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
 * How long javac takes for a network.
 *
 * @param network what it consists of
 * @param plainMillis without the processor
 * @param millis with it
 * @param lines how many lines the generated source of the network has
 * @param sourceBytes how large all generated source is
 * @param classBytes how large the generated classes are
 */
record CompileTime(
    String network,
    double plainMillis,
    double millis,
    long lines,
    long sourceBytes,
    long classBytes) {
  private static final String NETWORK = "Measured";
  private static final int WIDTH = 64;
  private static final int DEPTH = 3;
  private static final String HEADER =
      """
      import dev.cortado.annotations.*;
      import dev.cortado.model.Layer;
      import dev.cortado.model.Model;
      @Network
      public interface %s extends Model {
      """
          .formatted(NETWORK);

  /**
   * What is measured.
   *
   * @param depths numbers of layers, each 64 wide
   * @param widths widths of 3 layers
   * @param blocks numbers of blocks of a transformer
   * @param repeats how often each
   */
  record Sizes(List<Integer> depths, List<Integer> widths, List<Integer> blocks, int repeats) {
    /** The ends. */
    static final Sizes QUICK = new Sizes(List.of(1, 200), List.of(2048), List.of(24), 3);

    /** All. */
    static final Sizes FULL =
        new Sizes(
            List.of(1, 2, 5, 10, 20, 50, 100, 200),
            List.of(4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048),
            List.of(1, 6, 24),
            7);
  }

  /** Measures all sizes: medians, after as many compilations that warm javac up. */
  static List<CompileTime> measureAll(Path folder, Sizes sizes) throws IOException {
    // What javac itself has not been compiled for yet would count against the first sizes.
    measure("", dense(20, WIDTH), folder.resolve("warm-up"), sizes.repeats);
    List<CompileTime> all = new ArrayList<>();
    for (int depth : sizes.depths) {
      all.add(dense(depth, WIDTH, folder.resolve("depth-" + depth), sizes.repeats));
    }
    for (int width : sizes.widths) {
      all.add(dense(DEPTH, width, folder.resolve("width-" + width), sizes.repeats));
    }
    for (int blocks : sizes.blocks) {
      all.add(transformer(blocks, folder.resolve("blocks-" + blocks), sizes.repeats));
    }
    return all;
  }

  /** A table in Markdown. */
  static String table(List<CompileTime> all) {
    StringBuilder table =
        new StringBuilder(
            """
            ### javac, warm, milliseconds

            | network | without the processor | with it | generated for it, lines | all generated source, KB | its classes, KB |
            | --- | --- | --- | --- | --- | --- |
            """);
    for (CompileTime time : all) {
      table.append(
          "| %s | %.0f | %.0f | %,d | %d | %d |%n"
              .formatted(
                  time.network,
                  time.plainMillis,
                  time.millis,
                  time.lines,
                  time.sourceBytes / 1000,
                  time.classBytes / 1000));
    }
    return table.toString();
  }

  /** Measures dense layers. */
  static CompileTime dense(int layers, int width, Path folder, int repeats) throws IOException {
    String network = "%d dense, %d wide".formatted(layers, width);
    return measure(network, dense(layers, width), folder, repeats);
  }

  /** Measures a transformer. */
  static CompileTime transformer(int blocks, Path folder, int repeats) throws IOException {
    String network = "a transformer of " + blocks + (blocks == 1 ? " block" : " blocks");
    return measure(network, transformer(blocks), folder, repeats);
  }

  /** Measures one network: the interface {@code Measured} of a source file. */
  private static CompileTime measure(String network, String source, Path folder, int repeats)
      throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    List<String> options = List.of("-d", classes.toString(), "-s", sources.toString());
    List<String> plain = new ArrayList<>(options);
    plain.add("-proc:none");
    List<String> processed = new ArrayList<>(options);
    processed.addAll(List.of("-processor", "dev.cortado.processor.NetworkProcessor"));
    double plainMillis = median(source, plain, repeats);
    long own = size(classes);
    double millis = median(source, processed, repeats);
    long lines;
    try (Stream<String> generated = Files.lines(sources.resolve(NETWORK + "Network.java"))) {
      lines = generated.count();
    }
    return new CompileTime(network, plainMillis, millis, lines, size(sources), size(classes) - own);
  }

  private static String dense(int layers, int width) {
    StringBuilder source = new StringBuilder(HEADER);
    source.append("  @Input(%d) Layer in();%n".formatted(width));
    for (int layer = 1; layer <= layers; layer++) {
      source.append(
          "  @Dense(units = %d, activation = ActivationFunction.RELU) Layer layer%d();%n"
              .formatted(width, layer));
    }
    return source.append("}\n").toString();
  }

  /** A language model of 64 words with blocks 128 wide. */
  private static String transformer(int blocks) {
    return HEADER
        + """
          @Input(64) Layer words();
          @Embedding(inputDim = 5000, outputDim = 128) Layer vectors();
          @PositionEmbedding Layer placed();
          @Use(value = Block.class, repeat = %d) Layer blocks();
          @LayerNormalization Layer normal();
          @Dense(units = 5000, activation = ActivationFunction.SOFTMAX) Layer next();
        }
        @Network
        interface Block extends Model {
          @Input({64, 128}) Layer tokens();
          @LayerNormalization Layer first();
          @MultiHeadAttention(numHeads = 4, keyDim = 32, useCausalMask = true) Layer seen();
          @Dropout(0.1) Layer dropped();
          @Add({"tokens", "dropped"}) Layer middle();
          @LayerNormalization Layer second();
          @Dense(units = 512, activation = ActivationFunction.GELU) Layer wide();
          @Dense(units = 128) Layer narrow();
          @Dropout(0.1) Layer thinned();
          @Add({"middle", "thinned"}) Layer sum();
        }
        """
            .formatted(blocks);
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

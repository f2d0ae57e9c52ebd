package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.cortado.data.Samples;
import dev.cortado.explain.Attribution;
import dev.cortado.model.Model;
import dev.cortado.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages on explanations, streams and operations of one's own show is code of another
 * package that compiles without a warning, and does what they say.
 */
class DocsTest {
  private static final Path SOURCES = Path.of("src", "test", "resources", "docs", "com", "example");

  private static ClassLoader classes;
  private static Object run;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  private static Samples data(int seed) {
    Random random = new Random(seed);
    float[][] rows = new float[200][2];
    float[][] targets = new float[200][1];
    for (int s = 0; s < rows.length; s++) {
      rows[s][0] = (float) random.nextGaussian();
      rows[s][1] = (float) random.nextGaussian();
      targets[s][0] = 0.5f * rows[s][0] + 0.1f * rows[s][1];
    }
    return Samples.of(rows, targets);
  }

  @BeforeAll
  static void trains() throws IOException, ReflectiveOperationException {
    List<JavaFileObject> files = new ArrayList<>();
    for (Path source : sources()) {
      String name = "com.example." + source.getFileName().toString().replace(".java", "");
      files.add(JavaFileObjects.forSourceString(name, Files.readString(source)));
    }
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Xlint:all", "-Werror")
            .compile(files);
    assertEquals(List.of(), compilation.diagnostics());
    classes = Compiled.loader(compilation);
    run = own("train", Samples.class).invoke(null, data(1));
  }

  private static java.lang.reflect.Method own(String method, Class<?>... parameters)
      throws ReflectiveOperationException {
    return classes.loadClass("com.example.Own").getMethod(method, parameters);
  }

  private static Object part(String name) throws ReflectiveOperationException {
    return run.getClass().getMethod(name).invoke(run);
  }

  @Test
  void theCodeOfThePagesIsThatCode() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path source : sources()) {
      all.append(Files.readString(source));
    }
    for (String page : List.of("explain.md", "extending.md", "layers.md#Streams")) {
      Matcher matcher = Pattern.compile("(?ms)^```java\n(.*?)^```$").matcher(text(page));
      int blocks = 0;
      while (matcher.find()) {
        assertTrue(all.toString().contains(matcher.group(1)), matcher.group(1));
        blocks++;
      }
      assertTrue(blocks > 0, page);
    }
  }

  /** A page, or one of its last paragraphs. */
  private static String text(String page) throws IOException {
    String[] names = page.split("#", -1);
    String text = Files.readString(Path.of("..", "docs", names[0]));
    return names.length == 1 ? text : text.substring(text.indexOf("\n## " + names[1] + "\n"));
  }

  @Test
  void aStreamPredictsWhatItsWholeSequenceDoes() throws ReflectiveOperationException {
    Model wear =
        (Model)
            classes
                .loadClass("com.example.WearNetwork")
                .getMethod("create", long.class)
                .invoke(null, 3L);
    float[][] readings = new float[50][14];
    float[] whole = new float[50 * 14];
    Random random = new Random(1);
    for (int i = 0; i < whole.length; i++) {
      whole[i] = random.nextFloat();
      readings[i / 14][i % 14] = whole[i];
    }
    Object last =
        classes
            .loadClass("com.example.Watch")
            .getMethod("last", classes.loadClass("com.example.Wear"), float[][].class)
            .invoke(null, wear, readings);
    assertEquals(wear.predict(whole)[0], last);
  }

  @Test
  void gradientsOfOnesOwnLayersAreRight() throws ReflectiveOperationException {
    own("check").invoke(null);
  }

  @Test
  void itTrainsWithWhatIsOnesOwn() throws ReflectiveOperationException {
    History history = (History) part("history");
    List<Double> losses = history.get("loss");
    assertEquals(30, losses.size());
    assertEquals(losses, part("heard"));
    assertTrue(losses.get(29) < losses.get(0) / 20, losses::toString);
    List<Double> errors = history.get("largest_error");
    assertTrue(errors.get(29) < errors.get(0) / 2, errors::toString);
    assertTrue(((Model) part("network")).summary().contains("Custom"));
  }

  @Test
  void itSaysWhy(@TempDir Path folder) throws ReflectiveOperationException, IOException {
    Path file = folder.resolve("why.html");
    Attribution why =
        (Attribution)
            classes
                .loadClass("com.example.Why")
                .getMethod(
                    "explain",
                    classes.loadClass("com.example.Curve"),
                    Samples.class,
                    float[].class,
                    Path.class)
                .invoke(null, part("network"), data(2), new float[] {1, 1}, file);
    assertEquals(0, why.completenessError(), 1e-3);
    assertTrue(why.values()[0][0] > 2 * why.values()[0][1], "the first input counts most");
    String page = Files.readString(file);
    assertTrue(page.indexOf(">height<") < page.indexOf(">weight<"), page);
  }
}

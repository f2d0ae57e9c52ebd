package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what users write in a project that is built, and what they then see. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private static List<String> blocks(String language) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher matcher = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(readme);
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  @Test
  void itsCodeIsThatOfAProjectThatIsBuilt() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(ROOT.resolve("samples/src/it/new-project"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        sources.append(Files.readString(file));
      }
    }
    sources.append(Files.readString(Path.of("src/test/resources/golden/Chain.java")));
    String version =
        Files.readString(ROOT.resolve("pom.xml"))
            .replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");
    String all = sources.toString().replace("@project.version@", version);
    List<String> blocks = new ArrayList<>(blocks("java"));
    blocks.addAll(blocks("xml"));
    assertEquals(6, blocks.size());
    for (String block : blocks) {
      assertTrue(all.contains(block), block);
    }
  }

  @Test
  void itsErrorIsWhatJavacPrints() throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Both",
                    """
                    import dev.cortado.annotations.*;
                    import dev.cortado.model.*;

                    /** Merges layers of different shapes. */
                    @Network
                    interface Both extends Model {
                      @Input(4)                        Layer in();
                      @Dense(units = 3)                Layer other();

                      @Add({"in", "other"})            Layer out();
                    }
                    """));
    String printed = compilation.errors().get(0).toString().replaceFirst("^/", "");
    List<String> blocks = blocks("");
    assertTrue(blocks.contains(printed + "\n"), () -> printed + "\nis none of\n" + blocks);
  }
}

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.processor.check.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem of the catalogue: all that javac prints, and at which line and column. */
class DiagnosticsTest {
  private static final Comparator<Diagnostic<?>> PLACES =
      Comparator.<Diagnostic<?>>comparingLong(Diagnostic::getLineNumber)
          .thenComparingLong(Diagnostic::getColumnNumber);

  static Stream<Corpus.Case> cases() {
    return Corpus.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reports(Corpus.Case faulty) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < faulty.errors().size(); i++) {
      expected.add(faulty.places().get(i) + " " + faulty.errors().get(i));
    }
    List<? extends Diagnostic<?>> reported = Compiled.compile(faulty.declaration()).errors();
    List<? extends Diagnostic<?>> errors = reported.stream().sorted(PLACES).toList();
    assertEquals(ours(errors), ours(reported), "the order of the source");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < errors.size(); i++) {
      long lines = i < faulty.errors().size() ? faulty.errors().get(i).lines().count() : 1;
      found.add(
          "%s:%s %s"
              .formatted(
                  errors.get(i).getLineNumber(),
                  errors.get(i).getColumnNumber(),
                  text(errors.get(i)).lines().limit(lines).collect(Collectors.joining("\n"))));
    }
    assertEquals(String.join("\n", expected), String.join("\n", found));
    errors.stream()
        .map(DiagnosticsTest::text)
        .filter(text -> text.startsWith("["))
        .forEach(DiagnosticsTest::assertSaysWhatToDo);
  }

  private static List<? extends Diagnostic<?>> ours(List<? extends Diagnostic<?>> errors) {
    return errors.stream().filter(error -> text(error).startsWith("[")).toList();
  }

  private static void assertSaysWhatToDo(String text) {
    assertTrue(text.contains("\n  fix: ") || text.contains("\n  expected: "), text);
    String id = text.substring(1, text.indexOf(']'));
    assertTrue(text.endsWith("\n  see: docs/errors.md#" + id.toLowerCase(Locale.ROOT)), text);
  }

  private static String text(Diagnostic<?> error) {
    String text = error.getMessage(Locale.ROOT);
    // javac sets all lines but the first off by more than what is given to it.
    return text.startsWith("[") ? text.replaceAll("\n +", "\n  ") : "javac";
  }

  @Test
  void everyProblemIsShownAndExplained() throws IOException {
    Stream<String> errors =
        Stream.concat(
            Corpus.cases().flatMap(faulty -> faulty.errors().stream()),
            Stream.of(MissingJarTest.failing(), IsolationTest.failing())
                .flatMap(failing -> failing.errors().stream())
                .map(DiagnosticsTest::text));
    Set<String> shown =
        errors
            .filter(error -> error.startsWith("["))
            .map(error -> error.substring(1, error.indexOf(']')))
            .collect(Collectors.toSet());
    List<String> ids = Arrays.stream(Problem.values()).map(Problem::id).toList();
    assertEquals(Set.copyOf(ids), shown);
    assertEquals(ids.size(), Set.copyOf(ids).size());
    Matcher paragraphs =
        Pattern.compile("(?m)^## (\\w+)\n[^\n#]")
            .matcher(Files.readString(Path.of("..", "docs", "errors.md")));
    assertEquals(ids, paragraphs.results().map(found -> found.group(1)).toList());
  }
}

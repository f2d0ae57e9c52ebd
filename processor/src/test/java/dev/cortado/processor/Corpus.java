package dev.cortado.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Faulty declarations and what the compiler says of them: in {@code
 * src/test/resources/diagnostics}, one file for each problem, and one for what the compiler reports
 * itself.
 *
 * <p>A case begins with {@code ---} and its title. Then come the layers of a network {@code Net},
 * or whole types where one of them is annotated, with a pair of « and » around each place where an
 * error stands. Below {@code =>} are the errors in the order of their places, each with as many of
 * its further lines as matter. Errors of javac itself are called {@code javac}: their texts differ
 * between JDKs.
 */
final class Corpus {
  private static final Path FOLDER = Path.of("src", "test", "resources", "diagnostics");

  private static final String ARROW = "\n=>\n";

  private Corpus() {}

  /**
   * A faulty declaration.
   *
   * @param file the name of its file
   * @param title what it shows
   * @param marked its text, with marks
   * @param errors the texts of all errors, or the beginnings of their texts
   */
  record Case(String file, String title, String marked, List<String> errors) {
    /** The text that is compiled. */
    String declaration() {
      return marked.replaceAll("[«»]", "");
    }

    /** Where its errors stand, as {@code line:column}. */
    List<String> places() {
      List<String> places = new ArrayList<>();
      List<String> lines = marked.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        for (int mark = line.indexOf('«'); mark >= 0; mark = line.indexOf('«', mark + 1)) {
          int column = line.substring(0, mark).replaceAll("[«»]", "").length() + 1;
          places.add(Compiled.FIRST_LINE + i + ":" + column);
        }
      }
      return places;
    }

    @Override
    public String toString() {
      return file + ": " + title;
    }
  }

  /** All cases of all files, by name. */
  static Stream<Case> cases() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().flatMap(file -> cases(file).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> cases(Path file) {
    try {
      String name = file.getFileName().toString().replace(".txt", "");
      return Arrays.stream(Files.readString(file).split("(?m)^--- ", -1))
          .filter(text -> !text.isBlank())
          .map(text -> parse(name, text))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String file, String text) {
    int title = text.indexOf('\n');
    int arrow = text.indexOf(ARROW);
    String faulty = text.substring(title + 1, arrow + 1);
    String errors = text.substring(arrow + ARROW.length()).stripTrailing();
    return new Case(
        file,
        text.substring(0, title),
        faulty.contains("@Network") ? faulty : Compiled.OPENING + faulty + Compiled.CLOSING,
        List.of(errors.split("\n(?! )", -1)));
  }
}

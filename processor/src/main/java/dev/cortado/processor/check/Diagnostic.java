package dev.cortado.processor.check;

import dev.cortado.processor.declare.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A problem of a network.
 *
 * @param problem its kind
 * @param place where the user finds it
 * @param message the whole problem in one line
 * @param details lines such as {@code found: 64}, {@code expected: 128} and {@code fix: ...}
 */
public record Diagnostic(Problem problem, Place place, String message, List<String> details) {
  /** Copies the details. */
  public Diagnostic {
    details = List.copyOf(details);
  }

  /** The text that the compiler prints. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("[" + problem.id() + "] " + message);
    details.forEach(detail -> lines.add("  " + detail));
    lines.add("  see: docs/errors.md#" + problem.id().toLowerCase(Locale.ROOT));
    return String.join("\n", lines);
  }

  /** This problem with another line. */
  private Diagnostic with(String detail) {
    List<String> more = new ArrayList<>(details);
    more.add(detail);
    return new Diagnostic(problem, place, message, more);
  }

  /** This problem with what was found. */
  public Diagnostic found(Object found) {
    return with("found: " + found);
  }

  /** This problem with what was expected. */
  public Diagnostic expected(Object expected) {
    return with("expected: " + expected);
  }

  /** This problem with how to mend it. */
  public Diagnostic fix(String fix) {
    return with("fix: " + fix);
  }
}

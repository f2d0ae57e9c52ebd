package dev.cortado.processor.check;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of a network. */
public final class Report implements Diagnostics {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  @Override
  public void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** All that were reported, in that order. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** Whether nothing was reported. */
  public boolean isEmpty() {
    return diagnostics.isEmpty();
  }
}

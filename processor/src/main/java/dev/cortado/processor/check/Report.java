package dev.cortado.processor.check;

import dev.cortado.processor.declare.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of a network. */
public final class Report implements Diagnostics {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  @Override
  public void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** All that were reported, in an order of places; those at the same place as reported. */
  public List<Diagnostic> diagnostics(Comparator<Place> order) {
    return diagnostics.stream().sorted(Comparator.comparing(Diagnostic::place, order)).toList();
  }

  /** Whether nothing was reported. */
  public boolean isEmpty() {
    return diagnostics.isEmpty();
  }
}

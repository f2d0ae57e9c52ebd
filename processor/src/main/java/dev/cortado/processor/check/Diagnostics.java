package dev.cortado.processor.check;

/** Takes the problems of a network. */
@FunctionalInterface
public interface Diagnostics {
  /** Takes one. */
  void report(Diagnostic diagnostic);
}

package dev.cortado.processor.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the code of a product is shaped. */
public enum Form {
  /** Every multiplication on its own: no loop, nothing to index. */
  STRAIGHT_LINE("straight-line", "at most 64 multiply-adds, which need no loop"),
  /** For one sample a loop over the inputs with one local variable for each output. */
  REGISTERS("registers, kernel", "at most 16 outputs: local variables for one sample"),
  /** A kernel of the runtime. */
  KERNEL("kernel", "large enough for the vector instructions of the runtime's kernels");

  private final String description;
  private final String reason;

  Form(String description, String reason) {
    this.description = description;
    this.reason = reason;
  }

  /** When it is chosen, in a few words. */
  public String reason() {
    return reason;
  }

  /** The names by which an option of javac knows forms. */
  public static List<String> options() {
    return Arrays.stream(values()).map(Form::option).toList();
  }

  /** The form of such a name. */
  public static Optional<Form> ofOption(String name) {
    return Arrays.stream(values()).filter(form -> form.option().equals(name)).findFirst();
  }

  private String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In a few words, for tables. */
  public String description() {
    return description;
  }
}

package dev.cortado.processor.graph;

/** How the code of a product is shaped. */
public enum Form {
  /** Every multiplication on its own: no loop, nothing to index. */
  STRAIGHT_LINE("straight-line", "at most 64 multiply-adds, which need no loop"),
  /** A loop over the inputs with one local variable for each output. */
  REGISTERS("an output a register", "at most 16 outputs, too few for vector instructions"),
  /** Four inputs at a time over a row of outputs, which HotSpot turns into vector instructions. */
  ROWS("rows, four inputs a pass", "over 16 outputs, which fill vector instructions"),
  /** Nested loops, as a formula is read. */
  LOOPS("nested loops", "several vectors a sample");

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

  /** In a few words, for tables. */
  public String description() {
    return description;
  }
}

package dev.cortado.processor.graph;

/** How the code of a product is shaped. */
public enum Form {
  /** Every multiplication on its own: no loop, nothing to index. */
  STRAIGHT_LINE("straight-line"),
  /** A loop over the inputs with one local variable for each output. */
  REGISTERS("an output a register"),
  /** Four inputs at a time over a row of outputs, which HotSpot turns into vector instructions. */
  ROWS("rows, four inputs a pass"),
  /** Nested loops, as a formula is read. */
  LOOPS("nested loops");

  private final String description;

  Form(String description) {
    this.description = description;
  }

  /** In a few words, for tables. */
  public String description() {
    return description;
  }
}

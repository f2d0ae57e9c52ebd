package dev.cortado.processor.graph;

/**
 * The size of a product of a sample with a matrix.
 *
 * @param inner how many terms a sum has
 * @param outer how many sums there are
 * @param repeats for how many vectors of a sample it is done
 */
public record Product(int inner, int outer, int repeats) {
  /** Multiply-adds for one sample. */
  public long multiplyAdds() {
    return (long) inner * outer * repeats;
  }
}

package dev.cortado.kernel;

/** An activation function of every element of an array, and its gradient. */
interface RowActivation extends RowFunction {
  /**
   * {@code to = gradient · f'} for the first elements.
   *
   * @param gradient the gradient of the output; may be {@code to}
   * @param at what {@code f'} is computed from: the function's input or output
   * @param alpha the function's parameter, where it has one
   */
  void gradient(float[] gradient, float[] at, float[] to, int length, float alpha);

  @Override
  default void exercise(float[] row) {
    apply(row, row, row.length, 1);
    gradient(row, row, row, row.length, 1);
  }
}

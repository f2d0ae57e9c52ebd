package dev.cortado.kernel;

/** What functions of rows are used for: those of one use warm up together. */
enum RowUse {
  /** {@link RowKernels#exp}. */
  POWERS,
  /** {@link RowKernels#sigmoid}. */
  SIGMOID,
  /** {@link RowKernels#tanh}. */
  TANH,
  /** {@link RowKernels#relu} and its gradient. */
  RELU,
  /** {@link RowKernels#greatest}, {@link RowKernels#powers} and {@link RowKernels#divide}. */
  SOFTMAX,
  /** {@link RowKernels#add} and {@link RowKernels#addVectors}. */
  SUMS,
  /** {@link RowKernels#multiplyAdd}. */
  PRODUCTS,
  /** {@link RowKernels#max} and {@link RowKernels#takeWhereEqual}. */
  POOLING,
  /** {@link RowKernels#maxOfFour} and {@link RowKernels#addAtFirstOfFour}. */
  POOLING_OF_FOUR
}

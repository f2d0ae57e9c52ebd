package dev.cortado.kernel;

/**
 * Where the matrix of a product lies in a flat array, and how large it is: its element for input
 * {@code i} and output {@code o} is at {@code offset + i * innerStride + o * outerStride}, and one
 * of the two strides is 1.
 *
 * @param offset where the matrix begins
 * @param inner how many inputs a result sums over
 * @param outer how many results there are
 * @param innerStride how far apart the elements for two consecutive inputs are
 * @param outerStride how far apart the elements for two consecutive outputs are
 * @param start where the values that sums start from begin in the same array; -1 for zeros
 * @param repeats how many vectors a sample holds, one after another, each multiplied on its own
 */
record Product(
    int offset, int inner, int outer, int innerStride, int outerStride, int start, int repeats) {}

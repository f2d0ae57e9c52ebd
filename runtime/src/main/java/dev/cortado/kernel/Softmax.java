package dev.cortado.kernel;

/**
 * Softmax and its logarithm along the last axis, called by generated code. Arrays hold any number
 * of groups of {@code size} values, one group after the other; each group is worked on by itself.
 *
 * <p>The sums of powers are in double, in the order of {@link Powers#sum}, those of gradients in
 * float, in ascending order. A group that holds NaN or positive infinity, or nothing but negative
 * infinity, gives NaN throughout; a single negative infinity has probability 0. Nothing is
 * allocated.
 */
public final class Softmax {
  private Softmax() {}

  /**
   * {@code output = exp(logits) / sum(exp(logits))}: values between 0 and 1 that sum to 1.
   *
   * @param logits the groups. Not modified, unless it is also the output.
   * @param output receives the result; may be {@code logits}. Modified.
   * @param size the number of values in a group
   * @throws IllegalArgumentException where the arrays' lengths differ or are no multiple of {@code
   *     size}
   */
  public static void softmax(float[] logits, float[] output, int size) {
    requireGroups(size, logits.length, output.length);
    Powers.of(logits, size, output);
    for (int start = 0; start < output.length; start += size) {
      Powers.divide(output, start, size);
    }
  }

  /**
   * {@link #softmax(float[], float[], int)} of each sample, with the same bits: the powers of small
   * groups are computed for all samples at a time.
   */
  public static void softmax(
      float[][] logits, float[][] output, int samples, int size, Scratch scratch) {
    if (samples == 0 || Powers.areLong(size)) {
      for (int s = 0; s < samples; s++) {
        softmax(logits[s], output[s], size);
      }
    } else {
      requireGroups(size, logits[0].length, output[0].length);
      int row = logits[0].length;
      float[] powers = Powers.batch(logits, samples, size, scratch);
      for (int s = 0; s < samples; s++) {
        for (int start = 0; start < row; start += size) {
          float sum = (float) Powers.sum(powers, s * row + start, size);
          for (int i = start; i < start + size; i++) {
            output[s][i] = powers[s * row + i] / sum;
          }
        }
      }
    }
  }

  /**
   * The gradient through {@link #softmax}: {@code logitsGradient = output * (outputGradient -
   * sum(outputGradient * output))}.
   *
   * @param output what softmax computed. Not modified.
   * @param outputGradient the gradient of its output. Not modified, unless it is also the result.
   * @param logitsGradient receives the gradient of its input; may be {@code outputGradient}.
   *     Modified.
   * @param size the number of values in a group
   * @throws IllegalArgumentException where the arrays' lengths differ or are no multiple of {@code
   *     size}
   */
  public static void softmaxGradient(
      float[] output, float[] outputGradient, float[] logitsGradient, int size) {
    requireGroups(size, output.length, outputGradient.length);
    requireGroups(size, output.length, logitsGradient.length);
    for (int start = 0; start < output.length; start += size) {
      float sum = 0;
      for (int i = start; i < start + size; i++) {
        sum = Math.fma(outputGradient[i], output[i], sum);
      }
      for (int i = start; i < start + size; i++) {
        logitsGradient[i] = output[i] * (outputGradient[i] - sum);
      }
    }
  }

  /**
   * {@code output = logits - log(sum(exp(logits)))}: logarithms of probabilities, 0 at most.
   *
   * @param logits the groups. Not modified, unless it is also the output.
   * @param output receives the result; may be {@code logits}. Modified.
   * @param size the number of values in a group
   * @throws IllegalArgumentException where the arrays' lengths differ or are no multiple of {@code
   *     size}
   */
  public static void logSoftmax(float[] logits, float[] output, int size) {
    requireGroups(size, logits.length, output.length);
    boolean isKept = Powers.areLong(size) && output != logits;
    if (isKept) {
      Powers.of(logits, size, output);
    }
    for (int start = 0; start < logits.length; start += size) {
      float greatest = Powers.greatest(logits, start, size);
      double sum =
          isKept ? Powers.sum(output, start, size) : Powers.sumOf(logits, start, size, greatest);
      subtract(logits, start, size, greatest, sum, output);
    }
  }

  /** {@link #logSoftmax(float[], float[], int)} of each sample, with the same bits. */
  public static void logSoftmax(
      float[][] logits, float[][] output, int samples, int size, Scratch scratch) {
    if (samples == 0 || (Powers.areLong(size) && output != logits)) {
      for (int s = 0; s < samples; s++) {
        logSoftmax(logits[s], output[s], size);
      }
    } else {
      requireGroups(size, logits[0].length, output[0].length);
      int row = logits[0].length;
      float[] powers = Powers.batch(logits, samples, size, scratch);
      for (int s = 0; s < samples; s++) {
        for (int start = 0; start < row; start += size) {
          float greatest = Powers.greatest(logits[s], start, size);
          double sum = Powers.sum(powers, s * row + start, size);
          subtract(logits[s], start, size, greatest, sum, output[s]);
        }
      }
    }
  }

  private static void subtract(
      float[] logits, int start, int size, float greatest, double sum, float[] output) {
    double logarithm = Math.log(sum);
    for (int i = start; i < start + size; i++) {
      output[i] = (float) ((double) logits[i] - greatest - logarithm);
    }
  }

  /**
   * The gradient through {@link #logSoftmax}: {@code logitsGradient = outputGradient - exp(output)
   * * sum(outputGradient)}.
   *
   * @param output what log softmax computed. Not modified.
   * @param outputGradient the gradient of its output. Not modified, unless it is also the result.
   * @param logitsGradient receives the gradient of its input; may be {@code outputGradient}.
   *     Modified.
   * @param size the number of values in a group
   * @throws IllegalArgumentException where the arrays' lengths differ or are no multiple of {@code
   *     size}
   */
  public static void logSoftmaxGradient(
      float[] output, float[] outputGradient, float[] logitsGradient, int size) {
    requireGroups(size, output.length, outputGradient.length);
    requireGroups(size, output.length, logitsGradient.length);
    for (int start = 0; start < output.length; start += size) {
      float sum = 0;
      for (int i = start; i < start + size; i++) {
        sum += outputGradient[i];
      }
      for (int i = start; i < start + size; i++) {
        logitsGradient[i] = outputGradient[i] - Functions.exp(output[i]) * sum;
      }
    }
  }

  private static void requireGroups(int size, int length, int otherLength) {
    if (size < 1 || length % size != 0 || otherLength != length) {
      throw new IllegalArgumentException(
          "arrays of %d and %d values are not the same number of groups of %d; give both arrays"
                  .formatted(length, otherLength, size)
              + " the same length, a multiple of the group's size");
    }
  }
}

package dev.cortado.kernel;

import java.util.Arrays;

/**
 * Softmax of the scores of attention, of which a sample holds a matrix for each head with a row for
 * each step of the queries and a column for each step of the keys. Steps that do not count have the
 * weight 0; a query for which none counts, or which does not count itself, weighs all alike, as in
 * Keras. Generated classes hold one as a constant for each such layer.
 *
 * <p>Sums are made of sums of eight consecutive terms each, so that steps at the end that do not
 * count change no bit of the others' weights.
 */
public final class AttentionWeights {
  private static final int WORK = 16;

  private final int heads;
  private final int queries;
  private final int keys;
  private final boolean causal;
  private final KernelSet kernels;
  private final SplitSamples.Part forward = this::forward;
  private final SplitSamples.Part gradient = this::gradient;

  /** With the kernels to use. */
  AttentionWeights(int heads, int queries, int keys, boolean causal, KernelSet kernels) {
    this.kernels = kernels;
    this.heads = heads;
    this.queries = queries;
    this.keys = keys;
    this.causal = causal;
  }

  /**
   * Softmax for so many heads.
   *
   * @param queries how many steps the queries have
   * @param keys how many steps the keys have
   * @param causal whether keys after the step of the query do not count
   */
  public static AttentionWeights of(int heads, int queries, int keys, boolean causal) {
    return new AttentionWeights(heads, queries, keys, causal, Kernels.set());
  }

  /**
   * The weights of a batch.
   *
   * @param scores a matrix for each head, for each sample. Not modified, unless it is also the
   *     result.
   * @param queryMask 0 for steps of the queries that do not count, for each sample; null where all
   *     do. Not modified.
   * @param keyMask the same for the steps of the keys
   * @param weights receives the result; may be {@code scores}. Overwritten.
   */
  public void forward(
      float[][] scores,
      float[][] queryMask,
      float[][] keyMask,
      float[][] weights,
      int samples,
      Scratch scratch) {
    scratch
        .samples()
        .with(scores, queryMask, keyMask, null, weights)
        .run(forward, samples, work(samples), scratch);
  }

  /** The weights of one sample. */
  public void forward(
      float[] scores, float[] queryMask, float[] keyMask, float[] weights, Scratch scratch) {
    forward(scores, queryMask, keyMask, weights, kernels.rows());
  }

  /**
   * The gradient of the scores, {@code weights · (gradient - Σ gradient · weights)}; 0 where
   * weights do not hang on them.
   *
   * @param weights what {@link #forward} computed. Not modified.
   * @param weightsGradient the gradient of the weights. Not modified, unless it is also the result.
   * @param queryMask as for {@link #forward}
   * @param keyMask as for {@link #forward}
   * @param scoresGradient receives the result; may be {@code weightsGradient}. Overwritten.
   */
  public void gradient(
      float[][] weights,
      float[][] weightsGradient,
      float[][] queryMask,
      float[][] keyMask,
      float[][] scoresGradient,
      int samples,
      Scratch scratch) {
    scratch
        .samples()
        .with(weights, weightsGradient, queryMask, keyMask, scoresGradient)
        .run(gradient, samples, work(samples), scratch);
  }

  private long work(int samples) {
    return (long) WORK * samples * heads * queries * keys;
  }

  private void forward(SplitSamples batch, int begin, int end, Scratch scratch) {
    RowKernels rows = kernels.rows();
    for (int s = begin; s < end; s++) {
      float[] queryMask = row(batch.second(), s);
      float[] keyMask = row(batch.third(), s);
      forward(batch.first()[s], queryMask, keyMask, batch.to()[s], rows);
    }
  }

  private static float[] row(float[][] rows, int sample) {
    return rows == null ? null : rows[sample];
  }

  private void forward(
      float[] scores, float[] queryMask, float[] keyMask, float[] weights, RowKernels rows) {
    if (weights != scores) {
      System.arraycopy(scores, 0, weights, 0, weights.length);
    }
    int first = firstThatCounts(keyMask);
    for (int row = 0, start = 0; start < weights.length; row++, start += keys) {
      int query = row % queries;
      if (noneCounts(query, queryMask, first)) {
        Arrays.fill(weights, start, start + keys, 0f);
      } else {
        hide(weights, start, end(query), keyMask);
      }
      subtractGreatest(weights, start, rows);
    }
    rows.exp(weights, weights, weights.length);
    for (int start = 0; start < weights.length; start += keys) {
      float sum = (float) sum(weights, start, start + keys);
      if (Powers.areLong(keys)) {
        rows.divide(weights, start, keys, sum);
      } else {
        for (int i = start; i < start + keys; i++) {
          weights[i] /= sum;
        }
      }
    }
  }

  private int firstThatCounts(float[] keyMask) {
    int first = 0;
    while (keyMask != null && first < keys && keyMask[first] == 0) {
      first++;
    }
    return first;
  }

  private boolean noneCounts(int query, float[] queryMask, int firstKey) {
    return firstKey >= end(query) || (queryMask != null && queryMask[query] == 0);
  }

  /** The key before which a query's keys end. */
  private int end(int query) {
    return causal ? Math.min(query + 1, keys) : keys;
  }

  private void hide(float[] scores, int start, int end, float[] keyMask) {
    if (keyMask != null) {
      for (int j = 0; j < end; j++) {
        if (keyMask[j] == 0) {
          scores[start + j] = Float.NEGATIVE_INFINITY;
        }
      }
    }
    Arrays.fill(scores, start + end, start + keys, Float.NEGATIVE_INFINITY);
  }

  private void subtractGreatest(float[] scores, int start, RowKernels rows) {
    float greatest =
        Powers.areLong(keys)
            ? rows.greatest(scores, start, keys)
            : Powers.scan(scores, start, keys);
    for (int i = start; i < start + keys; i++) {
      scores[i] -= greatest;
    }
  }

  private static double sum(float[] x, int from, int to) {
    double sum = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      double low = ((double) x[i] + x[i + 1]) + ((double) x[i + 2] + x[i + 3]);
      double high = ((double) x[i + 4] + x[i + 5]) + ((double) x[i + 6] + x[i + 7]);
      sum += low + high;
    }
    if (i < to) {
      double low = (x[i] + at(x, i + 1, to)) + (at(x, i + 2, to) + at(x, i + 3, to));
      double high = (at(x, i + 4, to) + at(x, i + 5, to)) + (at(x, i + 6, to) + at(x, i + 7, to));
      sum += low + high;
    }
    return sum;
  }

  private static double at(float[] x, int i, int to) {
    return i < to ? x[i] : 0;
  }

  private void gradient(SplitSamples batch, int begin, int end, Scratch scratch) {
    for (int s = begin; s < end; s++) {
      float[] p = batch.first()[s];
      float[] g = batch.second()[s];
      float[] queryMask = row(batch.third(), s);
      int first = firstThatCounts(row(batch.fourth(), s));
      float[] to = batch.to()[s];
      for (int row = 0, start = 0; start < p.length; row++, start += keys) {
        if (noneCounts(row % queries, queryMask, first)) {
          Arrays.fill(to, start, start + keys, 0f);
        } else {
          float sum = dot(p, g, start, start + keys);
          for (int i = start; i < start + keys; i++) {
            to[i] = p[i] * (g[i] - sum);
          }
        }
      }
    }
  }

  private static float dot(float[] x, float[] y, int from, int to) {
    float sum = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      float low = (x[i] * y[i] + x[i + 1] * y[i + 1]) + (x[i + 2] * y[i + 2] + x[i + 3] * y[i + 3]);
      float high =
          (x[i + 4] * y[i + 4] + x[i + 5] * y[i + 5]) + (x[i + 6] * y[i + 6] + x[i + 7] * y[i + 7]);
      sum += low + high;
    }
    if (i < to) {
      float low = (x[i] * y[i] + at(x, y, i + 1, to)) + (at(x, y, i + 2, to) + at(x, y, i + 3, to));
      float high =
          (at(x, y, i + 4, to) + at(x, y, i + 5, to)) + (at(x, y, i + 6, to) + at(x, y, i + 7, to));
      sum += low + high;
    }
    return sum;
  }

  private static float at(float[] x, float[] y, int i, int to) {
    return i < to ? x[i] * y[i] : 0;
  }
}

package dev.cortado.kernel;

/**
 * A map and the batch normalization after it, for predictions: results are normalized while they
 * are in the cache, and only then written. The bits are those of both one after the other.
 * Generated classes hold one as a constant where only a normalization reads what a layer computes.
 */
public final class Normalized {
  private final LinearKernel map;
  private final MovingNorm norm;
  private final SplitWork.Part part;

  private Normalized(LinearKernel map, MovingNorm norm) {
    this.map = map;
    this.norm = norm;
    part =
        (parameters, x, y, samples, first, last, scratch) ->
            map.forward(parameters, x, y, first, last, norm, scratch);
  }

  /** A dense layer and the normalization after it. */
  public static Normalized of(Affine map, MovingNorm norm) {
    return new Normalized(map, norm);
  }

  /** A convolution and the normalization after it. */
  public static Normalized of(Convolution map, MovingNorm norm) {
    return new Normalized(map, norm);
  }

  /** A convolution of each channel and the normalization after it. */
  public static Normalized of(DepthwiseConvolution map, MovingNorm norm) {
    return new Normalized(map, norm);
  }

  /** A transposed convolution and the normalization after it. */
  public static Normalized of(TransposedConvolution map, MovingNorm norm) {
    return new Normalized(map, norm);
  }

  /**
   * Both for a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x a row for each sample. Not modified.
   * @param y a row for each sample. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    SplitWork.run(
        part, parameters, x, y, samples, map.work(samples), samples, map.grain(), scratch);
  }

  /** Both for one sample. */
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    map.forward(parameters, x, y, scratch);
    norm.forward(parameters, y, y, scratch);
  }
}

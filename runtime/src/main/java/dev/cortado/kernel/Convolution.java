package dev.cortado.kernel;

import java.util.Arrays;

/**
 * A convolution of pictures with a kernel of shape {@code (rows, columns, channels / groups,
 * filters)}, and its derivatives. Generated classes hold one as a constant for each such layer.
 *
 * <p>Group g of the filters sees group g of the channels. Every output begins with its bias and
 * adds one product after another with fma, in ascending order of the kernel's rows, its columns and
 * the channels; padding counts as zeros, which are multiplied too. A kernel's gradient adds its
 * products in the order of the samples and of the positions. For an input's gradient the products
 * of each position and place of the kernel are summed over the filters first; these sums are added
 * in the order of the groups and of the positions. So the bits are the same whichever kernels
 * compute it, for one sample and for many.
 *
 * <p>Where the kernels can, and few numbers of a window lie side by side, windows are multiplied
 * with the kernel where they lie. Otherwise the patches of some positions, of several samples where
 * they are small, are copied into rows and multiplied with the kernel as a matrix.
 */
public final class Convolution implements LinearKernel {
  /**
   * How many numbers the rows of patches and of results have together, at most: half a megabyte.
   */
  private static final int CHUNK = 1 << 17;

  private static final int LEAST_ROWS = 64;
  private static final int MOST_ROWS = 512;

  /** The rows of a kernel that a tile is for; parts of a team's work begin at multiples of it. */
  private static final int GRAIN = 12;

  /** The numbers of the scratch rows and arrays. */
  private static final int PATCHES = 2;

  private static final int RESULTS = 3;
  private static final int TRANSPOSED = 4;
  private static final int PADDED = 9;

  /**
   * From so many numbers side by side on, copying windows costs less than reading their numbers one
   * by one from pictures: 3 by 3 windows over 32 channels take as long either way.
   */
  private static final int LONG = 96;

  /** How many samples are worked off at a time: their pictures stay in a near cache. */
  private static final int TOGETHER = 8;

  private final Windows windows;
  private final Patches patches;
  private final PatchRows patchRows;
  private final Places places;
  private final boolean readsInPlace;
  private final int kernel;
  private final int filters;
  private final int groups;
  private final int rows;

  /** For each group the product of patches with the kernel, and of gradients with its transpose. */
  private final Product[] forward;

  private final Product[] transposed;
  private final KernelSet kernels;
  private final ProductKernels products;
  private final ProductKernels transposedProducts;
  private final SplitWork.Part forwardPart = this::forwardPart;
  private final SplitWork.Part inputGradientPart = this::inputGradientPart;
  private final SplitWork.Part kernelGradientPart = this::kernelGradientPart;

  /** With the kernels to use. */
  Convolution(int kernel, int bias, int filters, int groups, Windows windows, KernelSet kernels) {
    this.kernels = kernels;
    products = kernels.productsHere();
    transposedProducts = kernels.productsHere();
    this.windows = windows;
    this.kernel = kernel;
    this.filters = filters;
    this.groups = groups;
    patches = new Patches(windows, groups);
    patchRows = new PatchRows(windows, patches, filters, groups);
    int channels = windows.channels() / groups;
    places = new Places(windows, channels);
    readsInPlace = windows.columns().window() * channels < LONG;
    forward = new Product[groups];
    transposed = new Product[groups];
    int inner = patches.length();
    int outer = filters / groups;
    for (int g = 0; g < groups; g++) {
      int start = bias < 0 ? -1 : bias + g * outer;
      forward[g] = new Product(kernel + g * outer, inner, outer, filters, 1, start, 1);
      transposed[g] = new Product(g * outer * inner, outer, inner, inner, 1, -1, 1);
    }
    rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, CHUNK / (inner + outer)));
  }

  /**
   * A convolution.
   *
   * @param kernel where the kernel begins in the parameters
   * @param bias where the bias begins in the parameters; -1 for none
   * @param filters how many filters there are
   * @param groups into how many groups channels and filters are divided
   * @param windows how the kernel moves over a picture
   */
  public static Convolution of(int kernel, int bias, int filters, int groups, Windows windows) {
    return new Convolution(kernel, bias, filters, groups, windows, Kernels.set());
  }

  /**
   * The convolution of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x a picture for each sample. Not modified.
   * @param y {@code filters} numbers for each position, for each sample. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    SplitWork.run(forwardPart, parameters, x, y, samples, work(samples), samples, 1, scratch);
  }

  /** The convolution of one sample. */
  @Override
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    forward(parameters, scratch.only(0, x), scratch.only(1, y), 0, 1, null, scratch);
  }

  /**
   * The gradient of the pictures of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param yGradient the gradient of the result, for each sample. Not modified.
   * @param xGradient a picture for each sample. Overwritten.
   */
  public void inputGradient(
      float[] parameters, float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    for (int s = 0; s < samples; s++) {
      Arrays.fill(xGradient[s], 0f);
    }
    addInputGradient(parameters, yGradient, xGradient, samples, scratch);
  }

  /** Adds the gradient of pictures to what is there. */
  void addInputGradient(
      float[] parameters, float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    SplitWork.run(
        inputGradientPart,
        parameters,
        yGradient,
        xGradient,
        samples,
        work(samples),
        samples,
        1,
        scratch);
  }

  /**
   * The gradient of the kernel, summed over a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param yGradient the gradient of the result, for each sample. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  public void kernelGradient(
      float[][] x, float[][] yGradient, int samples, float[] gradient, Scratch scratch) {
    int inner = patches.length();
    Arrays.fill(gradient, kernel, kernel + inner * filters, 0f);
    boolean splits = filters / groups >= ProductKernels.SPLITS;
    SplitWork.run(
        kernelGradientPart,
        gradient,
        x,
        yGradient,
        samples,
        splits ? work(samples) : 0,
        inner,
        GRAIN,
        scratch);
  }

  @Override
  public int grain() {
    return 1;
  }

  @Override
  public long work(int samples) {
    return (long) samples * windows.positions() * patches.length() * filters;
  }

  private void forwardPart(
      float[] parameters,
      float[][] x,
      float[][] y,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    forward(parameters, x, y, first, last, null, scratch);
  }

  /** As the interface says; without a normalization where {@code norm} is null. */
  @Override
  public void forward(
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch) {
    if (norm != null) {
      norm.prepare(parameters, windows.positions() * filters, scratch);
    }
    WindowProducts inPlace = kernels.windows().forWork(readsInPlace ? work(last - first) : 0);
    if (readsInPlace && inPlace.isFast() && inPlace.takes(forward[0])) {
      inPlace(inPlace, parameters, x, y, first, last, norm, scratch);
    } else {
      copied(parameters, x, y, first, last, norm, scratch);
    }
  }

  /** Reads the numbers of windows where they lie. */
  private void inPlace(
      WindowProducts products,
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch) {
    int outer = filters / groups;
    for (int from = first; from < last; from += TOGETHER) {
      int to = Math.min(from + TOGETHER, last);
      float[][] pictures = pictures(x, from, to, scratch);
      float[][] results = scratch.part(1, y, from, to);
      for (int g = 0; g < groups; g++) {
        int channel = g * windows.channels() / groups;
        products.multiply(
            forward[g],
            parameters,
            places,
            channel,
            pictures,
            results,
            g * outer,
            filters,
            0,
            to - from,
            scratch);
      }
      for (int s = from; norm != null && s < to; s++) {
        norm.apply(y[s], y[s], scratch);
      }
    }
  }

  /** Pictures with their padding: copies, where there is some. */
  private float[][] pictures(float[][] x, int first, int last, Scratch scratch) {
    if (!places.arePadded()) {
      return scratch.part(0, x, first, last);
    }
    float[][] padded = scratch.rows(PADDED, last - first, places.size());
    for (int s = first; s < last; s++) {
      places.pad(x[s], padded[s - first]);
    }
    return padded;
  }

  /** Copies windows into rows. */
  private void copied(
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch) {
    int outer = filters / groups;
    int positions = windows.positions();
    int most = rowsFor(last - first);
    float[][] patch = scratch.rows(PATCHES, most, patches.length());
    float[][] sums = scratch.rows(RESULTS, most, outer);
    for (int g = 0; g < groups; g++) {
      boolean isWhole = g == groups - 1;
      for (int s = first, p = 0; s < last; ) {
        int count = patchRows.copy(x, s, p, last, g, patch, most);
        products.multiply(forward[g], parameters, patch, sums, count, scratch);
        for (int n = 0; n < count; n++) {
          System.arraycopy(sums[n], 0, y[s], p * filters + g * outer, outer);
          if (++p == positions) {
            if (isWhole && norm != null) {
              norm.apply(y[s], y[s], scratch);
            }
            p = 0;
            s++;
          }
        }
      }
    }
  }

  /** Adds the gradient of some samples' pictures to what is there. */
  void inputGradientPart(
      float[] parameters,
      float[][] yGradient,
      float[][] xGradient,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    RowKernels rows = kernels.rows(RowUse.SUMS, work(last - first));
    int positions = windows.positions();
    int most = rowsFor(last - first);
    float[][] patch = scratch.rows(PATCHES, most, patches.length());
    float[][] gradients = scratch.rows(RESULTS, most, filters / groups);
    float[] matrix = transposed(parameters, scratch);
    for (int g = 0; g < groups; g++) {
      for (int s = first, p = 0; s < last; ) {
        int count = patchRows.copyResults(yGradient, s, p, last, g, gradients, most);
        transposedProducts.multiply(transposed[g], matrix, gradients, patch, count, scratch);
        patchRows.add(patch, count, s, p, g, xGradient, rows);
        p += count;
        s += p / positions;
        p %= positions;
      }
    }
  }

  /** The kernel with a row for each filter. */
  private float[] transposed(float[] parameters, Scratch scratch) {
    int inner = patches.length();
    float[] matrix = scratch.array(TRANSPOSED, inner * filters);
    for (int f = 0; f < filters; f++) {
      for (int i = 0, p = kernel + f, q = f * inner; i < inner; i++, p += filters, q++) {
        matrix[q] = parameters[p];
      }
    }
    return matrix;
  }

  private void kernelGradientPart(
      float[] gradient,
      float[][] x,
      float[][] yGradient,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    int positions = windows.positions();
    int most = rowsFor(samples);
    float[][] patch = scratch.rows(PATCHES, most, patches.length());
    float[][] gradients = scratch.rows(RESULTS, most, filters / groups);
    for (int g = 0; g < groups; g++) {
      for (int s = 0, p = 0; s < samples; ) {
        int count = patchRows.copy(x, s, p, samples, g, patch, most);
        patchRows.copyResults(yGradient, s, p, samples, g, gradients, most);
        products.addOuterProducts(
            forward[g], patch, gradients, count, gradient, first, last, scratch);
        p += count;
        s += p / positions;
        p %= positions;
      }
    }
  }

  /** How many positions are worked off at a time. */
  private int rowsFor(int samples) {
    return (int) Math.min((long) samples * windows.positions(), rows);
  }
}

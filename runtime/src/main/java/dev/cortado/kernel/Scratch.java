package dev.cortado.kernel;

/**
 * Arrays for the intermediate results of kernels, one of these a thread. An array is made when it
 * is first asked for, or longer than before; after that nothing is allocated.
 */
public final class Scratch {
  private final float[][] arrays = new float[12][];
  private final float[][][] rows = new float[15][][];
  private final float[][][] single = new float[3][1][];

  private final float[][][] parts = new float[6][][];
  private final SplitWork work = new SplitWork();
  private final Pass pass = new Pass();
  private final SplitSamples samples = new SplitSamples();
  private Team team;
  private final ProductKernels[] holders = new ProductKernels[2];

  /** Without any array yet, for one thread. */
  public Scratch() {}

  /** Lets kernels split large work over a team; null for one thread. */
  public void team(Team threads) {
    team = threads;
  }

  Team team() {
    return team;
  }

  /** The kernels that hold the matrix of a number, 0 or 1, in these arrays. */
  ProductKernels holder(int held) {
    return holders[held];
  }

  void holder(int held, ProductKernels kernels) {
    holders[held] = kernels;
  }

  SplitWork work() {
    return work;
  }

  /** The arrays of a pass over the steps of sequences. */
  Pass pass() {
    return pass;
  }

  SplitSamples samples() {
    return samples;
  }

  /** An array of at least a length, with whatever values it has: another one for each number. */
  float[] array(int number, int length) {
    float[] array = arrays[number];
    if (array == null || array.length < length) {
      array = new float[length];
      arrays[number] = array;
    }
    return array;
  }

  /** At least so many rows of at least a length: other ones for each number. */
  float[][] rows(int number, int count, int length) {
    float[][] present = rows[number];
    if (present == null) {
      rows[number] = new float[count][length];
    } else if (present.length < count || present[0].length < length) {
      // Never smaller in either way, so that calls by turns do not allocate again and again.
      rows[number] =
          new float[Math.max(count, present.length)][Math.max(length, present[0].length)];
    }
    return rows[number];
  }

  /** A row alone, as the rows of one sample. */
  float[][] only(int number, float[] row) {
    single[number][0] = row;
    return single[number];
  }

  /** Some consecutive rows, by reference, in an array that begins with them. */
  float[][] part(int number, float[][] rows, int from, int to) {
    float[][] part = references(number, to - from);
    System.arraycopy(rows, from, part, 0, to - from);
    return part;
  }

  /** An array for at least so many rows that are elsewhere: another one for each number. */
  float[][] references(int number, int count) {
    if (parts[number] == null || parts[number].length < count) {
      parts[number] = new float[count][];
    }
    return parts[number];
  }
}

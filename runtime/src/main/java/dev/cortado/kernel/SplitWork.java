package dev.cortado.kernel;

/** Work on a batch that a team works off: each part is some samples, or some rows of a matrix. */
final class SplitWork implements Team.Work {
  /** With fewer multiply-adds, waking others takes longer than the work. */
  static final long LEAST = 2_000_000;

  private Part work;
  private float[] values;
  private float[][] from;
  private float[][] to;
  private int samples;
  private int all;
  private int grain;

  /** Some of the work: its results hang on no other part's. */
  interface Part {
    /**
     * Computes the results of a range.
     *
     * @param values parameters, or the gradient that is written
     * @param from a row for each sample
     * @param to a row for each sample
     * @param samples how many samples the batch has
     * @param first the first sample, or row, to compute
     * @param last the one before which to end
     * @param scratch a thread's own
     */
    void run(
        float[] values,
        float[][] from,
        float[][] to,
        int samples,
        int first,
        int last,
        Scratch scratch);
  }

  /**
   * Computes everything, on a team where that is worth it.
   *
   * @param multiplyAdds how much work it is
   * @param count how many samples or rows there are to share
   * @param multiple parts begin at multiples of this
   */
  static void run(
      Part part,
      float[] values,
      float[][] from,
      float[][] to,
      int samples,
      long multiplyAdds,
      int count,
      int multiple,
      Scratch scratch) {
    Team team = scratch.team();
    if (team == null
        || team.threads() == 1
        || multiplyAdds < LEAST
        || count < multiple * team.threads()) {
      part.run(values, from, to, samples, 0, count, scratch);
      return;
    }
    SplitWork split = scratch.work();
    split.set(part, values, from, to, samples, count, multiple);
    team.run(split, scratch);
    split.set(null, null, null, null, 0, 0, 1);
  }

  private void set(
      Part part,
      float[] array,
      float[][] left,
      float[][] right,
      int size,
      int count,
      int multiple) {
    work = part;
    values = array;
    from = left;
    to = right;
    samples = size;
    all = count;
    grain = multiple;
  }

  @Override
  public void run(int part, int parts, Scratch scratch) {
    int first = Team.begin(all, part, parts, grain);
    int last = Team.begin(all, part + 1, parts, grain);
    if (first < last) {
      work.run(values, from, to, samples, first, last, scratch);
    }
  }
}

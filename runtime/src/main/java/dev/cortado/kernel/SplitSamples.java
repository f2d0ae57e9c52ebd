package dev.cortado.kernel;

/**
 * Work on the samples of a batch, each on its own, from several values: a team's parts are some
 * samples. What there is not is null.
 */
final class SplitSamples implements Team.Work {
  private Part work;
  private float[][] first;
  private float[][] second;
  private float[][] third;
  private float[][] fourth;
  private float[][] to;
  private int all;

  /** The work on some samples. */
  interface Part {
    /**
     * Computes the results of samples.
     *
     * @param batch the values, with a row for each sample
     * @param begin the first sample to compute
     * @param end the one before which to end
     * @param scratch a thread's own
     */
    void run(SplitSamples batch, int begin, int end, Scratch scratch);
  }

  /** With values to read, and one to write. */
  SplitSamples with(float[][] a, float[][] b, float[][] c, float[][] d, float[][] results) {
    first = a;
    second = b;
    third = c;
    fourth = d;
    to = results;
    return this;
  }

  /**
   * Computes all samples, on a team where that is worth it.
   *
   * @param multiplyAdds how much work it is
   * @param scratch the one that these values were put into
   */
  void run(Part part, int samples, long multiplyAdds, Scratch scratch) {
    Team team = scratch.team();
    if (team == null
        || team.threads() == 1
        || multiplyAdds < SplitWork.LEAST
        || samples < team.threads()) {
      part.run(this, 0, samples, scratch);
    } else {
      work = part;
      all = samples;
      team.run(this, scratch);
      work = null;
    }
    with(null, null, null, null, null);
  }

  float[][] first() {
    return first;
  }

  float[][] second() {
    return second;
  }

  float[][] third() {
    return third;
  }

  float[][] fourth() {
    return fourth;
  }

  float[][] to() {
    return to;
  }

  @Override
  public void run(int part, int parts, Scratch scratch) {
    int begin = Team.begin(all, part, parts, 1);
    int end = Team.begin(all, part + 1, parts, 1);
    if (begin < end) {
      work.run(this, begin, end, scratch);
    }
  }
}

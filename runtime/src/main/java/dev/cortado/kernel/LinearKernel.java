package dev.cortado.kernel;

/** A kernel whose results a normalization may change as soon as they are computed. */
interface LinearKernel {
  /** The map of one sample. */
  void forward(float[] parameters, float[] x, float[] y, Scratch scratch);

  /**
   * The map of some samples of a batch, on one thread.
   *
   * @param first the first sample
   * @param last the one before which to end
   * @param norm what is done to the results
   */
  void forward(
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch);

  /** How many multiply-adds some samples take. */
  long work(int samples);

  /** The parts of a team's work begin at multiples of this. */
  int grain();
}

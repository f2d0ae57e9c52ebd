package dev.cortado.callback;

/** Which figures are better ones, for callbacks that watch a figure. */
public enum MonitorMode {
  /**
   * By the figure's name: losses and errors fall; accuracy, AUC, precision, recall, F1, R2 and the
   * like rise. Other names are refused when training begins.
   */
  AUTO,
  /** Smaller ones. */
  MIN,
  /** Greater ones. */
  MAX
}

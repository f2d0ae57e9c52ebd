package dev.cortado.train;

/** How the progress of training is shown. */
public enum Progress {
  /** A bar on a terminal, else lines. */
  AUTO,
  /** A bar that is drawn again and again. */
  BAR,
  /** One line after each epoch. */
  LINES,
  /** Nothing. */
  NONE
}

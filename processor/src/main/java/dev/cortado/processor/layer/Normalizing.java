package dev.cortado.processor.layer;

/** An operation that normalizes by moving averages in predictions. */
interface Normalizing {
  /** What it computes in predictions. */
  FoldedNormalize folded();
}

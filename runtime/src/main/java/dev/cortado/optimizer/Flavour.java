package dev.cortado.optimizer;

/**
 * Whose definition of an optimizer is meant, where the two libraries differ in a formula or in the
 * defaults. Each optimizer says how.
 */
public enum Flavour {
  /** Keras 3. */
  KERAS,
  /**
   * PyTorch 2. What it calls weight decay, in optimizers other than AdamW, adds {@code decay · w}
   * to the gradient; here layers do so whose regularizer is an L2 penalty of half that size.
   */
  PYTORCH
}

package dev.cortado.explain;

/** Which number of an output is explained, where the output ends in a sigmoid or softmax. */
public enum Score {
  /**
   * What sigmoid or softmax is applied to: the score of a class on its own, as Simonyan et al. 2013
   * take it. A probability also rises where the other classes become less likely, and the gradient
   * of one near 0 or 1 vanishes. The output itself where it has no such end.
   */
  LOGIT,
  /** What the network predicts: a probability where the output ends in a sigmoid or softmax. */
  OUTPUT
}

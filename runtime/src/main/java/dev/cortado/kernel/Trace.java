package dev.cortado.kernel;

/**
 * Where a row holds what a recurrent layer keeps of all steps of a sample: the hidden state before
 * the step that reads each element of the sequence, and the one at the end; the cell states in the
 * same way where there are any; then what the cell keeps of each step.
 *
 * @param steps how long the sequence is
 * @param units the size of a state
 * @param states how many states there are: 1 or 2
 * @param kept how many numbers a unit keeps of a step
 * @param backwards whether the last element of the sequence is read first
 */
record Trace(int steps, int units, int states, int kept, boolean backwards) {

  /** Which element of the sequence a step reads. */
  int time(int step) {
    return backwards ? steps - 1 - step : step;
  }

  /** Where the hidden state before a step lies; for the number of steps, the one at the end. */
  int hidden(int step) {
    return (step == steps ? steps : time(step)) * units;
  }

  /** Where the cell state before a step lies. */
  int cell(int step) {
    return (steps + 1) * units + hidden(step);
  }

  /** Where a state before a step lies. */
  int state(int state, int step) {
    return state * (steps + 1) * units + hidden(step);
  }

  /** Where lies what is kept of a step. */
  int kept(int step) {
    return (states * (steps + 1) + time(step) * kept) * units;
  }
}

package dev.cortado.kernel;

import java.util.Arrays;
import java.util.Set;

/**
 * What a recurrent layer hands on of its steps: the hidden state after each of them or after the
 * last, then the states at the end, where the options say so.
 */
record RecurrentResult(Trace trace, Set<RecurrentOption> options) {

  private boolean has(RecurrentOption option) {
    return options.contains(option);
  }

  /** Whether the result has the output of a step. */
  private boolean has(int step) {
    return step == trace.steps() - 1 || has(RecurrentOption.SEQUENCES);
  }

  /** Where the output of a step lies that the result has. */
  private int place(int step) {
    if (!has(RecurrentOption.SEQUENCES)) {
      return 0;
    }
    return (has(RecurrentOption.IN_ORDER) ? trace.time(step) : step) * trace.units();
  }

  /** Where a state at the end lies. */
  private int statePlace(int state) {
    return ((has(RecurrentOption.SEQUENCES) ? trace.steps() : 1) + state) * trace.units();
  }

  /** The result of a sample without a mask, from what was kept of its steps. */
  void copy(float[] traced, float[] y) {
    for (int step = 0; step < trace.steps(); step++) {
      if (has(step)) {
        System.arraycopy(traced, trace.hidden(step + 1), y, place(step), trace.units());
      }
    }
    for (int state = 0; has(RecurrentOption.FINAL_STATE) && state < trace.states(); state++) {
      int at = trace.state(state, trace.steps());
      System.arraycopy(traced, at, y, statePlace(state), trace.units());
    }
  }

  /**
   * The result of a sample with a mask: before the first step that counts, it is 0. So are states
   * that were carried there, as they began as 0.
   */
  void copy(float[] traced, float[] mask, float[] y) {
    copy(traced, y);
    if (has(RecurrentOption.CARRIED_STATE)) {
      return;
    }
    for (int step = 0; step < trace.steps() && mask[trace.time(step)] == 0; step++) {
      if (has(step)) {
        Arrays.fill(y, place(step), place(step) + trace.units(), 0f);
      }
    }
  }

  /** Writes the gradients of the states at the end, without that of the last output. */
  void end(Pass pass, float[][] yGradient, int count) {
    for (int s = 0; s < count; s++) {
      if (has(RecurrentOption.FINAL_STATE)) {
        System.arraycopy(yGradient[s], statePlace(0), pass.hidden[s], 0, trace.units());
      } else {
        Arrays.fill(pass.hidden[s], 0, trace.units(), 0f);
      }
      if (has(RecurrentOption.FINAL_STATE) && trace.states() > 1) {
        System.arraycopy(yGradient[s], statePlace(1), pass.cells[s], 0, trace.units());
      } else {
        Arrays.fill(pass.cells[s], 0, trace.units(), 0f);
      }
    }
  }

  /** Adds the gradient of a step's output, where the result has it, to that of the hidden state. */
  void addGradient(Pass pass, float[][] yGradient, int step, int count) {
    RowKernels rows = pass.kernels.rows();
    for (int s = 0; has(step) && s < count; s++) {
      if (hasBegun(pass, s, step)) {
        rows.add(yGradient[s], place(step), pass.hidden[s], 0, trace.units());
      }
    }
  }

  /** Whether a step or one before it counts: else the output is 0, whatever the state is. */
  private boolean hasBegun(Pass pass, int sample, int step) {
    int first = step;
    while (first >= 0 && pass.isMasked(sample, trace.time(first))) {
      first--;
    }
    return first >= 0;
  }
}

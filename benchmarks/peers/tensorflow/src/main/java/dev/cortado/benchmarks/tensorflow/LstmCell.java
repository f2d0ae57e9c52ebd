package dev.cortado.benchmarks.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The steps of an LSTM, from a state of zeros on. */
final class LstmCell {
  private final Ops tf;
  private final Operand<TFloat32> recurrent;
  private Operand<TFloat32> state;
  private Operand<TFloat32> memory;

  /**
   * @param recurrent the recurrent kernel; columns are input gate, forget gate, candidate and
   *     output gate
   */
  LstmCell(Ops tf, Operand<TFloat32> recurrent) {
    this.tf = tf;
    this.recurrent = recurrent;
  }

  /**
   * Takes a step.
   *
   * @param products the input's part of the gates, with the bias
   */
  void step(Operand<TFloat32> products) {
    boolean first = state == null;
    Operand<TFloat32> sums =
        first ? products : tf.math.add(products, tf.linalg.matMul(state, recurrent));
    List<? extends Operand<TFloat32>> gates = tf.split(tf.constant(1), sums, 4L).output();
    // c' = σ(f) c + σ(i) tanh(g); h = σ(o) tanh(c')
    Operand<TFloat32> added =
        tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2)));
    memory = first ? added : tf.math.add(tf.math.mul(tf.math.sigmoid(gates.get(1)), memory), added);
    state = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(memory));
  }

  /** The state after the last step. */
  Operand<TFloat32> state() {
    return state;
  }
}

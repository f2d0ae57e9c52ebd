package dev.cortado.kernel;

import static dev.cortado.kernel.VectorConstants.E2;
import static dev.cortado.kernel.VectorConstants.E3;
import static dev.cortado.kernel.VectorConstants.E4;
import static dev.cortado.kernel.VectorConstants.E5;
import static dev.cortado.kernel.VectorConstants.E6;
import static dev.cortado.kernel.VectorConstants.E7;
import static dev.cortado.kernel.VectorConstants.FRACTION;
import static dev.cortado.kernel.VectorConstants.LANES;
import static dev.cortado.kernel.VectorConstants.LARGE;
import static dev.cortado.kernel.VectorConstants.LEAST;
import static dev.cortado.kernel.VectorConstants.LIFTED_POWER_INT;
import static dev.cortado.kernel.VectorConstants.LOG2_E;
import static dev.cortado.kernel.VectorConstants.LOWER;
import static dev.cortado.kernel.VectorConstants.MINUS_HALF;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.cortado.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.cortado.kernel.VectorConstants.ONE;
import static dev.cortado.kernel.VectorConstants.POWER_INT;
import static dev.cortado.kernel.VectorConstants.ROUND;
import static dev.cortado.kernel.VectorConstants.SMALL;
import static dev.cortado.kernel.VectorConstants.SPECIES;
import static dev.cortado.kernel.VectorConstants.T11;
import static dev.cortado.kernel.VectorConstants.T3;
import static dev.cortado.kernel.VectorConstants.T5;
import static dev.cortado.kernel.VectorConstants.T7;
import static dev.cortado.kernel.VectorConstants.T9;
import static dev.cortado.kernel.VectorConstants.TWO;
import static dev.cortado.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Vectors of units at a time: the steps of {@link VectorRows} for sums that are not stored, and
 * what comes before and after. One loop a method, as HotSpot inlines only so much into one.
 */
final class VectorLstm implements LstmKernels {
  VectorLstm() {}

  @Override
  public boolean isFastFor(int units) {
    return units >= LANES;
  }

  @Override
  public void forward(
      float[] products, float[] sums, float[] row, float[] hidden, Trace trace, int step) {
    int units = trace.units();
    int at = trace.time(step) * LstmCell.GATES * units;
    int kept = trace.kept(step);
    int whole = units / LANES * LANES;
    if (whole == units) {
      sigmoid(products, 0, sums, at, row, kept, 2 * units);
    } else {
      sigmoid(products, 0, sums, at, row, kept, whole);
      sigmoid(products, units, sums, at + units, row, kept + units, whole);
    }
    tanh(products, 2 * units, sums, at + 2 * units, row, kept + 2 * units, whole);
    sigmoid(products, 3 * units, sums, at + 3 * units, row, kept + 3 * units, whole);
    int before = trace.cell(step);
    states(row, kept, units, before, trace.cell(step + 1), trace.hidden(step + 1), hidden, whole);
    PlainLstm.forward(products, sums, row, hidden, trace, step, whole);
  }

  /** {@code to = sigmoid(a + b)} for so many numbers from three places on. */
  private static void sigmoid(
      float[] a, int aAt, float[] b, int bAt, float[] to, int at, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(SPECIES, a, aAt + i)
              .add(FloatVector.fromArray(SPECIES, b, bAt + i));
      FloatVector argument = x.abs().neg();
      FloatVector bounded = argument.blend(LEAST, argument.compare(VectorOperators.LT, LEAST));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(LIFTED_POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale).mul(LOWER);
      FloatVector above = ONE.blend(e, x.compare(VectorOperators.LT, ZERO));
      FloatVector below = e.add(ONE);
      FloatVector quotient = above.div(below);
      FloatVector fromSum = quotient.mul(e.sub(below.sub(ONE)));
      FloatVector rest = ZERO.sub(quotient).fma(below, above).sub(fromSum);
      rest.fma(MINUS_HALF.fma(e, ONE), quotient).intoArray(to, at + i);
    }
  }

  /** {@code to = tanh(a + b)} for so many numbers from three places on. */
  private static void tanh(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(SPECIES, a, aAt + i)
              .add(FloatVector.fromArray(SPECIES, b, bAt + i));
      FloatVector magnitude = x.abs();
      FloatVector argument = magnitude.add(magnitude);
      FloatVector bounded = argument.blend(LARGE, argument.compare(VectorOperators.GT, LARGE));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale);
      FloatVector large = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector signed = large.blend(ZERO.sub(large), x.compare(VectorOperators.LT, ZERO));
      FloatVector square = x.mul(x);
      FloatVector odd = T11.fma(square, T9);
      odd = odd.fma(square, T7).fma(square, T5);
      odd = odd.fma(square, T3);
      FloatVector small = odd.fma(square, ONE).mul(x);
      signed.blend(small, magnitude.compare(VectorOperators.LT, SMALL)).intoArray(to, at + i);
    }
  }

  /** The states from gates and candidates, which lie in order from {@code kept} on. */
  private static void states(
      float[] row,
      int kept,
      int units,
      int before,
      int after,
      int next,
      float[] hidden,
      int length) {
    int forget = kept + units;
    int candidate = forget + units;
    int output = candidate + units;
    for (int i = 0; i < length; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(SPECIES, row, kept + i)
              .mul(FloatVector.fromArray(SPECIES, row, candidate + i));
      x =
          FloatVector.fromArray(SPECIES, row, forget + i)
              .fma(FloatVector.fromArray(SPECIES, row, before + i), x);
      x.intoArray(row, after + i);
      FloatVector magnitude = x.abs();
      FloatVector argument = magnitude.add(magnitude);
      FloatVector bounded = argument.blend(LARGE, argument.compare(VectorOperators.GT, LARGE));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale);
      FloatVector large = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector signed = large.blend(ZERO.sub(large), x.compare(VectorOperators.LT, ZERO));
      FloatVector square = x.mul(x);
      FloatVector odd = T11.fma(square, T9);
      odd = odd.fma(square, T7).fma(square, T5);
      odd = odd.fma(square, T3);
      FloatVector small = odd.fma(square, ONE).mul(x);
      FloatVector y = signed.blend(small, magnitude.compare(VectorOperators.LT, SMALL));
      y = y.mul(FloatVector.fromArray(SPECIES, row, output + i));
      y.intoArray(row, next + i);
      y.intoArray(hidden, i);
    }
  }

  @Override
  public void backward(
      float[] row,
      float[] hidden,
      float[] cells,
      float[] gradient,
      float[] sums,
      float[] room,
      Trace trace,
      int step) {
    int units = trace.units();
    int whole = units / LANES * LANES;
    tanh(row, trace.cell(step + 1), room, whole);
    outputs(row, trace.kept(step) + 3 * units, room, hidden, cells, gradient, 3 * units, whole);
    gates(row, trace.kept(step), trace.cell(step), cells, gradient, units, whole);
    int at = trace.time(step) * LstmCell.GATES * units;
    PlainLstm.backward(row, hidden, cells, gradient, sums, trace, step, whole);
    System.arraycopy(gradient, 0, sums, at, LstmCell.GATES * units);
  }

  /** {@code to = tanh(from)} for so many numbers from a place on. */
  private static void tanh(float[] from, int start, float[] to, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, start + i);
      FloatVector magnitude = x.abs();
      FloatVector argument = magnitude.add(magnitude);
      FloatVector bounded = argument.blend(LARGE, argument.compare(VectorOperators.GT, LARGE));
      FloatVector shifted = bounded.fma(LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector high = n.fma(MINUS_LN2_HIGH, bounded);
      FloatVector r = n.fma(MINUS_LN2_LOW, high);
      FloatVector lost = n.fma(MINUS_LN2_LOW, high.sub(r));
      FloatVector tail = E7.fma(r, E6).fma(r, E5);
      tail = tail.fma(r, E4).fma(r, E3).fma(r, E2);
      FloatVector power = r.mul(r).fma(tail, lost).add(r).add(ONE);
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, FRACTION)
              .add(POWER_INT)
              .reinterpretAsFloats();
      FloatVector e = power.mul(scale);
      FloatVector large = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector signed = large.blend(ZERO.sub(large), x.compare(VectorOperators.LT, ZERO));
      FloatVector square = x.mul(x);
      FloatVector odd = T11.fma(square, T9);
      odd = odd.fma(square, T7).fma(square, T5);
      odd = odd.fma(square, T3);
      FloatVector small = odd.fma(square, ONE).mul(x);
      signed.blend(small, magnitude.compare(VectorOperators.LT, SMALL)).intoArray(to, i);
    }
  }

  /** The gradient of output gates, and that of the cell state after the step. */
  private static void outputs(
      float[] row,
      int output,
      float[] y,
      float[] hidden,
      float[] cells,
      float[] gradient,
      int at,
      int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector h = FloatVector.fromArray(SPECIES, hidden, i);
      FloatVector o = FloatVector.fromArray(SPECIES, row, output + i);
      FloatVector t = FloatVector.fromArray(SPECIES, y, i);
      FloatVector direct = h.mul(o).mul(ONE.sub(t.mul(t)));
      FloatVector.fromArray(SPECIES, cells, i).add(direct).intoArray(cells, i);
      h.mul(t).mul(o.mul(ONE.sub(o))).intoArray(gradient, at + i);
      ZERO.intoArray(hidden, i);
    }
  }

  /** The gradients of the other gates and of candidates, and of the cell state before the step. */
  private static void gates(
      float[] row, int kept, int before, float[] cells, float[] gradient, int units, int length) {
    int forget = kept + units;
    int candidate = forget + units;
    for (int i = 0; i < length; i += LANES) {
      FloatVector cell = FloatVector.fromArray(SPECIES, cells, i);
      FloatVector in = FloatVector.fromArray(SPECIES, row, kept + i);
      FloatVector f = FloatVector.fromArray(SPECIES, row, forget + i);
      FloatVector g = FloatVector.fromArray(SPECIES, row, candidate + i);
      FloatVector c = FloatVector.fromArray(SPECIES, row, before + i);
      cell.mul(g).mul(in.mul(ONE.sub(in))).intoArray(gradient, i);
      cell.mul(c).mul(f.mul(ONE.sub(f))).intoArray(gradient, units + i);
      cell.mul(in).mul(ONE.sub(g.mul(g))).intoArray(gradient, 2 * units + i);
      cell.mul(f).intoArray(cells, i);
    }
  }
}

package dev.cortado.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The numbers of {@link FloatMath} and {@link Activations}, each as a vector of equal numbers: a
 * static final field is a constant of compiled code, where a vector made within a method might be
 * allocated.
 */
final class VectorConstants {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final int FRACTION = FloatMath.FRACTION;
  static final FloatVector ZERO = of(0);
  static final IntVector ZERO_INT = ZERO.reinterpretAsInts();
  static final FloatVector ONE = of(1);
  static final FloatVector TWO = of(2);
  static final FloatVector FOUR = of(4);
  static final FloatVector MINUS_HALF = of(-0.5f);
  static final FloatVector MAX = of(Float.MAX_VALUE);
  static final FloatVector MINUS_MAX = of(-Float.MAX_VALUE);
  static final FloatVector LIFTED = of(FloatMath.LIFTED);
  static final FloatVector LOWER = of(FloatMath.LOWER);
  static final FloatVector LEAST = of(FloatMath.LEAST);
  static final FloatVector EXPM1_LEAST = of(FloatMath.EXPM1_LEAST);
  static final FloatVector LARGE = of(PlainLongRows.LARGE);
  static final FloatVector LIMIT = of(Activations.LIMIT);
  static final FloatVector GELU_LIMIT = of(Activations.GELU_LIMIT);
  static final FloatVector GELU_TANH_LIMIT = of(Activations.GELU_TANH_LIMIT);
  static final FloatVector LOG2_E = of(FloatMath.LOG2_E);
  static final FloatVector ROUND = of(FloatMath.ROUND);
  static final FloatVector MINUS_LN2_HIGH = of(-FloatMath.LN2_HIGH);
  static final FloatVector MINUS_LN2_LOW = of(-FloatMath.LN2_LOW);
  static final FloatVector E2 = of(FloatMath.E2);
  static final FloatVector E3 = of(FloatMath.E3);
  static final FloatVector E4 = of(FloatMath.E4);
  static final FloatVector E5 = of(FloatMath.E5);
  static final FloatVector E6 = of(FloatMath.E6);
  static final FloatVector E7 = of(FloatMath.E7);
  static final FloatVector C0 = of(Activations.C0);
  static final FloatVector C1 = of(Activations.C1);
  static final FloatVector C2 = of(Activations.C2);
  static final FloatVector C3 = of(Activations.C3);
  static final FloatVector C4 = of(Activations.C4);
  static final FloatVector C5 = of(Activations.C5);
  static final FloatVector C6 = of(Activations.C6);
  static final FloatVector C7 = of(Activations.C7);
  static final FloatVector C8 = of(Activations.C8);
  static final FloatVector C9 = of(Activations.C9);
  static final FloatVector D0 = of(Activations.D0);
  static final FloatVector D1 = of(Activations.D1);
  static final FloatVector D2 = of(Activations.D2);
  static final FloatVector D3 = of(Activations.D3);
  static final FloatVector D4 = of(Activations.D4);
  static final FloatVector D5 = of(Activations.D5);
  static final FloatVector D6 = of(Activations.D6);
  static final FloatVector D7 = of(Activations.D7);
  static final FloatVector D8 = of(Activations.D8);
  static final FloatVector D9 = of(Activations.D9);
  static final FloatVector LINEAR = of(Activations.LINEAR);
  static final FloatVector LINEAR_LOW = of(Activations.LINEAR_LOW);
  static final FloatVector CUBIC = of(Activations.CUBIC);
  static final FloatVector CUBIC_LOW = of(Activations.CUBIC_LOW);
  static final FloatVector TRIPLE = of(Slopes.TRIPLE);
  static final FloatVector CENTER = of(Activations.CENTER);
  static final FloatVector MINUS_TWO_CENTER = of(-2 * Activations.CENTER);
  static final FloatVector DENSITY = of(Activations.DENSITY);
  static final FloatVector THREE = of(3);
  static final FloatVector MINUS_THREE = of(-3);
  static final FloatVector SIX = of(6);
  static final FloatVector SIXTH = of(1 / 6f);
  static final FloatVector SELU_SCALE = of(Functions.SELU_SCALE);
  static final FloatVector SELU_LIMIT = of(Functions.SELU_LIMIT);
  static final FloatVector MINUS_INFINITY = of(Float.NEGATIVE_INFINITY);
  static final FloatVector INFINITY = of(Float.POSITIVE_INFINITY);
  static final FloatVector NAN = of(Float.NaN);
  static final FloatVector MIN_NORMAL = of(Float.MIN_NORMAL);
  static final FloatVector NORMALIZE = of(FloatMath.NORMALIZE);
  static final FloatVector NORMALIZE_LOG2 = of(FloatMath.FRACTION);
  static final FloatVector GREATEST = of(FloatMath.GREATEST);
  static final FloatVector LN2_HIGH = of(FloatMath.LN2_HIGH);
  static final FloatVector LN2_LOW = of(FloatMath.LN2_LOW);
  static final FloatVector SMALL = of(FloatMath.SMALL);
  static final FloatVector ERF_SMALL = of(FloatMath.ERF_SMALL);
  static final FloatVector ERF_LARGE = of(FloatMath.ERF_LARGE);
  static final FloatVector T3 = of(FloatMath.T3);
  static final FloatVector T5 = of(FloatMath.T5);
  static final FloatVector T7 = of(FloatMath.T7);
  static final FloatVector T9 = of(FloatMath.T9);
  static final FloatVector T11 = of(FloatMath.T11);
  static final FloatVector L0 = of(FloatMath.L0);
  static final FloatVector L1 = of(FloatMath.L1);
  static final FloatVector L2 = of(FloatMath.L2);
  static final FloatVector L3 = of(FloatMath.L3);
  static final FloatVector L4 = of(FloatMath.L4);
  static final FloatVector L5 = of(FloatMath.L5);
  static final FloatVector L6 = of(FloatMath.L6);
  static final FloatVector L7 = of(FloatMath.L7);
  static final FloatVector L8 = of(FloatMath.L8);
  static final FloatVector F0 = of(FloatMath.F0);
  static final FloatVector F1 = of(FloatMath.F1);
  static final FloatVector F2 = of(FloatMath.F2);
  static final FloatVector F3 = of(FloatMath.F3);
  static final FloatVector F4 = of(FloatMath.F4);
  static final FloatVector F5 = of(FloatMath.F5);
  static final FloatVector F6 = of(FloatMath.F6);
  static final FloatVector G0 = of(FloatMath.G0);
  static final FloatVector G1 = of(FloatMath.G1);
  static final FloatVector G2 = of(FloatMath.G2);
  static final FloatVector G3 = of(FloatMath.G3);
  static final FloatVector G4 = of(FloatMath.G4);
  static final FloatVector G5 = of(FloatMath.G5);
  static final FloatVector G6 = of(FloatMath.G6);
  static final FloatVector G7 = of(FloatMath.G7);
  static final IntVector SQRT_HALF_INT =
      IntVector.broadcast(SPECIES.withLanes(int.class), FloatMath.SQRT_HALF);
  static final IntVector POWER_INT =
      IntVector.broadcast(SPECIES.withLanes(int.class), PlainLongRows.POWER);
  static final IntVector LIFTED_POWER_INT =
      IntVector.broadcast(SPECIES.withLanes(int.class), PlainLongRows.LIFTED_POWER);
  static final IntVector ROUND_INT = ROUND.reinterpretAsInts();
  static final IntVector BIAS_INT =
      ONE.reinterpretAsInts().lanewise(VectorOperators.LSHR, FRACTION);

  /** The bias of an exponent that is also greater by that of {@link #LIFTED}. */
  static final IntVector LIFTED_INT = BIAS_INT.add(FloatMath.LIFT);

  private VectorConstants() {}

  private static FloatVector of(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}

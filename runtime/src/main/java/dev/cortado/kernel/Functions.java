package dev.cortado.kernel;

/**
 * The activation functions and their derivatives, element by element, called by generated code. The
 * formulas are those of Keras 3. {@link Rows} has them for whole rows, with the same bits.
 *
 * <p>Values are within two units in the last place of the true value for every float: zeros, the
 * smallest and the greatest numbers, and the infinities, where they are the limit. NaN gives NaN.
 * Derivatives are within 2⁻²² of the true value.
 *
 * <p>The derivative of {@code f} is {@code fSlope}. Some are computed from the function's output
 * {@code y}, so that its input need not be kept, others from its input {@code x}: the parameter's
 * name says which. Where a function has a corner, the derivative is the one from the left; at the
 * upper corners of {@code relu6} and {@code hardSigmoid}, whose outputs do not tell corner and
 * plateau apart, it is 0.
 */
public final class Functions {
  /** In float, as is all that follows: 1.0507009873554805, and that times 1.6732632423543772. */
  static final float SELU_SCALE = 1.050701f;

  static final float SELU_LIMIT = 1.7580993f;

  private Functions() {}

  /** {@code exp(x)}, which is also its derivative. */
  public static float exp(float x) {
    return FloatMath.exp(x);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  public static float sigmoid(float x) {
    return FloatMath.sigmoid(x);
  }

  /** The derivative of {@link #sigmoid}: {@code y (1 - y)}. */
  public static float sigmoidSlope(float y) {
    return y * (1 - y);
  }

  /** {@code tanh(x)}. */
  public static float tanh(float x) {
    return FloatMath.tanh(x);
  }

  /** The derivative of {@link #tanh}: {@code 1 - y²}. */
  public static float tanhSlope(float y) {
    return 1 - y * y;
  }

  /** {@code log(1 + exp(x))}. */
  public static float softplus(float x) {
    return Activations.softplus(x);
  }

  /** The derivative of {@link #softplus}: {@code 1 - exp(-y)}. */
  public static float softplusSlope(float y) {
    return -FloatMath.expm1(-y);
  }

  /** {@code x / (1 + |x|)}. */
  public static float softsign(float x) {
    float below = x > Float.MAX_VALUE ? Float.MAX_VALUE : x;
    float bounded = below < -Float.MAX_VALUE ? -Float.MAX_VALUE : below;
    return bounded / (1 + Math.abs(bounded));
  }

  /** The derivative of {@link #softsign}: {@code (1 - |y|)²}. */
  public static float softsignSlope(float y) {
    float distance = 1 - Math.abs(y);
    return distance * distance;
  }

  /** The derivative of {@code max(x, 0)}: 1 where {@code y > 0}, else 0. */
  public static float reluSlope(float y) {
    return y > 0 ? 1 : 0;
  }

  /** {@code min(max(x, 0), 6)}. */
  public static float relu6(float x) {
    return Math.min(Math.max(x, 0), 6);
  }

  /** The derivative of {@link #relu6}: 1 where {@code 0 < y < 6}, else 0. */
  public static float relu6Slope(float y) {
    return y > 0 && y < 6 ? 1 : 0;
  }

  /**
   * {@code x} where {@code x >= 0}, else {@code alpha x}.
   *
   * @param x the input
   * @param alpha the slope of the negative side, above 0: with 0, minus infinity gives NaN
   */
  public static float leakyRelu(float x, float alpha) {
    return x >= 0 ? x : alpha * x;
  }

  /** The derivative of {@link #leakyRelu}: 1 where {@code y > 0}, else {@code alpha}. */
  public static float leakyReluSlope(float y, float alpha) {
    return y > 0 ? 1 : alpha;
  }

  /**
   * {@code x} where {@code x >= 0}, else {@code alpha (exp(x) - 1)}.
   *
   * @param x the input
   * @param alpha minus the limit of the negative side, 0 or more
   */
  public static float elu(float x, float alpha) {
    return x >= 0 ? x : alpha * FloatMath.expm1(x);
  }

  /** The derivative of {@link #elu}: 1 where {@code y > 0}, else {@code y + alpha}. */
  public static float eluSlope(float y, float alpha) {
    return y > 0 ? 1 : y + alpha;
  }

  /** {@code 1.0507009873554805 · elu(x, 1.6732632423543772)} (Klambauer and others, 2017). */
  public static float selu(float x) {
    return x >= 0 ? SELU_SCALE * x : SELU_LIMIT * FloatMath.expm1(x);
  }

  /** The derivative of {@link #selu}: the scale where {@code y > 0}, else {@code y + 1.758...}. */
  public static float seluSlope(float y) {
    return y > 0 ? SELU_SCALE : y + SELU_LIMIT;
  }

  /**
   * {@code x} where {@code x >= 0}, else {@code alpha (exp(x / alpha) - 1)}. Where {@code x /
   * alpha} is subnormal, its rounding counts {@code alpha} times.
   *
   * @param x the input
   * @param alpha minus the limit of the negative side, above 0
   */
  public static float celu(float x, float alpha) {
    return x >= 0 ? x : alpha * FloatMath.expm1(x / alpha);
  }

  /** The derivative of {@link #celu}: 1 where {@code y > 0}, else {@code 1 + y / alpha}. */
  public static float celuSlope(float y, float alpha) {
    return y > 0 ? 1 : y / alpha + 1;
  }

  /** {@code x/2 · (1 + erf(x / sqrt(2)))} (Hendrycks and Gimpel, 2016). */
  public static float gelu(float x) {
    return Activations.gelu(x);
  }

  /** The derivative of {@link #gelu}. */
  public static float geluSlope(float x) {
    return Slopes.gelu(x);
  }

  /** {@code x/2 · (1 + tanh(sqrt(2/pi) · (x + 0.044715 x³)))}, which is close to {@link #gelu}. */
  public static float geluTanh(float x) {
    return Activations.geluTanh(x);
  }

  /** The derivative of {@link #geluTanh}. */
  public static float geluTanhSlope(float x) {
    return Slopes.geluTanh(x);
  }

  /** {@code x · sigmoid(x)}, also called swish. */
  public static float silu(float x) {
    return Activations.silu(x);
  }

  /** The derivative of {@link #silu}. */
  public static float siluSlope(float x) {
    return Slopes.silu(x);
  }

  /** {@code x · tanh(softplus(x))} (Misra, 2019). */
  public static float mish(float x) {
    return Activations.mish(x);
  }

  /** The derivative of {@link #mish}. */
  public static float mishSlope(float x) {
    return Slopes.mish(x);
  }

  /** {@code min(max(x/6 + 1/2, 0), 1)}. */
  public static float hardSigmoid(float x) {
    return Math.min(Math.max((x + 3) / 6, 0), 1);
  }

  /** The derivative of {@link #hardSigmoid}: 1/6 where {@code 0 < y < 1}, else 0. */
  public static float hardSigmoidSlope(float y) {
    return y > 0 && y < 1 ? 1 / 6f : 0;
  }

  /** {@code x · hardSigmoid(x)}. */
  public static float hardSilu(float x) {
    return Math.max(x, -3) * hardSigmoid(x);
  }

  /** The derivative of {@link #hardSilu}: 0 up to -3, 1 above 3, between them {@code x/3 + 1/2}. */
  public static float hardSiluSlope(float x) {
    if (x > 3) {
      return 1;
    }
    return x <= -3 ? 0 : (x + x + 3) / 6;
  }
}

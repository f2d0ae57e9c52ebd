package dev.cortado.kernel;

/**
 * Activation functions of every element, one after another. Each has loops of its own: HotSpot
 * inlines a function into a loop that never calls another.
 */
final class PlainActivations {
  private PlainActivations() {}

  /** {@link FloatMath#log}. */
  static final class Log implements RowFunction {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = FloatMath.log(from[i]);
      }
    }
  }

  /** {@link FloatMath#erf}. */
  static final class Erf implements RowFunction {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = FloatMath.erf(from[i]);
      }
    }
  }

  /** {@link Functions#relu6}. */
  static final class Relu6 implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.relu6(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.relu6Slope(at[i]);
      }
    }
  }

  /** {@link Functions#leakyRelu}. */
  static final class LeakyRelu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.leakyRelu(from[i], alpha);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.leakyReluSlope(at[i], alpha);
      }
    }
  }

  /** {@link Functions#elu}. */
  static final class Elu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.elu(from[i], alpha);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.eluSlope(at[i], alpha);
      }
    }
  }

  /** {@link Functions#selu}. */
  static final class Selu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.selu(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.seluSlope(at[i]);
      }
    }
  }

  /** {@link Functions#celu}. */
  static final class Celu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.celu(from[i], alpha);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.celuSlope(at[i], alpha);
      }
    }
  }

  /** {@link Functions#gelu}. */
  static final class Gelu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.gelu(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.geluSlope(at[i]);
      }
    }
  }

  /** {@link Functions#geluTanh}. */
  static final class GeluTanh implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.geluTanh(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.geluTanhSlope(at[i]);
      }
    }
  }

  /** {@link Functions#silu}. */
  static final class Silu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.silu(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.siluSlope(at[i]);
      }
    }
  }

  /** {@link Functions#mish}. */
  static final class Mish implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.mish(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.mishSlope(at[i]);
      }
    }
  }

  /** {@link Functions#softplus}. */
  static final class Softplus implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.softplus(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.softplusSlope(at[i]);
      }
    }
  }

  /** {@link Functions#softsign}. */
  static final class Softsign implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.softsign(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.softsignSlope(at[i]);
      }
    }
  }

  /** {@link Functions#hardSigmoid}. */
  static final class HardSigmoid implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.hardSigmoid(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.hardSigmoidSlope(at[i]);
      }
    }
  }

  /** {@link Functions#hardSilu}. */
  static final class HardSilu implements RowActivation {
    @Override
    public void apply(float[] from, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = Functions.hardSilu(from[i]);
      }
    }

    @Override
    public void gradient(float[] gradient, float[] at, float[] to, int length, float alpha) {
      for (int i = 0; i < length; i++) {
        to[i] = gradient[i] * Functions.hardSiluSlope(at[i]);
      }
    }
  }
}

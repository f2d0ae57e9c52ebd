package dev.cortado.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats of safetensors files, little-endian, that become floats. */
enum DType implements ValueFormat {
  /** IEEE 754 single precision. */
  F32(4) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  /** IEEE 754 double precision, rounded to the nearest float. */
  F64(8) {
    @Override
    public float get(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  /** IEEE 754 half precision. */
  F16(2) {
    @Override
    public float get(ByteBuffer bytes) {
      return half(bytes.getShort());
    }
  },
  /** The upper half of a single precision number. */
  BF16(2) {
    @Override
    public float get(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  };

  private static final int HALF_EXPONENT = 0x7c00;
  private static final int HALF_FRACTION = 0x03ff;

  private final int size;

  DType(int size) {
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  /** The format of a name. */
  static Optional<DType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The value of the bits of a half. */
  static float half(short bits) {
    int exponent = bits & HALF_EXPONENT;
    int fraction = bits & HALF_FRACTION;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == HALF_EXPONENT) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      // The two exponents are biased by 15 and 127, the fractions have 10 and 23 bits
      magnitude = Float.intBitsToFloat((exponent + ((127 - 15) << 10) | fraction) << 13);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}

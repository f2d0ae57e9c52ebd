package dev.cortado.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats that files may hold, little-endian, and how each becomes a float. */
enum DType {
  /** IEEE 754 single precision. */
  F32(4) {
    @Override
    float get(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  /** IEEE 754 double precision, rounded to the nearest float. */
  F64(8) {
    @Override
    float get(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  /** IEEE 754 half precision. */
  F16(2) {
    @Override
    float get(ByteBuffer bytes) {
      return half(bytes.getShort());
    }
  },
  /** The upper half of a single precision number. */
  BF16(2) {
    @Override
    float get(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  };

  private static final int HALF_EXPONENT = 0x7c00;
  private static final int HALF_FRACTION = 0x03ff;

  private final int size;

  DType(int size) {
    this.size = size;
  }

  /** The number of bytes of one value. */
  int size() {
    return size;
  }

  /** Takes the next value from little-endian bytes. */
  abstract float get(ByteBuffer bytes);

  /** The format of a name. */
  static Optional<DType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  private static float half(short bits) {
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

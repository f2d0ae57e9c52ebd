package dev.cortado.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats of NumPy arrays that become floats: the nearest one where none is equal. */
enum NpyType implements ValueFormat {
  /** False is 0, true is 1. */
  BOOLEAN("b1", 1) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  },
  INT_8("i1", 1) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  INT_16("i2", 2) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  INT_32("i4", 4) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  INT_64("i8", 8) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.getLong();
    }
  },
  UNSIGNED_8("u1", 1) {
    @Override
    public float get(ByteBuffer bytes) {
      return Byte.toUnsignedInt(bytes.get());
    }
  },
  UNSIGNED_16("u2", 2) {
    @Override
    public float get(ByteBuffer bytes) {
      return Short.toUnsignedInt(bytes.getShort());
    }
  },
  UNSIGNED_32("u4", 4) {
    @Override
    public float get(ByteBuffer bytes) {
      return Integer.toUnsignedLong(bytes.getInt());
    }
  },
  UNSIGNED_64("u8", 8) {
    @Override
    public float get(ByteBuffer bytes) {
      long value = bytes.getLong();
      // The half, whose last bit says whether anything was cut, rounds as the whole would
      return value >= 0 ? value : 2f * ((value >>> 1) | (value & 1));
    }
  },
  FLOAT_16("f2", 2) {
    @Override
    public float get(ByteBuffer bytes) {
      return DType.half(bytes.getShort());
    }
  },
  FLOAT_32("f4", 4) {
    @Override
    public float get(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  FLOAT_64("f8", 8) {
    @Override
    public float get(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  };

  private final String code;
  private final int size;

  NpyType(String code, int size) {
    this.code = code;
    this.size = size;
  }

  /** What NumPy calls it, without the order of its bytes. */
  String code() {
    return code;
  }

  @Override
  public int size() {
    return size;
  }

  /** The format of a code such as {@code f4}. */
  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }
}

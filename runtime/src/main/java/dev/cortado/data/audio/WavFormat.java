package dev.cortado.data.audio;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How a WAV file writes samples.
 *
 * @param floats whether as floats, not as whole numbers
 * @param channels how many values a frame has
 * @param sampleRate how many frames a second has
 * @param sampleBytes how many bytes a value has
 */
record WavFormat(boolean floats, int channels, int sampleRate, int sampleBytes) {
  private static final int PLAIN_BYTES = 16;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int WHERE_SUB_FORMAT = 24;

  /** What follows a tag in the identifier of a sub-format: 0000-0010-8000-00aa00389b71. */
  private static final long SUB_FORMAT_FIRST = 0x0010_0000_0000L;

  private static final long SUB_FORMAT_SECOND = 0x719b_3800_aa00_0080L;

  /** Of the chunk that says so. */
  static WavFormat of(ByteBuffer chunk) throws IOException {
    if (chunk.remaining() < PLAIN_BYTES) {
      throw new IOException(
          "its format takes %d bytes, but it has at least %d"
              .formatted(chunk.remaining(), PLAIN_BYTES));
    }
    int tag = Short.toUnsignedInt(chunk.getShort());
    int channels = Short.toUnsignedInt(chunk.getShort());
    int sampleRate = chunk.getInt();
    chunk.getInt();
    int frameBytes = Short.toUnsignedInt(chunk.getShort());
    int bits = Short.toUnsignedInt(chunk.getShort());
    if (tag == EXTENSIBLE) {
      tag = subFormat(chunk);
    }
    boolean pcm = tag == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
    if (!pcm && !(tag == IEEE_FLOAT && bits == 32)) {
      throw new IOException(
          "its samples have the format %d with %d bits, but those that can be read are 1 (whole numbers) with 8, 16, 24 or 32 and 3 (floats) with 32; convert it"
              .formatted(tag, bits));
    }
    if (channels == 0 || sampleRate < 1 || frameBytes != channels * bits / Byte.SIZE) {
      throw new IOException(
          "it has %d channels of %d bits in frames of %d bytes, %d a second, which does not fit together"
              .formatted(channels, bits, frameBytes, sampleRate));
    }
    return new WavFormat(tag == IEEE_FLOAT, channels, sampleRate, bits / Byte.SIZE);
  }

  private static int subFormat(ByteBuffer chunk) throws IOException {
    if (chunk.limit() < EXTENSIBLE_BYTES) {
      throw new IOException(
          "its extensible format takes %d bytes, but it has at least %d"
              .formatted(chunk.limit(), EXTENSIBLE_BYTES));
    }
    long first = chunk.getLong(WHERE_SUB_FORMAT);
    long second = chunk.getLong(WHERE_SUB_FORMAT + Long.BYTES);
    if (first >>> 16 != SUB_FORMAT_FIRST || second != SUB_FORMAT_SECOND) {
      throw new IOException("its extensible format is neither of whole numbers nor of floats");
    }
    return (int) first & 0xffff;
  }

  /** How many bytes a value of each channel takes together. */
  int frameBytes() {
    return channels * sampleBytes;
  }

  /** The next value. */
  float sample(ByteBuffer bytes) {
    return switch (sampleBytes) {
      case 1 -> (Byte.toUnsignedInt(bytes.get()) - 0x80) * 0x1p-7f;
      case 2 -> bytes.getShort() * 0x1p-15f;
      case 3 -> (Short.toUnsignedInt(bytes.getShort()) | bytes.get() << 16) * 0x1p-23f;
      default -> floats ? bytes.getFloat() : bytes.getInt() * 0x1p-31f;
    };
  }
}

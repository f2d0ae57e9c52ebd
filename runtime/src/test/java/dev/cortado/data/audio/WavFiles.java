package dev.cortado.data.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files. */
final class WavFiles {
  private WavFiles() {}

  /** A file with a plain header. */
  static byte[] plain(int tag, int channels, int sampleRate, int bits, byte[] data) {
    return file(chunk("fmt ", format(16, tag, channels, sampleRate, bits)), chunk("data", data));
  }

  /** A file with an extensible header. */
  static byte[] extensible(int tag, int channels, int sampleRate, int bits, byte[] data) {
    ByteBuffer format = ByteBuffer.wrap(format(40, 0xfffe, channels, sampleRate, bits));
    format.order(ByteOrder.LITTLE_ENDIAN).position(16);
    format.putShort((short) 22).putShort((short) bits).putInt(3);
    format.putInt(tag).putInt(0x00100000).putInt(0xaa000080).putInt(0x719b3800);
    return file(chunk("fmt ", format.array()), chunk("data", data));
  }

  private static byte[] format(int size, int tag, int channels, int sampleRate, int bits) {
    int frame = channels * bits / 8;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(sampleRate)
        .putInt(sampleRate * frame)
        .putShort((short) frame)
        .putShort((short) bits)
        .array();
  }

  static byte[] chunk(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + content.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  static byte[] file(byte[]... chunks) {
    int length = 4;
    for (byte[] chunk : chunks) {
      length += chunk.length;
    }
    ByteBuffer file = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    file.put("WAVE".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      file.put(chunk);
    }
    return file.array();
  }
}

package dev.cortado.train;

import dev.cortado.io.Safetensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A sum over all that a checkpoint holds, which tells that a part was changed: CRC-32C over names,
 * texts, shapes and values, whatever their order in the file.
 */
final class Checksum {
  private static final int BUFFER_BYTES = 1 << 12;

  private final CRC32C sum = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private Checksum() {}

  /** The sum as eight hexadecimal digits. */
  static String of(Map<String, Tensor> tensors, Map<String, String> texts) {
    Checksum checksum = new Checksum();
    new TreeMap<>(texts)
        .forEach(
            (name, text) -> {
              checksum.add(name);
              checksum.add(text);
            });
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              checksum.add(name);
              checksum.add(tensor.shape().toString());
              checksum.add(tensor.values());
            });
    return "%08x".formatted(checksum.sum.getValue());
  }

  /** Adds a text with its length, so that two texts are not the same as one. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sum.update(buffer.clear().putInt(bytes.length).flip());
    sum.update(bytes);
  }

  private void add(float[] values) {
    buffer.clear();
    for (float value : values) {
      buffer.putFloat(value);
      if (!buffer.hasRemaining()) {
        sum.update(buffer.flip());
        buffer.clear();
      }
    }
    sum.update(buffer.flip());
  }
}

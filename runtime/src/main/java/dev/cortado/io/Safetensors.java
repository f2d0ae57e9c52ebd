package dev.cortado.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format (github.com/huggingface/safetensors): named arrays of numbers with their
 * shapes, and texts that go with them. A file is the length of its header as eight bytes, the
 * header in JSON, and the numbers, all little-endian.
 */
public final class Safetensors {
  private static final int LENGTH_BYTES = 8;
  private static final int MAX_HEADER_BYTES = 100_000_000;

  private static final int BUFFER_BYTES = 1 << 16;

  private Safetensors() {}

  /** An array of numbers with its shape. */
  public static final class Tensor {
    private final List<Integer> shape;
    private final float[] values;

    /**
     * Takes over the values without a copy.
     *
     * @param shape its sizes, 0 or more each; none for a single number
     * @param values its values in row-major order, as many as the product of the sizes
     * @throws IllegalArgumentException where a size is negative, or the number of values is not the
     *     product of the sizes
     */
    public Tensor(List<Integer> shape, float[] values) {
      this.shape = List.copyOf(shape);
      this.values = values;
      long product = 1;
      for (int size : shape) {
        if (size < 0) {
          throw new IllegalArgumentException(
              "shape %s has a negative size; sizes are 0 or more".formatted(shape));
        }
        // Held where it is too great already, so that it cannot overflow
        product = Math.min(product, Integer.MAX_VALUE + 1L) * size;
      }
      if (product != values.length) {
        throw new IllegalArgumentException(
            "shape %s has %d values, but the array has %d; give as many values as the shape has"
                .formatted(shape, product, values.length));
      }
    }

    /** Its sizes, 0 or more each; none for a single number. */
    public List<Integer> shape() {
      return shape;
    }

    /** Its values in row-major order: the array itself, not a copy. */
    public float[] values() {
      return values;
    }

    /**
     * Its values as samples: a row for each index along the first axis, in fresh arrays.
     *
     * @throws IllegalArgumentException where it is a single number, or the rows would be empty
     */
    public float[][] rows() {
      if (shape.isEmpty() || values.length == 0) {
        throw new IllegalArgumentException(
            "shape %s has no rows; a first axis and values are needed".formatted(shape));
      }
      float[][] rows = new float[shape.get(0)][];
      int size = values.length / rows.length;
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      }
      return rows;
    }
  }

  /**
   * What a file holds.
   *
   * @param tensors the arrays by name, in the order in which they lie in the file
   * @param metadata the texts by name
   */
  public record Content(Map<String, Tensor> tensors, Map<String, String> metadata) {
    /** Copies the maps, keeping their order. */
    public Content {
      tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  /**
   * Writes a file, in place of one that is there. It appears whole or not at all, and the same
   * content gives the same bytes. Numbers are written as F32.
   *
   * @param file where to
   * @param tensors the arrays by name, written in the map's order
   * @param metadata the texts by name, written in the order of the names
   * @throws IOException where the file cannot be written; what was there before stays
   * @throws IllegalArgumentException where a tensor is named {@code __metadata__}, or a name or
   *     text is not Unicode: holds half a surrogate pair
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteBuffer header = encode(SafetensorsHeader.write(tensors, metadata));
    AtomicFile.write(
        file,
        channel -> {
          writeFully(channel, header);
          ByteBuffer buffer = buffer(BUFFER_BYTES);
          for (Tensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
              if (!buffer.hasRemaining()) {
                writeFully(channel, buffer.flip());
                buffer.clear();
              }
              buffer.putFloat(value);
            }
          }
          writeFully(channel, buffer.flip());
        });
  }

  /**
   * Reads a file. Numbers of the formats F32, F64, F16 and BF16 become floats. Reading takes no
   * more memory than these, the header and a buffer.
   *
   * @param file which one
   * @return all that it holds
   * @throws IOException where the file cannot be read, is no safetensors file, is damaged, or holds
   *     numbers of another format; the message names the file, and the tensor or the place
   */
  public static Content read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory, not a safetensors file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(ByteSource.of(channel), file.toString());
    }
  }

  /**
   * Reads a stream, for example of a resource, as {@link #read(Path)} reads a file. It is read into
   * memory as a whole, beside the floats, and closed.
   *
   * @param name what messages call it
   */
  public static Content read(InputStream stream, String name) throws IOException {
    try (stream) {
      return read(ByteSource.of(stream), name);
    }
  }

  private static Content read(ByteSource source, String name) throws IOException {
    try {
      int headerLength = headerLength(source);
      String text = decode(source.next(headerLength));
      SafetensorsHeader header = SafetensorsHeader.parse(text, source.remaining());
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        float[] values = source.floats(entry.count(), entry.type(), ByteOrder.LITTLE_ENDIAN);
        tensors.put(entry.name(), new Tensor(entry.shape(), values));
      }
      return new Content(tensors, header.metadata());
    } catch (IOException failure) {
      throw new IOException(name + ": " + failure.getMessage(), failure);
    }
  }

  private static int headerLength(ByteSource source) throws IOException {
    if (source.remaining() < LENGTH_BYTES) {
      throw new IOException(
          "the file has %d bytes, but a safetensors file has 8 or more"
              .formatted(source.remaining()));
    }
    long length = source.next(LENGTH_BYTES).getLong();
    if (length < 0 || length > MAX_HEADER_BYTES) {
      throw new IOException(
          "the header should be %s bytes long, but at most %d are allowed; is it a safetensors file?"
              .formatted(Long.toUnsignedString(length), MAX_HEADER_BYTES));
    }
    if (length > source.remaining()) {
      throw new IOException(
          "the header should be %d bytes long, but the file ends after %d of them"
              .formatted(length, source.remaining()));
    }
    return (int) length;
  }

  /** The length of the header and the header itself, padded so that the numbers are aligned. */
  private static ByteBuffer encode(String header) {
    ByteBuffer text;
    try {
      text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(header));
    } catch (CharacterCodingException notUnicode) {
      throw new IllegalArgumentException(
          "a name or text holds half a surrogate pair, which is not Unicode; mend the name",
          notUnicode);
    }
    int padding = -text.remaining() & 7;
    ByteBuffer bytes = buffer(LENGTH_BYTES + text.remaining() + padding);
    bytes
        .putLong(text.remaining() + padding)
        .put(text)
        .put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    return bytes.flip();
  }

  private static String decode(ByteBuffer bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException malformed) {
      throw new IOException("the header is not UTF-8", malformed);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

package dev.cortado.io;

import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's format of several arrays: a zip archive with an array in the format of {@link Npy} for
 * each name, as {@code numpy.savez} and {@code savez_compressed} write it.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /**
   * The same arrays give the same bytes. To the first date that a zip archive can hold, the first
   * of January, Java would add the time zone.
   */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

  private Npz() {}

  /**
   * Reads a file of up to 2 GiB into memory, and the arrays out of it: besides their floats,
   * reading takes the file's size.
   *
   * @return the arrays by name, in the order of the archive's directory
   * @throws IOException where the file cannot be read, is no such file, is damaged, holds anything
   *     but arrays of numbers, or would unpack to more than 16 MiB and 100 times its own size; the
   *     message names the file and the array
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    long length = Files.size(file);
    if (length > Shapes.MAX_VALUES) {
      throw new IOException(
          "%s has %d bytes, but at most 2 GiB can be read; save greater arrays as .npy"
              .formatted(file, length));
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a stream, for example of a resource, as {@link #read(Path)} reads a file, and closes it.
   *
   * @param name what messages call it
   */
  public static Map<String, Tensor> read(InputStream stream, String name) throws IOException {
    try (stream) {
      return read(stream.readAllBytes(), name);
    }
  }

  private static Map<String, Tensor> read(byte[] bytes, String name) throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    String entry = "";
    try {
      ZipArchive archive = new ZipArchive(bytes);
      for (ZipDirectory.Entry packed : archive.entries()) {
        entry = ", entry '%s'".formatted(Excerpt.of(packed.name()));
        arrays.put(name(packed.name()), archive.read(packed, Npy::read));
      }
      return Collections.unmodifiableMap(arrays);
    } catch (IOException failure) {
      throw new IOException(name + entry + ": " + failure.getMessage(), failure);
    }
  }

  private static String name(String entry) throws IOException {
    String name =
        entry.endsWith(SUFFIX) ? entry.substring(0, entry.length() - SUFFIX.length()) : "";
    if (!isName(name)) {
      throw new IOException(
          "it is no array: it should be named as a relative path that ends with .npy");
    }
    return name;
  }

  /** Whether a name is harmless even where somebody else unpacks the archive to files. */
  private static boolean isName(String name) {
    return name.indexOf('\\') < 0
        && name.chars().noneMatch(Character::isISOControl)
        && Arrays.stream(name.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /**
   * Writes a file of floats of 4 bytes, not compressed, in place of one that is there, whole or not
   * at all. The same arrays give the same bytes.
   *
   * @param arrays the arrays by name, written in the map's order
   * @throws IllegalArgumentException where a name is empty, or no relative path
   */
  public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
    for (String name : arrays.keySet()) {
      if (!isName(name)) {
        throw new IllegalArgumentException(
            "an array is named '%s', but a name is not empty and has no '..', no backslash and no empty part between slashes"
                .formatted(Excerpt.of(name)));
      }
    }
    AtomicFile.write(
        file,
        channel -> {
          ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
          zip.setMethod(ZipOutputStream.STORED);
          for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            zip.putNextEntry(entry(array.getKey(), array.getValue()));
            Npy.write(zip, array.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  /** An entry that is not packed says before its content how long that is. */
  private static ZipEntry entry(String name, Tensor array) throws IOException {
    CRC32 checksum = new CRC32();
    Counter counter = new Counter();
    Npy.write(new CheckedOutputStream(counter, checksum), array);
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setTimeLocal(DATE);
    entry.setSize(counter.count);
    entry.setCompressedSize(counter.count);
    entry.setCrc(checksum.getValue());
    return entry;
  }

  /** Counts bytes, and keeps none. */
  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      count += length;
    }
  }
}

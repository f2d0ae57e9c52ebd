package dev.cortado.data.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads WAV files: whole numbers of 8, 16, 24 or 32 bits and floats of 32, of any number of
 * channels, with a plain or an extensible header. Besides what is returned, which has four bytes a
 * sample, reading takes at most twice as much memory as the file.
 */
public final class Wav {
  private static final int RIFF = chunk("RIFF");
  private static final int WAVE = chunk("WAVE");
  private static final int FORMAT = chunk("fmt ");
  private static final int DATA = chunk("data");
  private static final int CHUNK_HEADER = 8;
  private static final int LONGEST_FORMAT = 1 << 16;

  private Wav() {}

  private static int chunk(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  /**
   * The sound of a file: whole numbers are divided by the greatest magnitude, so that all are from
   * -1 to 1; floats stay as they are.
   *
   * @throws IOException where the file cannot be read, is no such file, ends early, or holds a
   *     value that is not finite; the message names it
   */
  public static Waveform read(Path file) throws IOException {
    return read(Files.newInputStream(file), file.toString());
  }

  /**
   * The sound of a stream, as {@link #read(Path)}. It is closed.
   *
   * @param name what messages call it
   */
  public static Waveform read(InputStream stream, String name) throws IOException {
    try (stream) {
      return read(stream);
    } catch (IOException failure) {
      throw new IOException(name + ": " + failure.getMessage(), failure);
    }
  }

  private static Waveform read(InputStream in) throws IOException {
    ByteBuffer start = next(in, CHUNK_HEADER + Integer.BYTES, "the beginning");
    int riff = start.getInt();
    start.getInt();
    if (riff != RIFF || start.getInt() != WAVE) {
      throw new IOException("it is no WAV file: it does not begin with RIFF and WAVE");
    }
    WavFormat format = null;
    while (true) {
      ByteBuffer header =
          next(in, CHUNK_HEADER, "a chunk, of which there should be one with data,");
      int id = header.getInt();
      long length = Integer.toUnsignedLong(header.getInt());
      if (id == DATA) {
        if (format == null) {
          throw new IOException("its data comes before its format");
        }
        return samples(in, format, length);
      }
      if (id == FORMAT) {
        if (length > LONGEST_FORMAT) {
          throw new IOException(
              "its format takes %d bytes, but at most %d can be read"
                  .formatted(length, LONGEST_FORMAT));
        }
        format = WavFormat.of(next(in, (int) length, "its format"));
        in.skipNBytes(length % 2);
      } else {
        skip(in, length + length % 2);
      }
    }
  }

  private static void skip(InputStream in, long length) throws IOException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        if (in.read() < 0) {
          throw new IOException("it ends within a chunk, before its data");
        }
        skipped = 1;
      }
      left -= skipped;
    }
  }

  private static Waveform samples(InputStream in, WavFormat format, long length)
      throws IOException {
    if (length % format.frameBytes() != 0 || length > Integer.MAX_VALUE) {
      throw new IOException(
          "its data takes %d bytes, but at most %d can be read, which are a multiple of the %d of a frame"
              .formatted(length, Integer.MAX_VALUE, format.frameBytes()));
    }
    ByteBuffer bytes = next(in, (int) length, "its data");
    float[] samples = new float[(int) length / format.sampleBytes()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = format.sample(bytes);
      if (!Float.isFinite(samples[i])) {
        throw new IOException(
            "sample %d of channel %d is %s; values of sound are finite"
                .formatted(i / format.channels(), i % format.channels(), samples[i]));
      }
    }
    return new Waveform(format.sampleRate(), format.channels(), samples);
  }

  /** The next bytes, for which memory is taken as they are read. */
  private static ByteBuffer next(InputStream in, int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException(
          "it ends early: %s should have %d bytes, but there are %d"
              .formatted(what, count, bytes.length));
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

package dev.cortado;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Files that are damaged at random, and made to harm: what a reader makes of them is the right
 * content or an exception that names the file, and it takes no more memory than the file gives
 * reason to. Always the same files; {@code -Dcortado.mutations=1000000} tries more.
 */
public final class Mutations {
  private static final int COUNT = Integer.getInteger("cortado.mutations", 200_000);

  private static final String[] NUMBERS = {
    "0",
    "1",
    "2",
    "-1",
    "255",
    "65536",
    "2147483647",
    "2147483648",
    "4294967296",
    "1e9",
    "1.0",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999999999999999999999",
    "007"
  };
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x10000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    0x100000000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final String name;
  private final List<byte[]> files;
  private final List<String> tokens;
  private final long fixedBytes;
  private final long bytesPerByte;
  private final SplittableRandom random = new SplittableRandom(42);
  private int count = COUNT;

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(byte[] file) throws IOException;
  }

  /** Compares what was read with what a second, simple reader makes of the file. */
  @FunctionalInterface
  public interface Check<T> {
    void check(byte[] file, T content) throws IOException;
  }

  /** Changes a file, for example in places that a checksum guards. */
  @FunctionalInterface
  public interface Change {
    byte[] apply(byte[] file, SplittableRandom random) throws IOException;
  }

  /**
   * @param name what messages of the reader must begin with
   * @param files undamaged files
   * @param tokens words of the format, which are put in place of each other
   * @param fixedBytes how much memory the reader may take for any file
   * @param bytesPerByte and how much more for each byte of the file
   */
  public Mutations(
      String name, List<byte[]> files, List<String> tokens, long fixedBytes, long bytesPerByte) {
    this.name = name;
    this.files = files;
    this.tokens = tokens;
    this.fixedBytes = fixedBytes;
    this.bytesPerByte = bytesPerByte;
  }

  /** This with so many times fewer files, for a reader that takes long and is not our own. */
  public Mutations fewer(int times) {
    count = COUNT / times;
    return this;
  }

  /** Reads so many files; returns the part that was refused. */
  public <T> double refused(Reader<T> reader, Check<T> check) throws IOException {
    return refused(reader, check, (file, dice) -> damaged(file, dice));
  }

  /** Reads files that a change has damaged; returns the part that was refused. */
  public <T> double refused(Reader<T> reader, Check<T> check, Change change) throws IOException {
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] file = change.apply(files.get(random.nextInt(files.size())), random);
      try {
        refused += read(reader, check, file) ? 0 : 1;
      } catch (RuntimeException | Error unexpected) {
        throw new AssertionError(
            "file %d: %s".formatted(i, HexFormat.of().formatHex(file)), unexpected);
      }
    }
    return refused / (double) count;
  }

  private <T> boolean read(Reader<T> reader, Check<T> check, byte[] file) throws IOException {
    T content = null;
    // Read again where too much was taken: the first time, classes may have been loaded
    for (int attempt = 0; attempt < 2; attempt++) {
      long before = Allocations.soFar();
      try {
        content = reader.read(file);
      } catch (IOException expected) {
        if (!expected.getMessage().startsWith(name)) {
          fail("the message does not name the file", expected);
        }
      }
      long taken = Allocations.soFar() - before;
      if (taken <= fixedBytes + bytesPerByte * file.length) {
        break;
      }
      assertTrue(attempt == 0, "%d bytes were taken for %d".formatted(taken, file.length));
    }
    if (content != null) {
      check.check(file, content);
    }
    return content != null;
  }

  /** One to three changes of a file. */
  public byte[] damaged(byte[] original, SplittableRandom dice) {
    byte[] file = original;
    for (int n = dice.nextInt(1, 4); n > 0 && file.length > 0; n--) {
      int at = dice.nextInt(file.length);
      int length = dice.nextInt(1, Math.min(16, file.length - at) + 1);
      byte[] piece = Arrays.copyOfRange(file, at, at + length);
      file =
          switch (dice.nextInt(11)) {
            case 0, 1 -> flipped(file, at, dice);
            case 2 -> replaced(file, at, length, new byte[0]);
            case 3 -> replaced(file, at, 0, piece);
            case 4 -> dice.nextInt(3) == 0 ? Arrays.copyOf(file, at) : file;
            case 5 -> replaced(file, at, 0, bytes(dice, length));
            case 6 -> spliced(file, at, dice);
            case 7 -> withNumber(file, at, dice);
            case 8 -> withExtreme(file, at, dice);
            case 9 -> withToken(file, dice);
            default -> replaced(file, dice.nextInt(file.length), 0, piece);
          };
    }
    return file;
  }

  private static byte[] flipped(byte[] file, int at, SplittableRandom dice) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) (1 << dice.nextInt(8));
    return changed;
  }

  private byte[] spliced(byte[] file, int at, SplittableRandom dice) {
    byte[] other = files.get(dice.nextInt(files.size()));
    int from = dice.nextInt(other.length);
    return replaced(file, at, file.length - at, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] bytes(SplittableRandom dice, int count) {
    byte[] bytes = new byte[count];
    dice.nextBytes(bytes);
    return bytes;
  }

  /** The next digits become another number. */
  private static byte[] withNumber(byte[] file, int at, SplittableRandom dice) {
    int from = at;
    while (from < file.length && !Character.isDigit(file[from])) {
      from++;
    }
    int to = from;
    while (to < file.length && Character.isDigit(file[to])) {
      to++;
    }
    byte[] number = NUMBERS[dice.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII);
    return from == to ? file : replaced(file, from, to - from, number);
  }

  /** Some bytes become a number at the end of its range, in either order. */
  private static byte[] withExtreme(byte[] file, int at, SplittableRandom dice) {
    long value = EXTREMES[dice.nextInt(EXTREMES.length)];
    int size = 1 << dice.nextInt(4);
    boolean bigEndian = dice.nextBoolean();
    byte[] changed = file.clone();
    for (int i = 0; i < size && at + i < file.length; i++) {
      changed[at + i] = (byte) (value >>> (8 * (bigEndian ? size - 1 - i : i)));
    }
    return changed;
  }

  private byte[] withToken(byte[] file, SplittableRandom dice) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String token = tokens.get(dice.nextInt(tokens.size()));
    int found = text.indexOf(token, dice.nextInt(file.length));
    byte[] other = tokens.get(dice.nextInt(tokens.size())).getBytes(StandardCharsets.ISO_8859_1);
    return found < 0 ? file : replaced(file, found, token.length(), other);
  }

  private static byte[] replaced(byte[] file, int at, int length, byte[] piece) {
    byte[] changed = Arrays.copyOf(file, file.length - length + piece.length);
    System.arraycopy(piece, 0, changed, at, piece.length);
    System.arraycopy(file, at + length, changed, at + piece.length, file.length - at - length);
    return changed;
  }
}

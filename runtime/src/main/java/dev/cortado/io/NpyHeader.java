package dev.cortado.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The header of a NumPy array.
 *
 * @param type its number format
 * @param order the order of a number's bytes
 * @param fortran whether the first index runs fastest, not the last one
 * @param shape its sizes
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, List<Integer> shape) {

  /**
   * Reads a header.
   *
   * @param text the dictionary that the file holds
   * @throws IOException where it is malformed, or of numbers that cannot be read
   */
  static NpyHeader parse(String text) throws IOException {
    PythonReader python = new PythonReader(text);
    Members members = new Members();
    python.dictionary(
        name -> {
          switch (name) {
            case "descr" -> members.type = python.string();
            case "fortran_order" -> members.fortran = python.truth();
            case "shape" -> members.shape = python.tuple();
            default -> throw python.failure("unknown key '" + Excerpt.of(name) + "'");
          }
        });
    python.end();
    return members.header();
  }

  /** The header of an array of floats, row by row, without padding. */
  static String write(List<Integer> shape) {
    StringBuilder tuple = new StringBuilder();
    for (int size : shape) {
      tuple.append(tuple.isEmpty() ? "" : ", ").append(size);
    }
    // Python's tuple of one number
    tuple.append(shape.size() == 1 ? "," : "");
    return "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(tuple);
  }

  /** The number of values. */
  int count() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** From a value's position in the file to its index in row-major order. */
  IntUnaryOperator place() {
    return fortran ? this::rowMajor : IntUnaryOperator.identity();
  }

  private int rowMajor(int position) {
    int rest = position;
    int index = 0;
    for (int size : shape) {
      index = index * size + rest % size;
      rest /= size;
    }
    return index;
  }

  /** What the header says, as far as it is read. */
  private static final class Members {
    private String type;
    private Boolean fortran;
    private List<Long> shape;

    private NpyHeader header() throws IOException {
      if (type == null || fortran == null || shape == null) {
        throw new IOException("the header has no descr, no fortran_order or no shape");
      }
      String code = type.isEmpty() ? "" : type.substring(1);
      NpyType known = NpyType.of(code).orElseThrow(this::unreadable);
      ByteOrder order = order(known);
      Shapes.count(shape);
      return new NpyHeader(known, order, fortran, shape.stream().map(Math::toIntExact).toList());
    }

    private ByteOrder order(NpyType known) throws IOException {
      char order = type.charAt(0);
      if ((order == '|' && known.size() > 1) || "<>|".indexOf(order) < 0) {
        throw unreadable();
      }
      return order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private IOException unreadable() {
      List<String> codes = Arrays.stream(NpyType.values()).map(NpyType::code).toList();
      return new IOException(
          "its descr is '%s', but only %s can be read, after '<', '>' or for single bytes '|'; save it with astype('<f4')"
              .formatted(Excerpt.of(type), codes));
    }
  }
}

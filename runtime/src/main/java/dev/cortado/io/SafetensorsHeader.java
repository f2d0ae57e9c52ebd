package dev.cortado.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a safetensors file, checked: its tensors cover the data without a hole or an
 * overlap, and each is as long as its shape says.
 *
 * @param entries the tensors, by position in the data
 * @param metadata the texts that go with the file
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /**
   * Where a tensor lies.
   *
   * @param name its name
   * @param type its number format
   * @param shape its sizes
   * @param begin its first byte, counted from the end of the header
   * @param end the byte after its last one
   */
  record Entry(String name, DType type, List<Integer> shape, long begin, long end) {
    /** The number of values. */
    int count() {
      return (int) ((end - begin) / type.size());
    }
  }

  /**
   * Reads a header.
   *
   * @param text the header's text
   * @param dataLength the number of bytes after the header
   * @throws IOException where the header is malformed or does not fit the data; the message names
   *     the tensor but not the file
   */
  static SafetensorsHeader parse(String text, long dataLength) throws IOException {
    if (!text.startsWith("{")) {
      throw new IOException("the header does not begin with '{'");
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonReader json = new JsonReader(text, "the header");
    json.object(
        name -> {
          if (name.equals(METADATA)) {
            json.object(key -> metadata.put(key, json.string()));
          } else {
            entries.add(entry(name, json));
          }
        });
    json.end();
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireCover(entries, dataLength);
    return new SafetensorsHeader(entries, metadata);
  }

  /** The header of a file to be written, with F32 tensors in the given order, padded. */
  static String write(Map<String, Safetensors.Tensor> tensors, Map<String, String> metadata) {
    JsonWriter json = new JsonWriter();
    json.begin();
    if (!metadata.isEmpty()) {
      json.name(METADATA).begin();
      // Sorted, because maps such as those of Map.of have another order in every run
      metadata.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> json.name(entry.getKey()).string(entry.getValue()));
      json.end();
    }
    long begin = 0;
    for (Map.Entry<String, Safetensors.Tensor> entry : tensors.entrySet()) {
      if (entry.getKey().equals(METADATA)) {
        throw new IllegalArgumentException(
            "a tensor is named %s, which the format keeps for texts; give it another name"
                .formatted(METADATA));
      }
      long end = begin + (long) DType.F32.size() * entry.getValue().values().length;
      json.name(entry.getKey()).begin();
      json.name("dtype").string(DType.F32.name());
      json.name("shape").numbers(entry.getValue().shape());
      json.name("data_offsets").numbers(List.of(begin, end));
      json.end();
      begin = end;
    }
    return json.end().toString();
  }

  private static Entry entry(String name, JsonReader json) throws IOException {
    Members members = new Members();
    try {
      json.object(
          member -> {
            switch (member) {
              case "dtype" -> members.type = json.string();
              case "shape" -> members.shape = numbers(json, Shapes.MAX_RANK);
              case "data_offsets" -> members.offsets = numbers(json, 2);
              default ->
                  throw json.failure(
                      json.position(), "unknown member '" + Excerpt.of(member) + "'");
            }
          });
      return members.entry(name);
    } catch (IOException malformed) {
      throw failure(name, malformed.getMessage());
    }
  }

  private static List<Long> numbers(JsonReader json, int most) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.array(
        () -> {
          if (numbers.size() == most) {
            throw json.failure(json.position(), "more than %d numbers".formatted(most));
          }
          numbers.add(json.wholeNumber());
        });
    return numbers;
  }

  private static void requireCover(List<Entry> entries, long dataLength) throws IOException {
    long covered = 0;
    for (Entry entry : entries) {
      if (entry.begin() != covered) {
        throw failure(
            entry.name(),
            "it begins at byte %d of the data, but the tensor before it ends at byte %d"
                .formatted(entry.begin(), covered));
      }
      covered = entry.end();
    }
    if (covered != dataLength) {
      throw new IOException(
          "the tensors take %d bytes, but the file holds %d after its header"
              .formatted(covered, dataLength));
    }
  }

  private static IOException failure(String tensor, String what) {
    return new IOException("tensor '%s': %s".formatted(Excerpt.of(tensor), what));
  }

  /** What the header says of a tensor, as far as it is read. */
  private static final class Members {
    private String type;
    private List<Long> shape;
    private List<Long> offsets;

    /** The tensor, if its length is what its shape says. */
    private Entry entry(String name) throws IOException {
      if (type == null || shape == null || offsets == null || offsets.size() != 2) {
        throw new IOException("dtype, shape or the two data_offsets are missing");
      }
      Optional<DType> known = DType.named(type);
      if (known.isEmpty()) {
        throw new IOException(
            "its dtype is %s, but only %s can be read; convert the file"
                .formatted(Excerpt.of(type), Arrays.toString(DType.values())));
      }
      long begin = offsets.get(0);
      long end = offsets.get(1);
      if (end < begin || end - begin != bytes(known.get())) {
        throw new IOException(
            "shape %s of %s takes %d bytes, but data_offsets are %s"
                .formatted(shape, type, bytes(known.get()), offsets));
      }
      return new Entry(
          name, known.get(), shape.stream().map(Math::toIntExact).toList(), begin, end);
    }

    private long bytes(DType known) throws IOException {
      return (long) Shapes.count(shape) * known.size();
    }
  }
}

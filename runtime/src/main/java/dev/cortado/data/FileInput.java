package dev.cortado.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a network's input of a file, for training and for predictions alike. */
public interface FileInput {
  /**
   * The input that a file gives, in a fresh array; always of the same length.
   *
   * @throws IOException where the file cannot be read or does not fit; the message names it
   */
  float[] read(Path file) throws IOException;

  /** How many numbers an input has: the size of the network's input layer. */
  int size();

  /** How names of such files end, in lower case, with the dot. */
  List<String> extensions();
}

package dev.cortado.io;

import java.nio.ByteBuffer;

/** How a number lies in a file, and how it becomes a float. */
interface ValueFormat {
  /** The number of bytes of one value: 1, 2, 4 or 8. */
  int size();

  /** Takes the next value from bytes, in their order. */
  float get(ByteBuffer bytes);
}

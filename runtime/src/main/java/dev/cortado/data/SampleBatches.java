package dev.cortado.data;

import java.io.IOException;
import java.util.List;

/** The samples of one pass, batch by batch, as {@link Prefetch} reads them. */
interface SampleBatches extends AutoCloseable {
  /** The samples of the next batch: fewer where there are no more, none after the last one. */
  List<Sample> nextBatch() throws IOException;

  @Override
  void close() throws IOException;
}

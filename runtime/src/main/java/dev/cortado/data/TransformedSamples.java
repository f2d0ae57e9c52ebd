package dev.cortado.data;

import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Samples of another data set, whose batches are changed ahead on a thread of its own. */
final class TransformedSamples implements Dataset {
  private static final int DEPTH = 2;

  private final Dataset data;
  private final Randomness randomness;
  private final List<BatchTransform> transforms;

  TransformedSamples(Dataset data, long seed, List<BatchTransform> transforms) {
    this.data = data;
    this.randomness = Randomness.of(seed);
    this.transforms = List.copyOf(transforms);
  }

  @Override
  public OptionalInt size() {
    return data.size();
  }

  @Override
  public Batches batches(int batchSize, Order order) throws IOException {
    return new Pass(data.batches(batchSize, order), batchSize, keys(order));
  }

  /** The key of each transform in a pass of this order. */
  private long[] keys(Order order) {
    long pass = Randomness.mix(ShuffleBuffer.seed(order, data.size()) + order.pass());
    long[] keys = new long[transforms.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Randomness.mix(randomness.key("transform " + i) ^ pass);
    }
    return keys;
  }

  /** Begins to read with the first batch, which says how many inputs and targets there are. */
  private final class Pass implements Batches {
    private final Batches from;
    private final int batchSize;
    private final long[] keys;
    private long first;
    private Prefetch batches;

    private Pass(Batches from, int batchSize, long[] keys) {
      this.from = from;
      this.batchSize = batchSize;
      this.keys = keys;
    }

    @Override
    public boolean next(Batch batch) throws IOException {
      if (batches == null) {
        Batch own = new Batch(batch.capacity(), batch.inputCount(), batch.outputCount());
        batches = Prefetch.start(closed -> new Reader(own), DEPTH);
      }
      return batches.next(batch);
    }

    @Override
    public void skip(int count, Batch batch) throws IOException {
      if (batches == null) {
        from.skip(count, batch);
        first += (long) count * batchSize;
      } else {
        batches.skip(count, batch);
      }
    }

    @Override
    public void close() throws IOException {
      if (batches == null) {
        from.close();
      } else {
        batches.close();
      }
    }

    private final class Reader implements SampleBatches {
      private final Batch batch;

      private Reader(Batch batch) {
        this.batch = batch;
      }

      @Override
      public List<Sample> nextBatch() throws IOException {
        if (!from.next(batch)) {
          return List.of();
        }
        ownRows();
        for (int i = 0; i < keys.length; i++) {
          transforms.get(i).apply(batch, new BatchTransform.Keys(keys[i], first));
        }
        first += batch.samples();
        List<Sample> samples = new ArrayList<>();
        for (int s = 0; s < batch.samples(); s++) {
          samples.add(sample(s));
        }
        return samples;
      }

      /** The rows are the data set's, which may use them again or hand them on as they are. */
      private void ownRows() {
        for (int s = 0; s < batch.samples(); s++) {
          for (int i = 0; i < batch.inputCount(); i++) {
            batch.input(i)[s] = batch.input(i)[s].clone();
          }
          for (int i = 0; i < batch.outputCount(); i++) {
            batch.target(i)[s] = batch.target(i)[s].clone();
          }
        }
      }

      private Sample sample(int index) {
        List<float[]> inputs = new ArrayList<>();
        for (int i = 0; i < batch.inputCount(); i++) {
          inputs.add(batch.input(i)[index]);
        }
        List<float[]> targets = new ArrayList<>();
        float[] weights = new float[batch.outputCount()];
        for (int i = 0; i < weights.length; i++) {
          targets.add(batch.target(i)[index]);
          weights[i] = batch.targetWeights(i)[index];
        }
        return Sample.of(inputs, targets).weight(batch.weights()[index]).targetWeights(weights);
      }

      @Override
      public void close() throws IOException {
        from.close();
      }
    }
  }
}

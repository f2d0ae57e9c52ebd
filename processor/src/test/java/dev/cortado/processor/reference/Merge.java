package dev.cortado.processor.reference;

import java.util.List;

/** A kind of layer that works element by element on layers of the same shape. */
interface Merge extends Kind {

  @Override
  default List<String> attributes() {
    return List.of();
  }

  @Override
  default boolean merges() {
    return true;
  }

  @Override
  default boolean supportsMasking() {
    return true;
  }

  @Override
  default Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  default int longestSum(List<Shape> inputs, int samples) {
    return inputs.size();
  }
}

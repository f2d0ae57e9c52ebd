package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;

/**
 * The sizes of two grids that are multiplied along an axis of each.
 *
 * @param size the size of both axes
 * @param outerX how many elements the axes before that of the first grid have
 * @param innerX how many elements the axes after it have
 * @param outerY as {@code outerX}, of the second grid
 * @param innerY as {@code innerX}, of the second grid
 */
record DotSize(int size, int outerX, int innerX, int outerY, int innerY) {
  static DotSize of(Shape x, int axisX, Shape y, int axisY) {
    int size = x.sizes().get(axisX);
    int innerX = StridedCopy.strides(x).get(axisX);
    int innerY = StridedCopy.strides(y).get(axisY);
    return new DotSize(size, x.size() / size / innerX, innerX, y.size() / size / innerY, innerY);
  }

  /** How many vectors the first grid holds. */
  int ofX() {
    return outerX * innerX;
  }

  /** How many vectors the second grid holds. */
  int ofY() {
    return outerY * innerY;
  }

  /** Where an element of the first grid lies, by the vector that it belongs to. */
  int x(int vector, int element) {
    return (vector / innerX * size + element) * innerX + vector % innerX;
  }

  /** Where an element of the second grid lies, by the vector that it belongs to. */
  int y(int vector, int element) {
    return (vector / innerY * size + element) * innerY + vector % innerY;
  }
}

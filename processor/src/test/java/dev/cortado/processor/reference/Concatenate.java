package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Concatenate}: layers one after another along an axis, which may count from the last. */
public record Concatenate(int axis) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    Layer first = choices.layer();
    int rank = choices.shape(first).rank();
    int axis = choices.below(2 * rank) - rank;
    Concatenate concatenate = new Concatenate(axis);
    int from = concatenate.axis(choices.shape(first));
    List<Layer> layers = choices.layersLike(first, shape -> shape.with(from, 1));
    return layers.size() < 2
            || concatenate.shape(layers.stream().map(choices::shape).toList()).size()
                > Choices.LARGEST_VALUE
        ? Optional.empty()
        : Optional.of(new Drawn(concatenate, layers));
  }

  @Override
  public List<String> attributes() {
    return List.of("axis = " + axis);
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int along = axis(first);
    return first.with(along, inputs.stream().mapToInt(input -> input.sizes().get(along)).sum());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    List<DMatrixRMaj> pieces = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      pieces.add(pieces(call, i, call.inputs().get(i)));
    }
    DMatrixRMaj all = CommonOps_DDRM.concatColumnsMulti(pieces.toArray(DMatrixRMaj[]::new));
    return DMatrixRMaj.wrap(call.samples(), all.data.length / call.samples(), all.data);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    int rows = call.samples() * call.shape().product(0, axis(call.shape()));
    DMatrixRMaj all = DMatrixRMaj.wrap(rows, gradient.data.length / rows, gradient.data);
    List<DMatrixRMaj> gradients = new ArrayList<>();
    int column = 0;
    for (int i = 0; i < call.inputs().size(); i++) {
      DMatrixRMaj like = call.inputs().get(i);
      int width = pieces(call, i, like).numCols;
      DMatrixRMaj part = CommonOps_DDRM.extract(all, 0, rows, column, column + width);
      gradients.add(DMatrixRMaj.wrap(like.numRows, like.numCols, part.data));
      column += width;
    }
    return Gradients.of(gradients);
  }

  /** An input with one row for each index of the axes before the axis. */
  private DMatrixRMaj pieces(Call call, int input, DMatrixRMaj values) {
    Shape shape = call.shapes().get(input);
    int width = shape.product(axis(shape), shape.rank());
    return DMatrixRMaj.wrap(values.data.length / width, width, values.data);
  }

  private int axis(Shape shape) {
    return axis < 0 ? axis + shape.rank() : axis;
  }
}

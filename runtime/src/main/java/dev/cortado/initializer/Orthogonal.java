package dev.cortado.initializer;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** The orthogonal factor of a matrix of normal draws, times a factor. */
record Orthogonal(double gain) implements WeightInitializer {
  Orthogonal {
    Initializers.requireFinite("gain", gain);
  }

  @Override
  public void fill(Shape shape, RandomGenerator random, float[] values, int offset) {
    if (shape.sizes().size() < 2) {
      throw new IllegalArgumentException(
          "orthogonal needs a parameter of two axes or more, but the shape is %s; use another one"
              .formatted(shape));
    }
    int columns = shape.last();
    int rows = shape.size() / columns;
    DMatrixRMaj q = tall(Math.max(rows, columns), Math.min(rows, columns), random);
    if (rows < columns) {
      CommonOps_DDRM.transpose(q);
    }
    for (int i = 0; i < rows * columns; i++) {
      values[offset + i] = (float) (gain * q.data[i]);
    }
  }

  /** A matrix with orthonormal columns, uniformly distributed among all of them. */
  private static DMatrixRMaj tall(int rows, int columns, RandomGenerator random) {
    DMatrixRMaj draws = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < draws.getNumElements(); i++) {
      draws.data[i] = Normal.standard(random);
    }
    QRDecomposition<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.qr(rows, columns);
    if (!decomposition.decompose(draws)) {
      throw new IllegalStateException("a matrix of normal draws has no QR decomposition");
    }
    DMatrixRMaj q = decomposition.getQ(null, true);
    DMatrixRMaj r = decomposition.getR(null, true);
    // A decomposition is unique only up to these signs; without them Q is not uniformly distributed
    for (int column = 0; column < columns; column++) {
      double sign = r.get(column, column) < 0 ? -1 : 1;
      for (int row = 0; row < rows; row++) {
        q.set(row, column, sign * q.get(row, column));
      }
    }
    return q;
  }
}

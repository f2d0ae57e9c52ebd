package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @UpSampling2D(interpolation = Interpolation.BILINEAR)}: a matrix for each axis says how
 * much of each place of the input is in each place of the value.
 *
 * @param factors how many times as many rows and columns there are
 */
public record BilinearUpSampling(List<Integer> factors) implements Kind {
  /** Copies the list. */
  public BilinearUpSampling {
    factors = List.copyOf(factors);
  }

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .picture()
        .filter(input -> choices.shape(input).rank() == 3)
        .flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    BilinearUpSampling layer =
        new BilinearUpSampling(List.of(1 + choices.below(4), 1 + choices.below(4)));
    return layer.shape(List.of(choices.shape(input))).size() <= Choices.LARGEST_VALUE
        ? Optional.of(new Drawn(layer, List.of(input)))
        : Optional.empty();
  }

  @Override
  public String annotation() {
    return "UpSampling2D";
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + Window.java(factors), "interpolation = Interpolation.BILINEAR");
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return new UpSampling(factors).shape(inputs);
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return 4 * factors.get(0) * factors.get(1);
  }

  /** How much of a place is in a place of the value, along an axis: a triangle, cut at borders. */
  private double share(Shape in, int axis, int place, int of) {
    int last = in.sizes().get(axis) - 1;
    double at = (place + 0.5) / factors.get(axis) - 0.5;
    double within = Math.min(Math.max(at, 0), last);
    return Math.max(0, 1 - Math.abs(within - of));
  }

  private interface Term {
    void visit(int from, int to, double share);
  }

  private void visit(Shape in, Term term) {
    int height = in.sizes().get(0);
    int width = in.sizes().get(1);
    int channels = in.last();
    int wide = width * factors.get(1);
    for (int row = 0; row < height * factors.get(0); row++) {
      for (int column = 0; column < wide; column++) {
        for (int r = 0; r < height; r++) {
          for (int c = 0; c < width; c++) {
            double share = share(in, 0, row, r) * share(in, 1, column, c);
            for (int i = 0; share > 0 && i < channels; i++) {
              int from = (r * width + c) * channels + i;
              term.visit(from, (row * wide + column) * channels + i, share);
            }
          }
        }
      }
    }
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj value = new DMatrixRMaj(call.samples(), shape(call.shapes()).size());
    for (int s = 0; s < call.samples(); s++) {
      int sample = s;
      visit(
          call.shape(),
          (from, to, share) -> value.add(sample, to, share * call.input().get(sample, from)));
    }
    return value;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj back = call.input().createLike();
    for (int s = 0; s < call.samples(); s++) {
      int sample = s;
      visit(
          call.shape(),
          (from, to, share) -> back.add(sample, from, share * gradient.get(sample, to)));
    }
    return Gradients.of(List.of(back));
  }
}

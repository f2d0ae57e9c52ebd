package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Custom}: the sine of each element, or products of pairs, as the classes of the package
 * {@code custom} compute them.
 *
 * @param pairs whether it is products of pairs, which have parameters
 * @param frozen whether training leaves these alone
 */
public record Custom(boolean pairs, boolean frozen) implements Kind {
  private static final int OUTPUTS = 3;

  static Optional<Drawn> draw(Choices choices) {
    Kind kind = new Custom(choices.chance(0.6), choices.chance(0.2));
    return Optional.of(new Drawn(kind, List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    String classes = "dev.cortado.processor.custom.";
    if (!pairs) {
      return List.of("value = %sSine.class".formatted(classes));
    }
    String uniform = "initializer = @Init(value = Initializer.UNIFORM, min = -1, max = 1)";
    List<String> attributes = new ArrayList<>();
    attributes.add("value = %sPairs.class".formatted(classes));
    attributes.add("shape = " + OUTPUTS);
    attributes.add(
        "parameters = {@CustomParameter(name = \"scale\", shape = 3, %s), @CustomParameter(name = \"shift\", shape = {3}, %s)}"
            .formatted(uniform, uniform));
    if (frozen) {
      attributes.add("frozen = true");
    }
    return attributes;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return pairs ? Shape.of(OUTPUTS) : inputs.get(0);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    return pairs
        ? List.of(
            new Parameter("scale", 1, OUTPUTS, !frozen, Penalty.NONE),
            new Parameter("shift", 1, OUTPUTS, !frozen, Penalty.NONE))
        : List.of();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return pairs ? samples + 2 * OUTPUTS : 1;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj x = call.input();
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, shape(call.shapes()).size());
    for (int s = 0; s < x.numRows; s++) {
      for (int k = 0; k < y.numCols; k++) {
        y.set(s, k, pairs ? pair(call, s, k) : Math.sin(x.get(s, k)));
      }
    }
    return y;
  }

  private static double pair(Call call, int sample, int k) {
    double shift = call.parameters().get("shift").get(k);
    double product =
        call.parameters().get("scale").get(k) * at(call, sample, k) * at(call, sample, k + 1);
    return call.rounding().offBy(Math.abs(product) + Math.abs(shift), product + shift);
  }

  private static double at(Call call, int sample, int k) {
    return call.input().get(sample, k % call.input().numCols);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj inner = call.input().createLike();
    DMatrixRMaj scale = new DMatrixRMaj(1, OUTPUTS);
    DMatrixRMaj shift = scale.createLike();
    for (int s = 0; s < inner.numRows; s++) {
      for (int k = 0; k < gradient.numCols; k++) {
        double outer = gradient.get(s, k);
        if (!pairs) {
          inner.set(s, k, outer * Math.cos(call.input().get(s, k)));
          continue;
        }
        double slope = outer * call.parameters().get("scale").get(k);
        int left = k % inner.numCols;
        int right = (k + 1) % inner.numCols;
        inner.add(s, left, slope * at(call, s, right));
        inner.add(s, right, slope * at(call, s, left));
        scale.add(0, k, outer * at(call, s, k) * at(call, s, k + 1));
        shift.add(0, k, outer);
      }
    }
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    if (pairs) {
      parameters.put("scale", scale);
      parameters.put("shift", shift);
    }
    return new Gradients(List.of(inner), parameters);
  }
}

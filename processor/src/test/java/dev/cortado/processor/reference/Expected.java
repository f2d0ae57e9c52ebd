package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Execution.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;

/** What float code computes, give or take its rounding. */
public final class Expected {
  private static final int DRAWS = 8;

  private final Execution exact;
  private final List<Execution> disturbed;

  /** Of a network that is run on something. */
  public Expected(Network network, Setting setting) {
    exact = new Execution(network, setting, Rounding.none());
    disturbed =
        LongStream.range(0, DRAWS)
            .mapToObj(seed -> new Execution(network, setting, Rounding.ofFloat(seed)))
            .toList();
  }

  /** The value of a layer: one row a sample. */
  public Band value(Layer layer) {
    return Band.around(
        exact.value(layer), disturbed.stream().map(run -> run.value(layer)).toList());
  }

  /** A number that is computed from the layers' values, as one row of one element. */
  public Band number(ToDoubleFunction<Execution> number) {
    return Band.around(
        scalar(number.applyAsDouble(exact)),
        disturbed.stream().map(run -> scalar(number.applyAsDouble(run))).toList());
  }

  /**
   * The gradients of inputs and parameters, each of the latter as one row.
   *
   * @param loss from the layers' values, the loss's gradient with respect to each output
   */
  public Map<String, Band> gradients(Function<Execution, List<DMatrixRMaj>> loss) {
    Map<String, DMatrixRMaj> gradients = exact.backward(loss.apply(exact));
    List<Map<String, DMatrixRMaj>> others =
        disturbed.stream().map(run -> run.backward(loss.apply(run))).toList();
    Map<String, Band> bands = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) ->
            bands.put(
                name,
                Band.around(
                    row(gradient), others.stream().map(other -> row(other.get(name))).toList())));
    return bands;
  }

  private static DMatrixRMaj scalar(double value) {
    return new DMatrixRMaj(new double[][] {{value}});
  }

  private static DMatrixRMaj row(DMatrixRMaj matrix) {
    return DMatrixRMaj.wrap(1, matrix.getNumElements(), matrix.data);
  }
}

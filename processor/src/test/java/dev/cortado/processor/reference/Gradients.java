package dev.cortado.processor.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * What a layer hands back.
 *
 * @param inputs the gradient with respect to each input
 * @param parameters the gradient with respect to each parameter, summed over samples
 */
public record Gradients(List<DMatrixRMaj> inputs, Map<String, DMatrixRMaj> parameters) {
  /** Copies the collections, and keeps their order: random draws follow it. */
  public Gradients {
    inputs = List.copyOf(inputs);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  static Gradients of(List<DMatrixRMaj> inputs) {
    return new Gradients(inputs, Map.of());
  }
}

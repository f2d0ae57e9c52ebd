package dev.cortado.processor.layer;

import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** A product plus a bias: what it computes may be normalized where it lies. */
interface LinearMap extends ForwardOperation {
  /** The same with another output. */
  LinearMap to(Value result);

  /** The name of the constant that holds its kernel, where a kernel of the runtime computes it. */
  Optional<String> kernelIn(Lowering lowering);
}

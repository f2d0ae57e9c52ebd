package dev.cortado.processor.plan;

import dev.cortado.processor.graph.PartUse;
import java.util.Map;

/**
 * Where methods stand.
 *
 * @param isPart whether in the class of a part: of that there are several objects, each with its
 *     kernels, which are handed the network's parameters; else in the class of a network
 * @param parts the plans of the parts that are used, by their keys
 */
record Home(boolean isPart, Map<String, Plan> parts) {

  /** The plan of the part that is used. */
  Plan plan(PartUse use) {
    return parts.get(use.part().key());
  }
}

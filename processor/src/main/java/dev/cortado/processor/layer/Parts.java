package dev.cortado.processor.layer;

import dev.cortado.processor.check.Report;
import dev.cortado.processor.check.Rules;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.declare.UsedNetwork;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The networks that a network uses: each is built once, or once for each choice of inputs that have
 * masks, and its problems are its own, not to be reported at each use.
 */
final class Parts {
  private final NetworkDeclaration user;
  private final Map<String, Optional<Part>> built;

  /** Those of a network that is built. */
  Parts(NetworkDeclaration user) {
    this(user, new HashMap<>());
  }

  private Parts(NetworkDeclaration user, Map<String, Optional<Part>> built) {
    this.user = user;
    this.built = built;
  }

  /** The networks by which one that is used comes back to its user; empty where it does not. */
  List<String> cycle(UsedNetwork used) {
    return used.pathTo(user.qualifiedName());
  }

  /**
   * A network that is used; empty where it has problems. Not for cycles.
   *
   * @param masked the positions of the inputs that have masks
   */
  Optional<Part> of(UsedNetwork used, Set<Integer> masked) {
    String key = used.qualifiedName() + new TreeSet<>(masked);
    if (!built.containsKey(key)) {
      built.put(key, used.declaration().flatMap(network -> build(network, masked)));
    }
    return built.get(key);
  }

  /** The part of fewest masks that has the code of a part: without masks where it reads none. */
  Part plainest(UsedNetwork used, Part part) {
    return of(used, Set.copyOf(part.graph().maskedInputs())).filter(part::hasCodeOf).orElse(part);
  }

  private Optional<Part> build(NetworkDeclaration network, Set<Integer> masked) {
    Report report = new Report();
    Names names = new Names();
    Rules.check(network, report);
    Graph graph =
        NetworkGraph.build(network, names, report, new Parts(network, built), Masks.ofPart(masked));
    return report.isEmpty() ? Optional.of(new Part(network, graph, names)) : Optional.empty();
  }
}

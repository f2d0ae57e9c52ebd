package dev.cortado.processor.declare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A type that a layer uses as a network.
 *
 * @param name its name as a user would write it
 * @param qualifiedName its qualified name
 * @param isNetwork whether it is annotated as a network
 * @param declaration what it declares; empty where it is no network, or uses what uses it, which
 *     has been read already
 */
public record UsedNetwork(
    String name,
    String qualifiedName,
    boolean isNetwork,
    Optional<NetworkDeclaration> declaration) {

  /**
   * The names of the networks from this one to another that it uses, directly or not: both
   * included; empty where it does not.
   */
  public List<String> pathTo(String other) {
    if (qualifiedName.equals(other)) {
      return List.of(name);
    }
    return declaration.stream()
        .flatMap(network -> network.used().stream())
        .map(used -> used.pathTo(other))
        .filter(path -> !path.isEmpty())
        .findFirst()
        .map(
            path -> {
              List<String> longer = new ArrayList<>(List.of(name));
              longer.addAll(path);
              return longer;
            })
        .orElse(List.of());
  }
}

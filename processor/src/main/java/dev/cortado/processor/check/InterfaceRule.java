package dev.cortado.processor.check;

import dev.cortado.processor.declare.NetworkDeclaration;

/** A network is an interface that extends Model and that a class in its package can implement. */
final class InterfaceRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    String name = network.name();
    for (NetworkDeclaration.Fault fault : network.faults()) {
      diagnostics.report(
          switch (fault) {
            case NOT_AN_INTERFACE ->
                Problem.NOT_AN_INTERFACE
                    .at(
                        network.place(),
                        "@Network is for interfaces, but %s is none".formatted(name))
                    .fix("write 'interface %s extends Model'".formatted(name));
            case NOT_A_MODEL ->
                Problem.NOT_A_MODEL
                    .at(
                        network.place(),
                        "network %s does not extend dev.cortado.model.Model".formatted(name))
                    .fix("write 'interface %s extends Model'".formatted(name));
            case PRIVATE ->
                Problem.PRIVATE_NETWORK
                    .at(
                        network.place(),
                        "network %s is private, or a type around it is, so the class %s could not implement it"
                            .formatted(name, network.className()))
                    .fix("remove 'private'");
            case GENERIC ->
                Problem.GENERIC_NETWORK
                    .at(network.place(), "network %s has type parameters".formatted(name))
                    .fix("remove them: every shape of a network is known when it is compiled");
            case NAME_TAKEN ->
                Problem.NAME_COLLISION
                    .at(
                        network.place(),
                        "network %s becomes the class %s, but a type of that name exists"
                            .formatted(name, network.className()))
                    .fix("rename one of the two");
          });
    }
    network
        .inherited()
        .ifPresent(
            layer ->
                diagnostics.report(
                    Problem.INHERITED_LAYER
                        .at(
                            network.place(),
                            "network %s inherits the layer %s, but compilers do not agree on the order of inherited methods"
                                .formatted(name, layer))
                        .fix("declare the layer in %s itself".formatted(name))));
  }
}

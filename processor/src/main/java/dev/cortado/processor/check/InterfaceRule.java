package dev.cortado.processor.check;

import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.declare.NetworkDeclaration.Fault;

/** A network is an interface that extends Model and that a class in its package can implement. */
final class InterfaceRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    network.faults().forEach(fault -> diagnostics.report(diagnostic(network, fault)));
  }

  private static Diagnostic diagnostic(NetworkDeclaration network, Fault fault) {
    String name = network.name();
    String generated = network.className();
    return switch (fault.kind()) {
      case NOT_AN_INTERFACE ->
          Problem.NOT_AN_INTERFACE
              .at(fault.place(), "@Network is for interfaces, but %s is none".formatted(name))
              .fix("write 'interface %s extends Model'".formatted(name));
      case NOT_A_MODEL ->
          Problem.NOT_A_MODEL
              .at(
                  fault.place(),
                  "network %s does not extend dev.cortado.model.Model".formatted(name))
              .fix("write 'interface %s extends Model'".formatted(name));
      case PRIVATE ->
          Problem.PRIVATE_NETWORK
              .at(
                  fault.place(),
                  "network %s is private, or a type around it is, so the class %s could not implement it"
                      .formatted(name, generated))
              .fix("remove 'private'");
      case GENERIC ->
          Problem.GENERIC_NETWORK
              .at(fault.place(), "network %s has type parameters".formatted(name))
              .fix("remove them: every shape of a network is known when it is compiled");
      case SEALED ->
          Problem.SEALED_NETWORK
              .at(
                  fault.place(),
                  "network %s is sealed, so the class %s could not implement it"
                      .formatted(name, generated))
              .fix("remove 'sealed', or add 'permits %s'".formatted(generated));
      case CLASS_EXISTS ->
          Problem.NAME_COLLISION
              .at(
                  fault.place(),
                  "network %s becomes the class %s, but a type of that name exists"
                      .formatted(name, generated))
              .fix("rename one of the two");
      case SHARED_CLASS ->
          Problem.NAME_COLLISION
              .at(
                  fault.place(),
                  "network %s becomes the class %s, and so does %s"
                      .formatted(name, generated, fault.what()))
              .fix("rename one of them: the class is named after the interface alone");
      case INHERITED_LAYER ->
          Problem.INHERITED_LAYER
              .at(
                  fault.place(),
                  "network %s inherits the layer %s, but compilers do not agree on the order of inherited methods"
                      .formatted(name, fault.what()))
              .fix("declare the layer in %s itself".formatted(name));
      case INHERITED_METHOD ->
          Problem.INHERITED_METHOD
              .at(
                  fault.place(),
                  "network %s inherits %s, which the class %s could not implement"
                      .formatted(name, fault.what(), generated))
              .fix("give it a body where it is declared, or do not extend that type");
      case HIDING_MEMBER ->
          Problem.NAME_COLLISION
              .at(
                  fault.place(),
                  "network %s has a member '%s', which would hide what the class %s means by that name"
                      .formatted(name, fault.what(), generated))
              .fix("rename it, or declare it outside of %s".formatted(name));
      case HIDING_TYPE ->
          Problem.NAME_COLLISION
              .at(
                  fault.place(),
                  "the type %s would hide what the class %s means by that name"
                      .formatted(fault.what(), generated))
              .fix("rename it, or move %s to another package".formatted(name));
    };
  }
}

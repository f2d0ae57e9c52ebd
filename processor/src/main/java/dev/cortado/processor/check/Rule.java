package dev.cortado.processor.check;

import dev.cortado.processor.declare.NetworkDeclaration;

/** Something that every network must obey. */
interface Rule {
  /** Reports all that breaks the rule. */
  void check(NetworkDeclaration network, Diagnostics diagnostics);
}

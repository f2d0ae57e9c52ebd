/** The runtime of Cortado: what generated networks and their users call. */
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // EJML has no module descriptor
module dev.cortado.runtime {
  requires transitive dev.cortado.annotations;
  requires transitive ejml.core;
  requires ejml.ddense;
  requires de.siegmar.fastcsv;
  requires static java.desktop; // ImageIO, for those who read pictures
  requires jdk.unsupported; // sun.misc.Signal, for Ctrl-C

  exports dev.cortado.callback;
  exports dev.cortado.data;
  exports dev.cortado.data.audio;
  exports dev.cortado.data.image;
  exports dev.cortado.data.series;
  exports dev.cortado.data.text;
  exports dev.cortado.explain;
  exports dev.cortado.initializer;
  exports dev.cortado.io;
  exports dev.cortado.kernel;
  exports dev.cortado.loss;
  exports dev.cortado.metric;
  exports dev.cortado.model;
  exports dev.cortado.optimizer;
  exports dev.cortado.random;
  exports dev.cortado.report;
  exports dev.cortado.schedule;
  exports dev.cortado.train;
}

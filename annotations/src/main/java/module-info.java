/** The language in which Cortado's networks are declared. */
module dev.cortado.annotations {
  exports dev.cortado.annotations;
}

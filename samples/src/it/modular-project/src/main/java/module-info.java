/** A program on the module path that uses Cortado. */
module com.example.digits {
  requires dev.cortado.runtime;
}

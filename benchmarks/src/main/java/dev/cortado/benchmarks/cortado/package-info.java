/** Cortado's side. */
package dev.cortado.benchmarks.cortado;

/** Encog's side: pure Java, of doubles. */
package dev.cortado.benchmarks.encog;

/** Deeplearning4j's side. */
package dev.cortado.benchmarks.deeplearning4j;

/** TensorFlow Java's side, in graph mode. */
package dev.cortado.benchmarks.tensorflow;

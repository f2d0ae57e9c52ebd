/** Benchmarks of one library each, whose class is a parameter. */
package dev.cortado.benchmarks.jmh;

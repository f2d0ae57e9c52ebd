/** The same networks as a Java developer writes them by hand with EJML. */
package dev.cortado.benchmarks.ejml;

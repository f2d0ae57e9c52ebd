/** Whether a library computes what it should: only then is it measured. */
package dev.cortado.benchmarks.check;

/** Runs the benchmarks, each library in processes of its own. */
package dev.cortado.benchmarks.run;

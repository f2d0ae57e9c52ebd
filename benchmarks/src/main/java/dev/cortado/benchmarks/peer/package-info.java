/** What a library does to be measured. */
package dev.cortado.benchmarks.peer;

/** Turns what was measured into tables and charts. */
package dev.cortado.benchmarks.report;

/** What is measured: networks, their first weights and the samples they learn, the same for all. */
package dev.cortado.benchmarks.network;

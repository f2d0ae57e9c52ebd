/** Metrics: figures that judge predictions. */
package dev.cortado.metric;

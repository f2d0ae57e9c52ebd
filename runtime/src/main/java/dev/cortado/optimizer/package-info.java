/** Optimizers: how parameters move along their gradient. */
package dev.cortado.optimizer;

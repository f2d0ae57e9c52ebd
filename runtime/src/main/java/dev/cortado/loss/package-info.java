/** Losses: what training makes small. */
package dev.cortado.loss;

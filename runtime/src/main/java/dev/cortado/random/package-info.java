/** The one source of randomness. */
package dev.cortado.random;

/** Samples, and how they are read and prepared. */
package dev.cortado.data;

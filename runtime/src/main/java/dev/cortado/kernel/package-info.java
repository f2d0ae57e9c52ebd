/** What generated code calls in its loops. Nothing here allocates. */
package dev.cortado.kernel;

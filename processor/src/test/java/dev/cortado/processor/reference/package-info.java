/**
 * Networks once more, in double and for clarity: what generated code is compared with. Nothing here
 * is shared with the compiler or the kernels. A kind of layer is one class that implements {@link
 * dev.cortado.processor.reference.Kind} and one line in {@link
 * dev.cortado.processor.reference.RandomNetworks}.
 */
package dev.cortado.processor.reference;

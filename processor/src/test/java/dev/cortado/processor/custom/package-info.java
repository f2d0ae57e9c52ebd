/** Layers as users of Cortado write them, for tests. */
package dev.cortado.processor.custom;

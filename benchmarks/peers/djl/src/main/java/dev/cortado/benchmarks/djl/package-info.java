/** DJL's side, with PyTorch. */
package dev.cortado.benchmarks.djl;

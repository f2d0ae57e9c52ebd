package dev.cortado.kernel;

/** Kernels that go together. */
record KernelSet(ProductKernels products, RowKernels rows) {}

package dev.cortado.kernel;

/** Kernels that go together. Those of recurrent layers warm up on their own, where there is one. */
record KernelSet(
    ProductKernels products, WindowProducts windows, RowKernels rows, Warming<LstmKernels> lstm) {}

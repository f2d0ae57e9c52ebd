package dev.cortado.kernel;

/** Kernels of all kinds. */
record KernelSet(
    ProductKernels products,
    Warming<WindowProducts> windows,
    RowKernels rows,
    Warming<LstmKernels> lstm) {

  /** Kernels that are the same for good. */
  static KernelSet of(
      ProductKernels products, WindowProducts windows, RowKernels rows, LstmKernels lstm) {
    return new KernelSet(products, new Warming<>(windows), rows, new Warming<>(lstm));
  }

  /** Products for one place of a program, where they are all of about the same size. */
  ProductKernels productsHere() {
    return products instanceof WarmingProducts warming ? new ContestedProducts(warming) : products;
  }

  /** The functions of rows that are in use now, for so many multiply-adds of a use. */
  RowKernels rows(RowUse use, long multiplyAdds) {
    return rows instanceof WarmingRows warming ? warming.forWork(use, multiplyAdds) : rows;
  }
}

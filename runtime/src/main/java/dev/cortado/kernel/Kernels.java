package dev.cortado.kernel;

import java.util.Optional;

/**
 * Chooses the kernels once, when the program starts to use them: those that use the Vector API
 * where the program runs with {@code --add-modules jdk.incubator.vector}, else plain Java. Both
 * give the same bits. The system property {@code cortado.simd=false} chooses plain Java in any
 * case.
 */
public final class Kernels {
  private static final String VECTOR_API = "jdk.incubator.vector";
  private static final String PACKAGE = "dev.cortado.kernel.";

  private Kernels() {}

  /** Whether the kernels use the Vector API. */
  public static boolean areSimd() {
    return Choice.SIMD;
  }

  /** In a few words, for logs and benchmarks: {@code SIMD, 512 bits}, or what to do to get it. */
  public static String description() {
    return areSimd()
        ? "SIMD (" + VECTOR_API + ")"
        : "plain Java; start the program with --add-modules " + VECTOR_API + " for SIMD";
  }

  /** The kernels for some work: those in use now. */
  static KernelSet forWork(long multiplyAdds) {
    return Choice.KERNELS.forWork(multiplyAdds);
  }

  static KernelSet plain() {
    return new KernelSet(new PlainProducts(), new PlainRows());
  }

  /** The kernels that use the Vector API, which must be there. */
  static KernelSet vectors() {
    return new KernelSet(
        load("VectorProducts", ProductKernels.class), load("VectorRows", RowKernels.class));
  }

  private static <T> T load(String name, Class<T> type) {
    try {
      return Class.forName(PACKAGE + name).asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "the kernels for " + VECTOR_API + " do not load; start with -Dcortado.simd=false", e);
    }
  }

  /** Made when first asked for. */
  private static final class Choice {
    static final boolean SIMD =
        isThere() && Boolean.parseBoolean(System.getProperty("cortado.simd", "true"));

    static final Warming KERNELS = SIMD ? new Warming(Kernels::vectors) : new Warming();

    private static boolean isThere() {
      Optional<Module> module = ModuleLayer.boot().findModule(VECTOR_API);
      // The module descriptor cannot require it, as programs must start without it too.
      module.ifPresent(Kernels.class.getModule()::addReads);
      return module.isPresent();
    }
  }
}

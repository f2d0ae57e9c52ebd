package dev.cortado.kernel;

import java.util.Optional;

/**
 * Chooses the kernels once, when the program starts to use them: those that use the Vector API
 * where the program runs with {@code --add-modules jdk.incubator.vector}, else plain Java. Both
 * give the same bits. The system property {@code cortado.simd} chooses otherwise: {@code false}
 * plain Java in any case, {@code now} the Vector API from the first call on, slow until it is
 * compiled.
 */
public final class Kernels {
  private static final String VECTOR_API = "jdk.incubator.vector";
  private static final String PACKAGE = "dev.cortado.kernel.";

  private Kernels() {}

  /** Whether the kernels use the Vector API. */
  public static boolean areSimd() {
    return Choice.SIMD;
  }

  /** In a few words, for logs and benchmarks; where plain Java is used, how to get SIMD. */
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
    static final String WISH = System.getProperty("cortado.simd", "warm");
    static final boolean SIMD = isThere() && !WISH.equals("false");
    static final Warming KERNELS =
        !SIMD
            ? new Warming(plain())
            : WISH.equals("now") ? new Warming(vectors()) : new Warming(Kernels::vectors);

    private static boolean isThere() {
      Optional<Module> module = ModuleLayer.boot().findModule(VECTOR_API);
      // The module descriptor cannot require it, as programs must start without it too.
      module.ifPresent(Kernels.class.getModule()::addReads);
      return module.isPresent();
    }
  }
}

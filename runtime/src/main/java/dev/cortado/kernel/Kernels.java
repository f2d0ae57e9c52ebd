package dev.cortado.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Chooses the kernels once, when the program starts to use them: those that use the Vector API
 * where the program runs with {@code --add-modules jdk.incubator.vector}, else plain Java. Both
 * give the same bits. Those for vectors come into use kind by kind, where a program has work for
 * them, once HotSpot has compiled them, and in products only where they are faster. A program with
 * much work that runs without the module logs once how to get it. The system property {@code
 * cortado.simd} chooses otherwise: {@code false} plain Java in any case, without a word, {@code
 * now} the Vector API from the first call on, slow until it is compiled.
 */
public final class Kernels {
  private static final String VECTOR_API = "jdk.incubator.vector";
  private static final String PACKAGE = "dev.cortado.kernel.";

  /** From so many multiply-adds on, a tenth of a second's work, a program hears of SIMD. */
  private static final long WORTH_ADVICE = 3_000_000_000L;

  private Kernels() {}

  /** Whether the kernels use the Vector API. */
  public static boolean areSimd() {
    return Choice.SIMD;
  }

  /**
   * Whether kernels that use the Vector API, and that the program has had work for, are still being
   * compiled: it will be faster when they come into use.
   */
  public static boolean areWarmingUp() {
    return Choice.DRILLING.goesOn();
  }

  /** In a few words, for logs and benchmarks; where plain Java is used, how to get SIMD. */
  public static String description() {
    return areSimd()
        ? "SIMD (" + VECTOR_API + ")"
        : "plain Java; start the program with --add-modules " + VECTOR_API + " for SIMD";
  }

  /** The kernels to use. */
  static KernelSet set() {
    return Choice.SET;
  }

  static KernelSet plain() {
    return KernelSet.of(
        new PlainProducts(), new PlainWindowProducts(), new PlainRows(), new PlainLstm());
  }

  /** The kernels that use the Vector API, which must be there. */
  static KernelSet vectors() {
    return KernelSet.of(vectorProducts(), vectorWindows(), vectorRows(), vectorLstm());
  }

  private static ProductKernels vectorProducts() {
    return load("VectorProducts", ProductKernels.class);
  }

  private static WindowProducts vectorWindows() {
    return load("VectorWindowProducts", WindowProducts.class);
  }

  private static RowKernels vectorRows() {
    return load("VectorRows", RowKernels.class);
  }

  private static LstmKernels vectorLstm() {
    return load("VectorLstm", LstmKernels.class);
  }

  /** A function of rows: a class of {@link PlainActivations}, and one that uses the Vector API. */
  static <F extends RowFunction> Warming<F> function(F plain, String vectors, Class<F> type) {
    return Choice.warming(plain, () -> load(vectors, type), Drills::ofFunction);
  }

  /** An activation function of rows, as {@link #function}. */
  static Warming<RowActivation> activation(RowActivation plain, String vectors) {
    return function(plain, vectors, RowActivation.class);
  }

  private static void advise() {
    System.getLogger("dev.cortado")
        .log(System.Logger.Level.INFO, description() + "; -Dcortado.simd=false silences this");
  }

  static <T> T load(String name, Class<T> type) {
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
    static final Drilling DRILLING = new Drilling();
    static final KernelSet SET =
        new KernelSet(
            products(),
            warming(new PlainWindowProducts(), Kernels::vectorWindows, Drills::ofWindows),
            rows(),
            warming(new PlainLstm(), Kernels::vectorLstm, Drills::ofLstm));

    private static ProductKernels products() {
      ProductKernels plain = new PlainProducts();
      if (SIMD && WISH.equals("now")) {
        return vectorProducts();
      }
      if (SIMD) {
        return new WarmingProducts(
            plain,
            warming(plain, Kernels::vectorProducts, Drills::ofMany),
            warming(plain, Kernels::vectorProducts, Drills::ofOne),
            warming(plain, Kernels::vectorProducts, Drills::ofOuter));
      }
      Warming<ProductKernels> advising = new Warming<>(plain, WORTH_ADVICE, Kernels::advise);
      return WISH.equals("false")
          ? plain
          : new WarmingProducts(plain, advising, advising, advising);
    }

    private static RowKernels rows() {
      RowKernels plain = new PlainRows();
      return SIMD
          ? new WarmingRows(use -> warming(plain, Kernels::vectorRows, () -> Drills.ofRows(use)))
          : plain;
    }

    static <K> Warming<K> warming(
        K plain, Supplier<K> vectors, Supplier<List<Consumer<K>>> drills) {
      if (!SIMD) {
        return new Warming<>(plain);
      }
      return WISH.equals("now")
          ? new Warming<>(vectors.get())
          : new Warming<>(plain, vectors, DRILLING, drills);
    }

    private static boolean isThere() {
      Optional<Module> module = ModuleLayer.boot().findModule(VECTOR_API);
      if (module.isPresent()) {
        // The module descriptor cannot require it, as programs must start without it too. A method
        // reference to addReads would cost five milliseconds, as it depends on its caller.
        Kernels.class.getModule().addReads(module.get());
      }
      return module.isPresent();
    }
  }
}

package dev.cortado.train;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Listens for one interrupt (Ctrl-C) of the program. The next one does what it did before: as a
 * rule it ends the program.
 *
 * <p>A shutdown hook would not do, since the program could not go on after it. {@code
 * sun.misc.Signal} does; it is called by reflection because javac warns of its package.
 */
final class Interrupts implements AutoCloseable {
  private volatile boolean interrupted;
  private Class<?> signalType;
  private Class<?> handlerType;
  private Object before;

  private Interrupts() {}

  /** Listens to nothing. */
  static Interrupts none() {
    return new Interrupts();
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException where the Java runtime does not let programs do that
   */
  static Interrupts listen() {
    Interrupts interrupts = new Interrupts();
    try {
      interrupts.install();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(
          "this Java runtime does not tell programs of interrupts; leave out stopOnInterrupt, or start it with the module jdk.unsupported and without -Xrs",
          failure);
    }
    return interrupts;
  }

  private void install() throws ReflectiveOperationException {
    signalType = Class.forName("sun.misc.Signal");
    handlerType = Class.forName("sun.misc.SignalHandler");
    MethodHandle interrupt =
        MethodHandles.lookup()
            .findVirtual(Interrupts.class, "interrupt", MethodType.methodType(void.class))
            .bindTo(this);
    before =
        handleWith(
            MethodHandleProxies.asInterfaceInstance(
                handlerType, MethodHandles.dropArguments(interrupt, 0, signalType)));
  }

  /** Sets the handler of interrupts and returns the one before. */
  private Object handleWith(Object handler) throws ReflectiveOperationException {
    Object signal = signalType.getConstructor(String.class).newInstance("INT");
    return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
  }

  @SuppressWarnings("UnusedMethod") // a method handle calls it
  private void interrupt() {
    interrupted = true;
    close();
  }

  /** Whether there was an interrupt. */
  boolean interrupted() {
    return interrupted;
  }

  /** Listens no longer. */
  @Override
  public synchronized void close() {
    if (before != null) {
      try {
        handleWith(before);
      } catch (ReflectiveOperationException failure) {
        throw new IllegalStateException(failure);
      }
      before = null;
    }
  }
}

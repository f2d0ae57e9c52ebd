package dev.cortado.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that takes kernels through their courses, by turns, while there are some. It rests
 * between them: HotSpot's threads and those of the program need the processors, too.
 */
final class Drilling {
  /** How much longer it works than it rests. */
  private static final int WORK_TO_REST = 2;

  private final Deque<Course<?>> courses = new ArrayDeque<>();
  private boolean isRunning;

  /** Begins with a course. */
  synchronized void add(Course<?> course) {
    courses.add(course);
    if (!isRunning) {
      isRunning = true;
      Thread thread = new Thread(this::run, "cortado kernels");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether there are courses that have not ended. */
  synchronized boolean goesOn() {
    return isRunning;
  }

  private void run() {
    for (Course<?> course = next(); course != null; course = next()) {
      long begin = System.nanoTime();
      if (course.goOn()) {
        putBack(course);
      }
      LockSupport.parkNanos((System.nanoTime() - begin) / WORK_TO_REST);
    }
  }

  /** The next course; null where there is none, so that the thread ends. */
  private synchronized Course<?> next() {
    isRunning = !courses.isEmpty();
    return courses.poll();
  }

  private synchronized void putBack(Course<?> course) {
    courses.add(course);
  }
}

package dev.loqa.cli.sound;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Ends a recording program that gives no sound any more, so that whoever reads from it is not kept
/// for ever: some wait in silence for a microphone that is not there. Owns the thread
/// `listen-watch`; [#heard] and [#close] belong to the thread that reads.
final class SoundWatch implements AutoCloseable {
  private final Process program;
  private final Duration patience;
  private final Thread thread;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean gaveUp;

  /// @param patience until the first sound, and between two pieces of it
  SoundWatch(Process program, Duration patience) {
    this.program = program;
    this.patience = patience;
    this.thread = Thread.ofVirtual().name("listen-watch").start(this::watch);
  }

  private void watch() {
    try {
      long left = patience.toNanos();
      while (left > 0 && !program.waitFor(left, TimeUnit.NANOSECONDS)) {
        left = patience.toNanos() - (System.nanoTime() - lastNanos);
      }
      if (left <= 0) {
        gaveUp = true;
        program.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Some sound came.
  void heard() {
    lastNanos = System.nanoTime();
  }

  /// Whether the program was ended for its silence.
  boolean gaveUp() {
    return gaveUp;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.loqa.cli.sound;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/// The Enter key, which may be pressed at any time: to begin, to end, or to leave by closing the
/// input. Owns the thread `listen-keys`, a daemon because a read of a terminal cannot be ended.
public final class Keys {
  private static final int MOST = 16;

  /// One press; `last` when the input has ended.
  private record Press(boolean last) {}

  private final BlockingQueue<Press> presses = new ArrayBlockingQueue<>(MOST);

  /// @param lines gives what is typed, empty at the end of the input
  public Keys(Supplier<Optional<String>> lines) {
    Thread.ofPlatform().name("listen-keys").daemon().start(() -> read(lines));
  }

  private void read(Supplier<Optional<String>> lines) {
    try {
      boolean last;
      do {
        last = lines.get().isEmpty();
        presses.put(new Press(last));
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for Enter; false at the end of the input.
  public boolean await() {
    try {
      Press press = presses.take();
      if (press.last()) {
        presses.add(press); // it stays so
      }
      return !press.last();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whether Enter was pressed meanwhile, or the input has ended.
  public boolean pressed() {
    Press press = presses.peek();
    if (press == null) {
      return false;
    }
    if (!press.last()) {
      presses.remove();
    }
    return true;
  }

  /// Forgets presses that nobody waited for.
  public void forget() {
    presses.removeIf(press -> !press.last());
  }
}

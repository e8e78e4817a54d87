package dev.loqa.edge.llm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Prompts that wait for a thread, first come first answered. Bounded: who finds it full is
/// refused. Thread-safe.
final class PromptLine {
  private final int together;
  private final int most;
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  /// @param together prompts that are answered at the same time
  /// @param most prompts that may wait beside those
  PromptLine(int together, int most) {
    this.together = together;
    this.most = most;
  }

  /// Takes a prompt in, or says in words why not.
  synchronized Optional<String> offer(Asked asked) {
    if (closed) {
      return Optional.of("the service is shutting down");
    }
    if (running + waiting.size() >= together + most) {
      return Optional.of(
          "%d prompts are being answered and %d wait already".formatted(running, waiting.size()));
    }
    waiting.add(asked);
    notifyAll();
    return Optional.empty();
  }

  /// Waits for a prompt; who takes one says when it is [#done].
  ///
  /// @throws InterruptedException also when it is closed
  synchronized Asked take() throws InterruptedException {
    while (!closed) {
      Asked next = waiting.poll();
      if (next != null) {
        running++;
        return next;
      }
      wait();
    }
    throw new InterruptedException("closed");
  }

  synchronized void done() {
    running--;
  }

  /// It needs no answer any more; its place is free.
  synchronized void forget(Asked asked) {
    waiting.remove(asked);
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}

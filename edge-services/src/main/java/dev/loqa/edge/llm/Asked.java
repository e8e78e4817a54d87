package dev.loqa.edge.llm;

import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One prompt from its arrival to its one final answer; an identity, not a value. Whoever ends it
/// first sends that answer: the thread that has it, its deadline, or a cancel, which waits for
/// nobody.
final class Asked {
  private final NluRequest request;
  private final Context trace;
  private final long receivedNanos;
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable Thread thread;
  private String said = "";

  Asked(NluRequest request, Context trace, long receivedNanos) {
    this.request = request;
    this.trace = trace;
    this.receivedNanos = receivedNanos;
  }

  NluRequest request() {
    return request;
  }

  Context trace() {
    return trace;
  }

  double millis() {
    return (System.nanoTime() - receivedNanos) / 1e6;
  }

  /// Whether the caller is the one who ends it; its thread is told.
  boolean end() {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      interrupt();
    }
    return first;
  }

  boolean ended() {
    return ended.get();
  }

  /// From here on the calling thread has it; false when it has ended already.
  synchronized boolean taken() {
    thread = Thread.currentThread();
    return !ended();
  }

  /// The thread that had it has not any more.
  synchronized void left() {
    thread = null;
  }

  private synchronized void interrupt() {
    if (thread != null && !thread.equals(Thread.currentThread())) {
      thread.interrupt();
    }
  }

  synchronized void said(String whole) {
    said = whole;
  }

  /// The sentences that went out.
  synchronized String said() {
    return said;
  }

  boolean isMeantBy(TurnCancel cancel) {
    boolean sameTurn =
        cancel.turnId() == null
            || request.turnId() == null
            || cancel.turnId().equals(request.turnId());
    return sameTurn && cancel.sessionId().equals(request.sessionId());
  }
}

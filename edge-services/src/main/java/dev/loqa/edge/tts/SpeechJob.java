package dev.loqa.edge.tts;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.context.Context;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One text on its way to sound. Any thread may [#stop] it; the worker that has it runs it.
final class SpeechJob {
  /// Why a job ended before its last word.
  enum Stop {
    CANCELLED,
    STALLED,
    CLOSING
  }

  private final TtsRequest request;
  private final Context trace;
  private final long receivedNanos;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long progressNanos;
  private @Nullable Stop stop;
  private @Nullable Synthesis synthesis;

  SpeechJob(TtsRequest request, Context trace, long receivedNanos) {
    this.request = request;
    this.trace = trace;
    this.receivedNanos = receivedNanos;
    this.progressNanos = receivedNanos;
  }

  TtsRequest request() {
    return request;
  }

  SessionId session() {
    return request.sessionId();
  }

  Context trace() {
    return trace;
  }

  long receivedNanos() {
    return receivedNanos;
  }

  int priority() {
    Integer priority = request.priority();
    return priority == null ? 0 : priority;
  }

  boolean isMeantBy(TurnCancel cancel) {
    boolean sameTurn =
        cancel.turnId() == null
            || request.turnId() == null
            || cancel.turnId().equals(request.turnId());
    return sameTurn && cancel.sessionId().equals(session());
  }

  /// Hands over what a stop has to end; at once when the stop came first.
  synchronized void runs(Synthesis started) {
    progressed();
    synthesis = started;
    if (stop != null) {
      started.cancel();
    }
  }

  synchronized void stop(Stop why) {
    if (stop == null) {
      stop = why;
      stopped.countDown();
      if (synthesis != null) {
        synthesis.cancel();
      }
    }
  }

  /// Its engine went silent: another one goes on, or it ends.
  synchronized void stalled() {
    if (stop == null && synthesis != null && synthesis.handOver()) {
      progressed();
    } else {
      stop(Stop.STALLED);
    }
  }

  synchronized @Nullable Stop stopped() {
    return stop;
  }

  /// Waits until it is stopped, at most `nanos`; whether it was.
  boolean awaitStop(long nanos) throws InterruptedException {
    return stopped.await(nanos, TimeUnit.NANOSECONDS);
  }

  void progressed() {
    progressNanos = System.nanoTime();
  }

  /// Whether an engine works on it and has not given any sound since `nanos` ago.
  synchronized boolean silentFor(long nanos) {
    return synthesis != null && System.nanoTime() - progressNanos > nanos;
  }
}

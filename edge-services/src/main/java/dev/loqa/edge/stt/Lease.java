package dev.loqa.edge.stt;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One utterance that this node has taken on. Bus threads put frames in, one recognizer thread
/// takes them out.
final class Lease {
  /// A minute of frames of 10 ms: all of an utterance that another node had begun comes at once.
  private static final int MOST_WAITING = 6_000;

  private final SessionId session;
  private final TurnId turn;
  private final @Nullable String room;
  private final @Nullable String speaker;
  private final boolean asked;
  private final Context trace = Context.current();

  /// An empty one is no frame: it wakes who waits for the next.
  private final BlockingQueue<Optional<Arrival>> frames = new ArrayBlockingQueue<>(MOST_WAITING);

  private final Cancellation cancellation = new Cancellation();
  private volatile @Nullable String fault;
  private volatile boolean quiet;
  private volatile boolean heardToTheEnd;
  private final AtomicBoolean ended = new AtomicBoolean();

  /// @param asked false for a sender that never asked and just sends frames
  Lease(
      SessionId session,
      TurnId turn,
      @Nullable String room,
      @Nullable String speaker,
      boolean asked) {
    this.session = session;
    this.turn = turn;
    this.room = room;
    this.speaker = speaker;
    this.asked = asked;
  }

  SessionId session() {
    return session;
  }

  TurnId turn() {
    return turn;
  }

  @Nullable String room() {
    return room;
  }

  @Nullable String speaker() {
    return speaker;
  }

  /// From now on none of its words are shown before its end, nor logged.
  void keepQuiet() {
    quiet = true;
  }

  boolean quiet() {
    return quiet;
  }

  /// The trace of who asked.
  Context trace() {
    return trace;
  }

  boolean asked() {
    return asked;
  }

  /// Whether the sender said that a frame was its last.
  boolean heardToTheEnd() {
    return heardToTheEnd;
  }

  /// Hands a frame over. A full queue ends the utterance with a fault rather than losing words
  /// unnoticed.
  void offer(Arrival arrival) {
    if (arrival.frame().isFinal()) {
      heardToTheEnd = true;
    }
    if (!frames.offer(Optional.of(arrival))) {
      fail("speech recognition is " + MOST_WAITING + " frames behind: this machine is too busy");
    }
  }

  /// The next frame, or null after `millis`, or sooner when the utterance has ended meanwhile.
  @Nullable Arrival next(long millis) throws InterruptedException {
    var next = frames.poll(millis, TimeUnit.MILLISECONDS);
    return next == null ? null : next.orElse(null);
  }

  /// Ends the utterance with a fault that the person's node is told.
  void fail(String reason) {
    fault = reason;
    frames.offer(Optional.empty());
  }

  @Nullable String fault() {
    return fault;
  }

  /// Whether it ends without hearing more: abandoned, or by a fault.
  boolean cutOff() {
    return fault != null || abandoned();
  }

  /// True the first time: from then on nobody brings it frames.
  boolean end() {
    return ended.compareAndSet(false, true);
  }

  /// Ends the utterance without a word: cancelled, or taken over by another node. Never waits.
  void abandon() {
    cancellation.cancel();
    frames.offer(Optional.empty());
  }

  boolean abandoned() {
    return cancellation.cancelled();
  }

  /// Runs `action` when the utterance is abandoned, by the thread that abandons it.
  void onAbandon(Runnable action) {
    cancellation.onCancel(action);
  }
}

package dev.loqa.loqad.converse;

import dev.loqa.loqad.route.Pending;
import dev.loqa.protocol.ChatMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One conversation: its open question and the one turn that runs. What it waits for is forgotten
/// with the process.
final class Session {
  private static final int MOST_TALK = 16;
  private static final Duration TALK_COUNTS = Duration.ofMinutes(10);
  private static final long PIN_ECHO_NANOS = 10_000_000_000L;

  final ReentrantLock oneTurn = new ReentrantLock(true);
  private @Nullable Pending pending;
  private long pendingSince;
  private boolean pinHeard;
  private long pinHeardAt;
  private final List<ChatMessage> talk = new ArrayList<>();
  private @Nullable Instant talkedAt;

  synchronized @Nullable Pending take(Duration limit, long nowNanos) {
    Pending asked = pending;
    long waited = nowNanos - pendingSince;
    pending = null;
    if (asked instanceof Pending.PinWanted) {
      pinHeard = true;
      pinHeardAt = nowNanos;
    }
    if (asked == null || waited < limit.toNanos()) {
      return asked;
    }
    // Words that come a little late may still be the PIN, and must not be taken for others.
    return asked instanceof Pending.PinWanted wanted && waited < Actor.PIN_WAITS * limit.toNanos()
        ? wanted.after()
        : null;
  }

  /// Nobody said anything: the question that was taken is open as before, until its time is over.
  synchronized void giveBack(Pending taken) {
    pending = taken;
  }

  /// What was said between this person and a language model lately, in order; nothing of it after
  /// ten minutes of silence.
  synchronized List<ChatMessage> talk(Instant now) {
    if (talkedAt != null && talkedAt.plus(TALK_COUNTS).isBefore(now)) {
      talk.clear();
    }
    return List.copyOf(talk);
  }

  /// Notes a question and its answer, unless that is empty. The oldest go in pairs and several at
  /// once, so that the beginning of the prompt stays the same for a while.
  synchronized void talked(String question, String answer, Instant now) {
    if (answer.isEmpty()) {
      return;
    }
    talkedAt = now;
    talk.add(new ChatMessage("user", question));
    talk.add(new ChatMessage("assistant", answer));
    if (talk.size() > MOST_TALK) {
      talk.subList(0, MOST_TALK / 2).clear();
    }
  }

  /// Whether what is said next may be a PIN.
  synchronized boolean awaitsPin() {
    return pending instanceof Pending.PinWanted;
  }

  /// What it waits for, as the API names it: `pin`, or `answer` to any other question.
  synchronized Optional<String> awaits() {
    return Optional.ofNullable(pending)
        .map(asked -> asked instanceof Pending.PinWanted ? "pin" : "answer");
  }

  /// Whether words that travel now may be a PIN: one is awaited, or came within the last ten
  /// seconds and may still be on its way to others.
  synchronized boolean mayCarryPin(long nowNanos) {
    return awaitsPin() || (pinHeard && nowNanos - pinHeardAt < PIN_ECHO_NANOS);
  }

  synchronized void await(@Nullable Pending next, long nowNanos) {
    pending = next;
    pendingSince = nowNanos;
  }
}

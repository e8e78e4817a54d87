package dev.loqa.edge.tts;

import dev.loqa.protocol.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Texts that wait to be spoken: higher priority first, then first come; one at a time for each
/// session, so that answers never overlap. Bounded: who finds it full is refused. Thread-safe.
final class SpeechQueue {
  private static final Comparator<SpeechJob> URGENT_FIRST =
      Comparator.comparingInt(SpeechJob::priority).reversed();

  private final int perSession;
  private final int inAll;
  private final List<SpeechJob> waiting = new ArrayList<>();
  private final List<SpeechJob> running = new ArrayList<>();
  private final Set<SessionId> busy = new HashSet<>();
  private boolean closed;

  SpeechQueue(int perSession, int inAll) {
    this.perSession = perSession;
    this.inAll = inAll;
  }

  /// Takes a job in, or says in words why not.
  synchronized Optional<String> offer(SpeechJob job) {
    if (closed) {
      return Optional.of("speech is shutting down");
    }
    if (waiting.size() >= inAll) {
      return Optional.of("%d texts wait already".formatted(waiting.size()));
    }
    long own = waiting.stream().filter(w -> w.session().equals(job.session())).count();
    if (own >= perSession) {
      return Optional.of("%d texts of this session wait already".formatted(own));
    }
    waiting.add(job);
    waiting.sort(URGENT_FIRST);
    notifyAll();
    return Optional.empty();
  }

  /// Waits for a job whose session is free; empty when the queue is closed. Give it back with
  /// [#done].
  synchronized Optional<SpeechJob> take() throws InterruptedException {
    while (!closed) {
      for (SpeechJob job : waiting) {
        if (busy.add(job.session())) {
          waiting.remove(job);
          running.add(job);
          return Optional.of(job);
        }
      }
      wait();
    }
    return Optional.empty();
  }

  synchronized void done(SpeechJob job) {
    running.remove(job);
    busy.remove(job.session());
    notifyAll();
  }

  /// Removes those that wait and match; hands back them and the running ones that match.
  synchronized Matched matching(Predicate<SpeechJob> predicate) {
    List<SpeechJob> removed = waiting.stream().filter(predicate).toList();
    waiting.removeAll(removed);
    return new Matched(removed, running.stream().filter(predicate).toList());
  }

  synchronized int depth() {
    return waiting.size() + running.size();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  record Matched(List<SpeechJob> removed, List<SpeechJob> running) {
    Matched {
      removed = List.copyOf(removed);
      running = List.copyOf(running);
    }
  }
}

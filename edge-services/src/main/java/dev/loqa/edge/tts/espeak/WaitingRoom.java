package dev.loqa.edge.tts.espeak;

import dev.loqa.base.life.Part;
import dev.loqa.edge.tts.TtsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Processes that wait for their text, so that speech does not wait for a process.
///
/// The default voice always has `spare` of them, the last few other voices one each. One thread
/// named `espeak-refill` starts the new ones after a text has begun to sound. Thread-safe.
final class WaitingRoom implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
  private static final int MAX_VOICES = 4;

  private final EspeakOptions options;
  private final Map<String, Deque<EspeakProcess>> waiting = new LinkedHashMap<>(8, 0.75f, true);
  private final Semaphore refill = new Semaphore(0);
  private final Thread refiller;
  private boolean closed;

  WaitingRoom(EspeakOptions options) {
    this.options = options;
    synchronized (this) {
      waiting.put(options.defaultVoice(), new ArrayDeque<>());
    }
    // The first is started here, so that a program that cannot run is known at once.
    refillOne();
    this.refiller = Thread.ofPlatform().name("espeak-refill").daemon().start(this::keepFull);
    refill.release();
  }

  /// A process that has loaded `voice`, or a new one when none waits.
  EspeakProcess take(String voice) {
    EspeakProcess ready = poll(voice);
    while (ready != null && !ready.alive()) {
      LOG.atWarn().addKeyValue("pid", ready.pid()).log("a waiting espeak-ng was gone");
      ready = poll(voice);
    }
    return ready == null ? start(voice) : ready;
  }

  /// Lets the refilling thread replace what was taken.
  void replenish() {
    refill.release();
  }

  /// Waits until as many processes wait as should; for tests and measurements.
  boolean awaitFull(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (this) {
      while (missing() != null) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }

  synchronized List<Long> pids() {
    return waiting.values().stream().flatMap(Deque::stream).map(EspeakProcess::pid).toList();
  }

  @Override
  public void close() {
    List<EspeakProcess> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      waiting.values().forEach(left::addAll);
      waiting.clear();
    }
    left.forEach(EspeakProcess::kill);
    refiller.interrupt();
    try {
      refiller.join(TimeUnit.SECONDS.toMillis(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable EspeakProcess poll(String voice) {
    if (closed) {
      throw new TtsException("the espeak-ng engine is closed: make a new one");
    }
    return waiting.computeIfAbsent(voice, v -> new ArrayDeque<>()).poll();
  }

  private void keepFull() {
    try {
      while (true) {
        refill.acquire();
        refill.drainPermits();
        fill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fill() {
    try {
      while (refillOne()) {
        // until nothing is missing
      }
    } catch (TtsException e) {
      // The next request starts its own process, or fails in words; then this is tried again.
      LOG.atWarn().setCause(e).log("no espeak-ng can be kept waiting");
    }
  }

  private boolean refillOne() {
    String voice;
    synchronized (this) {
      voice = missing();
    }
    if (voice == null) {
      return false;
    }
    EspeakProcess fresh = start(voice);
    synchronized (this) {
      Deque<EspeakProcess> room = waiting.get(voice);
      if (closed || room == null) {
        fresh.kill();
      } else {
        room.add(fresh);
      }
      notifyAll();
    }
    return true;
  }

  /// A voice that has too few, or null. Voices not used for long make room.
  private @Nullable String missing() {
    if (closed) {
      return null;
    }
    while (waiting.size() > MAX_VOICES) {
      String oldest =
          waiting.keySet().stream()
              .filter(v -> !v.equals(options.defaultVoice()))
              .findFirst()
              .orElseThrow();
      Deque<EspeakProcess> gone = waiting.remove(oldest);
      if (gone != null) {
        gone.forEach(EspeakProcess::kill);
      }
    }
    for (Map.Entry<String, Deque<EspeakProcess>> entry : waiting.entrySet()) {
      int wanted = entry.getKey().equals(options.defaultVoice()) ? options.spare() : 1;
      if (entry.getValue().size() < wanted) {
        return entry.getKey();
      }
    }
    return null;
  }

  private EspeakProcess start(String voice) {
    return EspeakProcess.start(options.program(), voice, options.wordsPerMinute());
  }
}

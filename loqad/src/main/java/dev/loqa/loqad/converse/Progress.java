package dev.loqa.loqad.converse;

import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.TtsAudio;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the others have told about one running turn. Bus threads write, the turn's thread waits.
final class Progress {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long firstAudioNanos;
  private double audioMs;
  private boolean lastAudio;
  private boolean spoken;
  private boolean played;
  private @Nullable PlayStarted heard;
  private @Nullable NluResponse model;
  private @Nullable String cancelled;

  void audio(TtsAudio audio, long nanos) {
    update(() -> {
      if (firstAudioNanos == 0 && audio.pcm().length() > 0) {
        firstAudioNanos = nanos;
      }
      audioMs += audio.pcm().length() * 500.0 / audio.channels() / audio.sampleRate();
      lastAudio |= audio.isFinal();
    });
  }

  void spoken() {
    update(() -> spoken = true);
  }

  void playStarted(PlayStarted started) {
    update(() -> heard = started);
  }

  void played() {
    update(() -> played = true);
  }

  void model(NluResponse response) {
    update(() -> model = response);
  }

  void cancel(String reason) {
    update(() -> cancelled = reason);
  }

  private void update(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until `condition` holds, the turn is cancelled or the time is over; whether it holds.
  private boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!condition.getAsBoolean() && cancelled == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  boolean awaitFirstAudio(long nanos) throws InterruptedException {
    return await(() -> firstAudioNanos != 0 || lastAudio, nanos);
  }

  boolean awaitSpoken(long nanos) throws InterruptedException {
    return await(() -> lastAudio && spoken, nanos);
  }

  boolean awaitHeard(long nanos) throws InterruptedException {
    return await(() -> heard != null, nanos);
  }

  boolean awaitPlayed(long nanos) throws InterruptedException {
    return await(() -> played, nanos);
  }

  @Nullable NluResponse awaitModel(long nanos) throws InterruptedException {
    return await(() -> model != null, nanos) ? model : null;
  }

  long firstAudioNanos() {
    return locked(() -> firstAudioNanos);
  }

  double audioMs() {
    return locked(() -> audioMs);
  }

  @Nullable PlayStarted heard() {
    lock.lock();
    try {
      return heard;
    } finally {
      lock.unlock();
    }
  }

  @Nullable String cancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  static long millis(long ms) {
    return TimeUnit.MILLISECONDS.toNanos(ms);
  }
}

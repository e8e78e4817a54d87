package dev.loqa.loqad.converse;

import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the others have told about one running turn. Bus threads write, the turn's thread waits.
final class Progress {
  private static final int MOST_MODEL_TEXT = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long firstAudioNanos;
  private double audioMs;
  private boolean lastAudio;
  private boolean spoken;
  private boolean played;
  private @Nullable PlayStarted heard;
  private long lastAudioNanos;
  private long nextSequence;
  private long counted;
  private int partsSpoken;
  private final StringBuilder modelText = new StringBuilder();
  private @Nullable NluResponse model;
  private @Nullable String cancelled;

  void audio(TtsAudio audio, long nanos) {
    update(() -> {
      if (firstAudioNanos == 0 && audio.pcm().length() > 0) {
        firstAudioNanos = nanos;
      }
      lastAudioNanos = nanos;
      nextSequence = Math.max(nextSequence, audio.sequence() + 1);
      // One that came before is not played again either.
      if (audio.sequence() >= counted) {
        counted = audio.sequence() + 1;
        audioMs += audio.pcm().length() * 500.0 / audio.channels() / audio.sampleRate();
      }
      lastAudio |= audio.isFinal();
    });
  }

  void spoken(TtsDone done) {
    Long next = done.nextSequence();
    update(() -> {
      spoken = true;
      // Pieces may still be on their way when their end is here.
      nextSequence = Math.max(nextSequence, next == null ? 0 : next);
      partsSpoken++;
    });
  }

  void playStarted(PlayStarted started) {
    update(() -> heard = started);
  }

  void played() {
    update(() -> played = true);
  }

  void model(NluResponse response) {
    update(() -> {
      if (model == null && response.partial()) {
        boolean fits = modelText.length() + response.content().length() <= MOST_MODEL_TEXT;
        modelText.append(fits ? response.content() : "");
      } else if (model == null) {
        model = response;
        whole(response);
      }
    });
  }

  /// The final answer may overtake its last pieces, and may come without any.
  private void whole(NluResponse last) {
    String content = last.content();
    String pieces = modelText.toString().stripTrailing();
    boolean all = pieces.isEmpty() ? last.error() == null : content.startsWith(pieces);
    if (all && content.length() > modelText.length() && content.length() <= MOST_MODEL_TEXT) {
      modelText.setLength(0);
      modelText.append(content);
    }
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

  /// What is known of the model's answer.
  ///
  /// @param text what it has said so far
  /// @param last its final response, once that is there
  record Model(String text, @Nullable NluResponse last) {}

  /// Waits until there is more than `read` characters of the model's answer, its end, or more than
  /// `parts` parts were spoken.
  Model awaitModel(int read, int parts, long nanos) throws InterruptedException {
    await(() -> model != null || modelText.length() > read || partsSpoken > parts, nanos);
    return locked(() -> new Model(modelText.toString(), model));
  }

  /// Waits until `parts` parts of the answer were spoken.
  boolean awaitPart(int parts, long nanos) throws InterruptedException {
    return await(() -> partsSpoken >= parts, nanos);
  }

  /// How many parts of the answer were spoken.
  int partsSpoken() {
    return locked(() -> partsSpoken);
  }

  /// Whether the last piece of the answer is there.
  boolean lastAudio() {
    return locked(() -> lastAudio);
  }

  /// The number of the next piece of sound.
  long nextSequence() {
    return locked(() -> nextSequence);
  }

  /// When the last piece of sound came; 0 before the first.
  long lastAudioNanos() {
    return locked(() -> lastAudioNanos);
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

package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// An engine that makes a piece of 100 ms for each permit, one for each word, fails at the word
/// "fail" and gives no sound at the word "stuck".
final class ScriptedSynthesizer implements Synthesizer {
  static final int RATE = 16_000;

  /// Pieces that may be made; a test that wants to hold speech takes them away.
  final Semaphore pieces = new Semaphore(1_000_000);

  final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public List<Voice> voices() {
    return List.of(new Voice("one", "en"));
  }

  @Override
  public Synthesis begin(SpeechRequest request) {
    return new Scripted(List.of(request.text().split(" ")));
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private final class Scripted implements Synthesis {
    private final List<String> words;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private int next;

    private Scripted(List<String> words) {
      this.words = words;
    }

    @Override
    public Optional<Pcm> next() {
      try {
        if (next == words.size() || cancelled.getCount() == 0) {
          return Optional.empty();
        }
        String word = words.get(next++);
        if (word.equals("fail")) {
          throw new TtsException("the engine fell over: start it again");
        }
        while (word.equals("stuck") || !pieces.tryAcquire(1, TimeUnit.MILLISECONDS)) {
          if (cancelled.await(1, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
          }
        }
        return Optional.of(Pcm.silence(Duration.ofMillis(100), RATE));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {
      cancel();
    }
  }
}

package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When decodes begin and which one counts, with a decode whose words say how much it was given.
@Timeout(60)
final class WhisperRecognizerTest {
  private static final Grammar HOUSE = new Grammar("house", "", Set.of("lamp"), "");
  private static final int SECOND = 16_000;

  private final WhisperThread thread = new WhisperThread();
  private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> wantedAtTheEnd = new LinkedBlockingQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile boolean hold;

  private Hypothesis decode(short[] speech, Grammar grammar, BooleanSupplier wanted) {
    begun.add(speech.length);
    try {
      if (hold) {
        held.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wantedAtTheEnd.add(wanted.getAsBoolean());
    return new Hypothesis(speech.length + " samples", 0.5, false, List.of());
  }

  private WhisperRecognizer recognizer(Duration deadline) {
    return new WhisperRecognizer(thread, this::decode, () -> {}, deadline);
  }

  private Utterance open() {
    return recognizer(Duration.ofSeconds(30)).open(HOUSE);
  }

  private static void speak(Utterance utterance, int samples) {
    utterance.accept(new short[samples], 0, samples);
  }

  private int begun() throws InterruptedException {
    var samples = begun.poll(30, TimeUnit.SECONDS);
    assertThat(samples).isNotNull();
    return samples == null ? 0 : samples;
  }

  @AfterEach
  void close() {
    held.countDown();
    thread.close();
  }

  @Test
  void decodesAtTheFirstSilenceAndNotAgainAtTheEnd() throws InterruptedException {
    try (var utterance = open()) {
      speak(utterance, SECOND);
      utterance.paused(0, SECOND);
      assertThat(begun()).isEqualTo(SECOND);

      speak(utterance, SECOND / 4);
      utterance.paused(0, SECOND);
      assertThat(utterance.reconsidered()).isEqualTo("16000 samples");
      assertThat(utterance.finish().text()).isEqualTo("16000 samples");
      assertThat(begun).isEmpty();
    }
  }

  @Test
  void decodesAnewWhenTheVoiceWentOn() throws InterruptedException {
    hold = true;
    try (var utterance = open()) {
      speak(utterance, SECOND);
      utterance.paused(0, SECOND);
      begun();
      speak(utterance, SECOND);
      // This one waits behind the first and is of no use any more when the third is asked for.
      utterance.paused(0, 2 * SECOND);
      speak(utterance, SECOND);
      utterance.paused(0, 3 * SECOND);
      held.countDown();

      assertThat(utterance.finish().text()).isEqualTo("48000 samples");
      assertThat(begun()).isEqualTo(3 * SECOND);
      assertThat(begun).isEmpty();
    }
  }

  @Test
  void leavesOutTheSilenceBeforeTheSpeech() throws InterruptedException {
    try (var utterance = open()) {
      speak(utterance, 3 * SECOND);
      utterance.paused(2 * SECOND, 3 * SECOND);

      assertThat(begun()).isEqualTo(SECOND + SECOND / 10);
    }
  }

  @Test
  void decodesLongSpeechAtItsEndOnly() throws InterruptedException {
    try (var utterance = open()) {
      speak(utterance, 13 * SECOND);
      utterance.paused(0, 13 * SECOND);
      assertThat(utterance.reconsidered()).isEmpty();
      assertThat(begun).isEmpty();

      assertThat(utterance.finish().text()).isEqualTo("208000 samples");
    }
  }

  @Test
  void hearsNothingWhereNobodySpoke() {
    try (var utterance = open()) {
      speak(utterance, SECOND);

      assertThat(utterance.finish()).isEqualTo(Hypothesis.NOTHING);
      assertThat(begun).isEmpty();
    }
  }

  /// Asks for the words on another thread, and waits until a decode for them runs.
  private Future<Hypothesis> finishing(ExecutorService other, Utterance utterance)
      throws InterruptedException {
    var words = other.submit(utterance::finish);
    begun();
    return words;
  }

  @Test
  void aCancelLetsGoOfWhoWaitsThoughTheDecodeRunsOn() throws Exception {
    hold = true;
    var recognizer = recognizer(Duration.ofMinutes(5));
    try (var other = Executors.newSingleThreadExecutor()) {
      var utterance = recognizer.open(HOUSE);
      speak(utterance, SECOND);
      utterance.paused(0, 0);
      var words = finishing(other, utterance);
      utterance.cancel();

      assertThatThrownBy(() -> words.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SttException.class)
          .hasMessageContaining("cancelled");
      utterance.close();
      utterance.cancel();

      // The recognizer is free while the decode runs on, which is told that nobody wants it.
      try (var next = recognizer.open(HOUSE)) {
        speak(next, 2 * SECOND);
        next.paused(0, 0);
        hold = false;
        held.countDown();
        assertThat(next.finish().text()).isEqualTo("32000 samples");
      }
      assertThat(wantedAtTheEnd).containsExactly(false, true);
    }
  }

  @Test
  void whatIsCancelledBeforeItsDecodeBeginsIsNotDecoded() throws InterruptedException {
    hold = true;
    var busy = open();
    speak(busy, SECOND);
    busy.paused(0, SECOND);
    begun();
    try (var utterance = open()) {
      speak(utterance, 2 * SECOND);
      utterance.paused(0, 2 * SECOND);
      utterance.cancel();
      assertThatThrownBy(utterance::finish).isInstanceOf(SttException.class);
    }
    hold = false;
    held.countDown();

    assertThat(busy.finish().text()).isEqualTo("16000 samples");
    thread.close();
    assertThat(begun).isEmpty();
  }

  @Test
  void givesUpOnADecodeThatTakesTooLong() {
    hold = true;
    try (var utterance = recognizer(Duration.ofMillis(50)).open(HOUSE)) {
      speak(utterance, SECOND);
      utterance.paused(0, SECOND);

      assertThatThrownBy(utterance::finish)
          .isInstanceOf(SttException.class)
          .hasMessageContaining("50 ms")
          .hasMessageContaining("stt.whisper.deadline_ms");
    }
  }
}

package dev.loqa.edge.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every engine that speaks must do. Extend it and hand over an engine; the one who made it
/// closes it.
@Timeout(60)
public abstract class SynthesizerContract {
  protected static final String LONG = "The quick brown fox jumps over the lazy dog. ".repeat(80);

  /// The same engine for the whole test.
  protected abstract Synthesizer engine();

  protected abstract int rateHz();

  @Test
  void speaksATextAsSeveralPiecesOfSound() {
    List<Pcm> pieces = speak(english("Timer for five minutes started."));

    assertThat(pieces).hasSizeGreaterThan(1).allMatch(p -> p.sampleRateHz() == rateHz());
    assertThat(pieces).allMatch(p -> p.duration().toMillis() <= 500);
    Pcm all = Pcm.join(pieces, rateHz());
    assertThat(all.duration().toMillis()).isBetween(250L, 5_000L);
    assertThat(all.dbfs()).isGreaterThan(-40);
  }

  @Test
  void theSameTextMakesTheSameSound() {
    assertThat(sound("Good morning.", null, null)).isEqualTo(sound("Good morning.", null, null));
  }

  @Test
  void unknownVoicesAndLanguagesAreSpokenByTheUsualOne() {
    assertThat(sound("Good morning.", "../../etc/passwd", "tlh"))
        .isEqualTo(sound("Good morning.", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!! ... ???", "漢字 仮名", "😀", "- --stdout -f /etc/passwd", "& &lt; %s%n"})
  void textThatIsHardlyReadableNeitherFailsNorHangs(String text) {
    assertThat(Pcm.join(speak(english(text)), rateHz()).duration().toSeconds()).isLessThan(20);
  }

  @Test
  void aMegabyteCutToTheLimitIsSpoken() {
    SpokenText text = SpokenText.of("more and more words, ".repeat(50_000), 4_000);

    assertThat(Pcm.join(speak(english(text.text())), rateHz()).duration().toSeconds())
        .isGreaterThan(30);
  }

  @Test
  void aCancelEndsItInTheMiddle() {
    try (Synthesis synthesis = engine().begin(english(LONG))) {
      assertThat(synthesis.next()).isPresent();

      synthesis.cancel();

      assertThat(synthesis.next()).isEmpty();
      assertThat(synthesis.next()).isEmpty();
    }
  }

  @Test
  void aCancelFromAnotherThreadEndsAWaitingNext() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        Synthesis synthesis = engine().begin(english(LONG))) {
      Future<Integer> reader =
          threads.submit(() -> {
            int pieces = 0;
            while (synthesis.next().isPresent()) {
              pieces++;
            }
            return pieces;
          });

      synthesis.cancel();

      assertThat(reader.get(5, TimeUnit.SECONDS)).isNotNegative();
    }
  }

  @Test
  void severalTextsAtOnceDoNotMix() throws Exception {
    Pcm one = sound("This is the first one.", null, null);
    Pcm two = sound("And here comes the second.", null, null);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Pcm> sayOne = () -> sound("This is the first one.", null, null);
      Callable<Pcm> sayTwo = () -> sound("And here comes the second.", null, null);

      List<Future<Pcm>> said = threads.invokeAll(List.of(sayOne, sayTwo, sayOne, sayTwo));

      assertThat(one).isNotEqualTo(two);
      assertThat(said.get(0).get()).isEqualTo(one);
      assertThat(said.get(1).get()).isEqualTo(two);
      assertThat(said.get(2).get()).isEqualTo(one);
      assertThat(said.get(3).get()).isEqualTo(two);
    }
  }

  @Test
  void closingEndsWhatSpeaksAndMayBeRepeated() {
    Synthesis speaking = engine().begin(english(LONG));
    assertThat(speaking.next()).isPresent();

    engine().close();
    engine().close();

    assertThat(speaking.next()).isEmpty();
    speaking.close();
    assertThatThrownBy(() -> engine().begin(english("hello")))
        .isInstanceOf(TtsException.class)
        .hasMessageContaining("closed");
  }

  protected static SpeechRequest english(String text) {
    return new SpeechRequest(text, null, null);
  }

  protected final Pcm sound(String text, @Nullable String voice, @Nullable String language) {
    return Pcm.join(speak(new SpeechRequest(text, voice, language)), rateHz());
  }

  protected final List<Pcm> speak(SpeechRequest request) {
    List<Pcm> pieces = new ArrayList<>();
    try (Synthesis synthesis = engine().begin(request)) {
      drain(synthesis, pieces);
    }
    return pieces;
  }

  protected static void drain(Synthesis synthesis, List<Pcm> pieces) {
    for (Optional<Pcm> piece = synthesis.next(); piece.isPresent(); piece = synthesis.next()) {
      pieces.add(piece.get());
    }
  }
}

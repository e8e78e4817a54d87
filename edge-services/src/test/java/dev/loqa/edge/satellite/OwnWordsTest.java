package dev.loqa.edge.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnWordsTest {
  private final List<SpeechRequest> asked = new ArrayList<>();
  private int pieces = 2;
  private boolean closed;

  @Test
  void areWholeAndInTheLanguageOfTheHouse() {
    OwnSounds own = OwnWords.spoken(Engine::new, "de");

    assertThat(own.moment().duration()).isEqualTo(Duration.ofMillis(200));
    assertThat(asked)
        .extracting(SpeechRequest::text)
        .containsExactly(
            "Entschuldigung, einen Moment bitte.", "Entschuldigung, das hat nicht geklappt.");
    assertThat(asked).extracting(SpeechRequest::language).containsOnly("de");
    assertThat(closed).isTrue();
  }

  @Test
  void aLanguageWithoutWordsIsSpokenToInEnglish() {
    OwnWords.spoken(Engine::new, "fi");

    assertThat(asked.getFirst().text()).isEqualTo("Sorry, one moment please.");
  }

  @Test
  void anEngineWithoutASoundLeavesTheNotes() {
    pieces = 0;

    assertThat(OwnWords.spoken(Engine::new, "en")).isEqualTo(OwnSounds.NOTES);
  }

  @Test
  void anEngineThatCannotBeStartedLeavesTheNotes() {
    OwnSounds own =
        OwnWords.spoken(
            () -> {
              throw new TtsException("espeak-ng is not there");
            },
            "en");

    assertThat(own).isEqualTo(OwnSounds.NOTES);
  }

  /// Makes so many pieces of 100 ms of each text.
  private final class Engine implements Synthesizer {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public List<Voice> voices() {
      return List.of();
    }

    @Override
    public Synthesis begin(SpeechRequest request) {
      asked.add(request);
      return new Speech();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Speech implements Synthesis {
    private int made;

    @Override
    public Optional<Pcm> next() {
      return made++ < pieces
          ? Optional.of(Pcm.silence(Duration.ofMillis(100), 16_000))
          : Optional.empty();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}

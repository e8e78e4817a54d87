package dev.loqa.edge.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RankedSynthesizerTest {
  private final Worded good = new Worded("good", "en", 16_000);
  private final Worded usual = new Worded("usual", "en de", 8_000);
  private final RankedSynthesizer ranked = new RankedSynthesizer(List.of(good, usual));

  @Test
  void theFirstThatHasTheLanguageSpeaks() {
    assertThat(spoken("one two", "en")).containsExactly("good one", "good two");
    assertThat(spoken("eins", "de")).containsExactly("usual eins");
    assertThat(spoken("wa'", "tlh")).containsExactly("usual wa'");
  }

  @Test
  void whatFailsInTheMiddleIsFinishedByTheNextWithoutSayingAnythingTwice() {
    assertThat(spoken("one two fail four", "en"))
        .containsExactly("good one", "good two", "usual fail", "usual four");
  }

  @Test
  void whatFailsAtTheStartIsSpokenByTheNext() {
    assertThat(spoken("refuse this", "en")).containsExactly("usual refuse", "usual this");
  }

  @Test
  void anEngineThatIsSilentForTooLongIsLeftForTheNext() {
    try (Synthesis synthesis = ranked.begin(new SpeechRequest("one two three", null, "en"))) {
      assertThat(synthesis.next().orElseThrow().sampleRateHz()).isEqualTo(16_000);
      assertThat(synthesis.fallback()).isEmpty();

      assertThat(synthesis.handOver()).isTrue();

      assertThat(synthesis.next().orElseThrow().sampleRateHz()).isEqualTo(8_000);
      assertThat(usual.last).isEqualTo("two");
      assertThat(synthesis.fallback().orElseThrow().reason()).contains("good failed", "too long");
      assertThat(synthesis.fallback().orElseThrow().instead()).isEqualTo("usual speaks");
      assertThat(synthesis.handOver()).isFalse();
    }
  }

  @Test
  void whenTheLastFailsTooItIsAFault() {
    usual.tolerant = false;
    try (Synthesis synthesis = ranked.begin(new SpeechRequest("fail", null, "en"))) {
      assertThatThrownBy(synthesis::next).isInstanceOf(TtsException.class);
    }
  }

  @Test
  void aCancelEndsItWhoeverSpeaks() {
    try (Synthesis synthesis = ranked.begin(new SpeechRequest("one fail three", null, "en"))) {
      assertThat(synthesis.next()).isPresent();
      assertThat(synthesis.next()).isPresent();

      synthesis.cancel();

      assertThat(synthesis.next()).isEmpty();
    }
    assertThat(usual.open).isZero();
    assertThat(good.open).isZero();
  }

  private List<String> spoken(String text, String language) {
    List<String> said = new ArrayList<>();
    try (Synthesis synthesis = ranked.begin(new SpeechRequest(text, null, language))) {
      for (Optional<Pcm> piece = synthesis.next(); piece.isPresent(); piece = synthesis.next()) {
        Worded engine = piece.get().sampleRateHz() == 16_000 ? good : usual;
        said.add(engine.name + " " + engine.last);
      }
    }
    return said;
  }

  /// Gives a piece for each word.
  private static final class Worded implements Synthesizer {
    private final String name;
    private final String languages;
    private final int rateHz;
    private boolean tolerant;
    private String last = "";
    private int open;

    Worded(String name, String languages, int rateHz) {
      this.name = name;
      this.languages = languages;
      this.rateHz = rateHz;
      this.tolerant = name.equals("usual");
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Voice> voices() {
      return List.of();
    }

    @Override
    public boolean speaks(SpeechRequest request) {
      return languages.contains(String.valueOf(request.language()));
    }

    @Override
    public Synthesis begin(SpeechRequest request) {
      if (!tolerant && request.text().startsWith("refuse")) {
        throw new TtsException("not this: say something else");
      }
      open++;
      return new Words(new ArrayList<>(List.of(request.text().split(" "))));
    }

    @Override
    public void close() {
      tolerant = false;
    }

    private final class Words implements Synthesis {
      private final List<String> words;
      private boolean cancelled;
      private boolean closed;

      Words(List<String> words) {
        this.words = words;
      }

      @Override
      public Optional<Pcm> next() {
        if (cancelled || words.isEmpty()) {
          return Optional.empty();
        }
        if (!tolerant && words.getFirst().equals("fail")) {
          throw new TtsException("it fell over: start it again");
        }
        last = words.removeFirst();
        return Optional.of(Pcm.silence(Duration.ofMillis(100), rateHz));
      }

      @Override
      public String unspoken() {
        return String.join(" ", words);
      }

      @Override
      public void cancel() {
        cancelled = true;
      }

      @Override
      public void close() {
        cancelled = true;
        if (!closed) {
          closed = true;
          open--;
        }
      }
    }
  }
}

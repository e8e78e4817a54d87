package dev.loqa.edge.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.SpokenText;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EspeakSynthesizerTest {
  private static final int RATE = 22_050;
  private static final String LONG = "The quick brown fox jumps over the lazy dog. ".repeat(80);

  private final EspeakSynthesizer engine = new EspeakSynthesizer(EspeakOptions.DEFAULT);

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void speaksATextAsSeveralPiecesOfSound() {
    List<Pcm> pieces = speak(english("Timer for five minutes started."));

    assertThat(pieces).hasSizeGreaterThan(3).allMatch(p -> p.sampleRateHz() == RATE);
    Pcm all = Pcm.join(pieces, RATE);
    assertThat(all.duration().toMillis()).isBetween(1_000L, 4_000L);
    assertThat(all.dbfs()).isGreaterThan(-35);
  }

  @Test
  void theSameTextMakesTheSameSound() {
    assertThat(sound("Good morning.", null, null)).isEqualTo(sound("Good morning.", null, null));
  }

  @Test
  void theVoiceFollowsTheLanguage() {
    Pcm english = Pcm.join(speak(english("Guten Morgen, wie geht es dir?")), RATE);
    Pcm german = sound("Guten Morgen, wie geht es dir?", null, "de-AT");
    Pcm named = sound("Guten Morgen, wie geht es dir?", "de", "en");
    Pcm unknown = sound("Guten Morgen, wie geht es dir?", "../../etc/passwd", "tlh");

    assertThat(german).isNotEqualTo(english).isEqualTo(named);
    assertThat(unknown).isEqualTo(english);
  }

  @Test
  void listsVoicesThatItReallyHas() {
    assertThat(engine.voices())
        .contains(new Voice("en-us", "en-us"), new Voice("de", "de"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!! ... ???", "漢字 仮名", "😀", "- --stdout -f /etc/passwd", "& &lt; %s%n"})
  void textThatIsHardlyReadableNeitherFailsNorHangs(String text) {
    assertThat(Pcm.join(speak(english(text)), RATE).duration().toSeconds()).isLessThan(20);
  }

  @Test
  void aMegabyteCutToTheLimitIsSpoken() {
    SpokenText text = SpokenText.of("more and more words, ".repeat(50_000), 4_000);

    assertThat(Pcm.join(speak(english(text.text())), RATE).duration().toSeconds())
        .isGreaterThan(60);
  }

  @Test
  void aCancelEndsItInTheMiddle() {
    try (Synthesis synthesis = engine.begin(english(LONG))) {
      assertThat(synthesis.next()).isPresent();

      synthesis.cancel();

      assertThat(synthesis.next()).isEmpty();
      assertThat(synthesis.next()).isEmpty();
    }
  }

  @Test
  void aCancelFromAnotherThreadEndsAWaitingNext() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        Synthesis synthesis = engine.begin(english(LONG))) {
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
  void aProcessKilledInTheMiddleIsReplacedAndNothingIsHeardTwice() {
    Pcm whole = Pcm.join(speak(english(LONG)), RATE);
    List<Pcm> pieces = new ArrayList<>();

    try (EspeakSynthesis synthesis = (EspeakSynthesis) engine.begin(english(LONG))) {
      for (int i = 0; i < 5; i++) {
        pieces.add(synthesis.next().orElseThrow());
      }
      long victim = synthesis.pid();
      ProcessHandle.of(victim).orElseThrow().destroyForcibly();
      drain(synthesis, pieces);
      assertThat(synthesis.pid()).isNotEqualTo(victim);
    }

    assertThat(Pcm.join(pieces, RATE)).isEqualTo(whole);
  }

  @Test
  void aWaitingProcessThatDiedIsNotUsed() throws Exception {
    assertThat(engine.room().awaitFull(10_000)).isTrue();
    for (long pid : engine.room().pids()) {
      ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(5, TimeUnit.SECONDS);
    }

    assertThat(speak(english("Still here."))).isNotEmpty();
  }

  @Test
  void severalTextsAtOnceDoNotMix() throws Exception {
    Pcm one = sound("This is the first one.", null, null);
    Pcm two = sound("And here comes the second.", null, null);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Pcm> sayOne = () -> sound("This is the first one.", null, null);
      Callable<Pcm> sayTwo = () -> sound("And here comes the second.", null, null);

      List<Future<Pcm>> said = threads.invokeAll(List.of(sayOne, sayTwo, sayOne, sayTwo));

      assertThat(said.get(0).get()).isEqualTo(one);
      assertThat(said.get(1).get()).isEqualTo(two);
      assertThat(said.get(2).get()).isEqualTo(one);
      assertThat(said.get(3).get()).isEqualTo(two);
    }
  }

  @Test
  void closingLeavesNoProcessBehindAndMayBeRepeated() throws Exception {
    assertThat(engine.room().awaitFull(10_000)).isTrue();
    List<Long> pids = new ArrayList<>(engine.room().pids());
    EspeakSynthesis speaking = (EspeakSynthesis) engine.begin(english(LONG));
    pids.add(speaking.pid());

    engine.close();
    engine.close();

    for (long pid : pids) {
      Optional<ProcessHandle> process = ProcessHandle.of(pid);
      if (process.isPresent()) {
        process.get().onExit().get(5, TimeUnit.SECONDS);
      }
    }
    assertThat(speaking.next()).isEmpty();
    assertThatThrownBy(() -> engine.begin(english("hello")))
        .isInstanceOf(TtsException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aProgramOrAVoiceThatIsMissingIsNamedWithTheWayOut() {
    assertThatThrownBy(
            () -> new EspeakSynthesizer(EspeakOptions.DEFAULT.withProgram("/nowhere/espeak")))
        .isInstanceOf(TtsException.class)
        .hasMessageContainingAll("/nowhere/espeak", "apt install espeak-ng");
    assertThatThrownBy(() ->
            new EspeakSynthesizer(
                new EspeakOptions("espeak-ng", "en", Map.of("en", "martian"), 170, 2)))
        .isInstanceOf(TtsException.class)
        .hasMessageContainingAll("tts.voices.en", "martian");
  }

  private static SpeechRequest english(String text) {
    return new SpeechRequest(text, null, null);
  }

  private Pcm sound(String text, @Nullable String voice, @Nullable String language) {
    return Pcm.join(speak(new SpeechRequest(text, voice, language)), RATE);
  }

  private List<Pcm> speak(SpeechRequest request) {
    List<Pcm> pieces = new ArrayList<>();
    try (Synthesis synthesis = engine.begin(request)) {
      drain(synthesis, pieces);
    }
    return pieces;
  }

  private static void drain(Synthesis synthesis, List<Pcm> pieces) {
    for (Optional<Pcm> piece = synthesis.next(); piece.isPresent(); piece = synthesis.next()) {
      pieces.add(piece.get());
    }
  }
}

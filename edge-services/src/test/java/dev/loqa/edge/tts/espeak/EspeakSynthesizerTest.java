package dev.loqa.edge.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.SynthesizerContract;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EspeakSynthesizerTest extends SynthesizerContract {
  private static final int RATE = 22_050;

  private final EspeakSynthesizer engine = new EspeakSynthesizer(EspeakOptions.DEFAULT);

  @AfterEach
  void stop() {
    engine.close();
  }

  @Override
  protected Synthesizer engine() {
    return engine;
  }

  @Override
  protected int rateHz() {
    return RATE;
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
  void closingLeavesNoProcessBehind() throws Exception {
    assertThat(engine.room().awaitFull(10_000)).isTrue();
    List<Long> pids = new ArrayList<>(engine.room().pids());
    EspeakSynthesis speaking = (EspeakSynthesis) engine.begin(english(LONG));
    pids.add(speaking.pid());

    engine.close();

    for (long pid : pids) {
      Optional<ProcessHandle> process = ProcessHandle.of(pid);
      if (process.isPresent()) {
        process.get().onExit().get(5, TimeUnit.SECONDS);
      }
    }
    assertThat(speaking.next()).isEmpty();
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
}

package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.Utterance;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The opinion of decoders that hear each piece of speech by itself.
final class SecondOpinionTest {
  private static final short[] SPEECH = speech();

  private final PocketSphinxEngine engine = new PocketSphinxEngine("", "", "", 0.5);
  private final SecondOpinion opinion = secondOpinion();

  private static short[] speech() {
    var sound = Sounds.speech("what time is it", "en-us+f3", 150);
    return new Dither().over(sound, 0, sound.length);
  }

  private static SecondOpinion secondOpinion() {
    return new SecondOpinion(EngineParts.of("", "", "", 0.5));
  }

  @AfterEach
  void close() {
    opinion.close();
    engine.close();
  }

  private Hypothesis of(short[] speech) {
    return opinion.ask(PocketSphinxEngineTest.house(), speech).await();
  }

  @Test
  void isTheSameWhoeverSpokeBefore() {
    var first = of(SPEECH);
    of(Sounds.speech("set a timer for ten minutes", "en-gb+m3", 180));
    of(Sounds.noise(1_000, 3_000, 1));

    assertThat(first.text()).isEqualTo("what time is it");
    var again = of(SPEECH);
    assertThat(again.text()).isEqualTo(first.text());
    // The library's estimate of the noise goes on a little from one utterance to the next.
    assertThat(again.confidence()).isCloseTo(first.confidence(), within(0.03));
  }

  @Test
  void isNothingWhenItIsForgottenBeforeItBegan() {
    var murmur = opinion.ask(PocketSphinxEngineTest.house(), Sounds.noise(5_000, 3_000, 2));
    var asked = opinion.ask(PocketSphinxEngineTest.house(), SPEECH);
    asked.forget();

    assertThat(asked.await()).isEqualTo(Hypothesis.NOTHING);
    assertThat(murmur.await().accepted()).isFalse();
  }

  @Test
  void answersAfterItsRecognizerAskedInAPause() {
    try (Recognizer recognizer = engine.recognizer();
        Utterance utterance = recognizer.open(PocketSphinxEngineTest.house())) {
      utterance.accept(SPEECH, 0, SPEECH.length);
      utterance.paused(0, SPEECH.length);
      var thought = utterance.reconsidered();

      assertThat(thought).isEqualTo("what time is it");
      assertThat(utterance.finish().text()).isEqualTo(thought);
    }
  }

  @Test
  void leavesOutWhatIsTooLongForACommand() {
    var murmur = Sounds.noise(7_000, 2_000, 3);
    try (Recognizer recognizer = engine.recognizer();
        Utterance utterance = recognizer.open(PocketSphinxEngineTest.house())) {
      utterance.accept(murmur, 0, murmur.length);
      utterance.paused(0, murmur.length);

      assertThat(List.of(utterance.finish())).noneMatch(Hypothesis::accepted);
    }
  }
}

package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PocketSphinxEngineTest {
  private final PocketSphinxEngine engine = new PocketSphinxEngine("", "", "", 0.5);
  private final Recognizer recognizer = engine.recognizer();
  private final Grammar house = house();

  static Grammar house() {
    try (var in =
        Objects.requireNonNull(
            PocketSphinxEngineTest.class.getResourceAsStream("/dev/loqa/edge/stt/house.fsg"))) {
      return Grammar.ofFsg("house", new String(in.readAllBytes(), StandardCharsets.UTF_8), "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    recognizer.close();
    engine.close();
  }

  private Hypothesis hear(Grammar grammar, short[] sound) {
    try (var utterance = recognizer.open(grammar)) {
      for (int at = 0; at < sound.length; at += 512) {
        utterance.accept(sound, at, Math.min(512, sound.length - at));
      }
      return utterance.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wfw_turn_on_the_living_room_lamp.wav, turn on the living room lamp",
    "r3_turn_on_the_lamp.wav, turn on the lamp",
    "r3_set_timer.wav, set a timer for ten minutes",
  })
  void hearsAPerson(String file, String words) {
    var heard = hear(house, Sounds.recording(file));

    // "The" is often swallowed, by people and by the recogniser; no command depends on it.
    assertThat(heard.text().replace("the ", "")).isEqualTo(words.replace("the ", ""));
    assertThat(heard.accepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "turn on the kitchen light, en-us",
    "set a timer for three seconds, en-us",
    "what time is it, en-us+f3",
  })
  void hearsAVoice(String words, String voice) {
    assertThat(hear(house, Sounds.speech(words, voice, 150)).text()).isEqualTo(words);
  }

  @Test
  void showsWordsBeforeTheEnd() {
    var sound = Sounds.speech("turn on the kitchen light", "en-us", 150);
    var partials = new ArrayList<String>();
    try (var utterance = recognizer.open(house)) {
      for (int at = 0; at + 512 <= sound.length; at += 512) {
        utterance.accept(sound, at, 512);
        partials.add(utterance.partial());
      }
    }
    assertThat(partials).contains("turn on");
  }

  @Test
  void swapsItsGrammarBetweenUtterances() {
    var door =
        Grammar.ofFsg(
            "door",
            """
            FSG_BEGIN door
            NUM_STATES 4
            START_STATE 0
            FINAL_STATE 3
            TRANSITION 0 1 1.0 unlock
            TRANSITION 1 2 1.0 the
            TRANSITION 2 3 0.5 door
            TRANSITION 2 3 0.5 zorblax
            FSG_END
            """,
            "");
    hear(house, Sounds.speech("turn on the lamp", "en-us", 150));

    assertThat(hear(door, Sounds.speech("unlock the zorblax", "en-us", 150)).text())
        .isEqualTo("unlock the zorblax");
    assertThat(hear(door, Sounds.speech("unlock the door", "en-us", 150)).text())
        .isEqualTo("unlock the door");
    assertThat(hear(house, Sounds.speech("turn on the lamp", "en-us", 150)).text())
        .isEqualTo("turn on the lamp");
  }

  @Test
  void refusesAFaultyGrammarAndStaysUsable() {
    var faulty =
        new Grammar(
            "faulty",
            "FSG_BEGIN x\nNUM_STATES 1\nSTART_STATE 0\nFINAL_STATE 9\nFSG_END\n",
            house.words(),
            "");

    assertThatThrownBy(() -> recognizer.open(faulty))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("faulty");
    assertThat(hear(house, Sounds.speech("turn on the lamp", "en-us", 150)).text())
        .isEqualTo("turn on the lamp");
  }

  @Test
  void refusesSoundAfterTheEnd() {
    try (var utterance = recognizer.open(house)) {
      utterance.finish();

      assertThatThrownBy(() -> utterance.accept(new short[512], 0, 512))
          .isInstanceOf(SttException.class);
    }
  }

  @Test
  void hearsNothingInSilence() {
    assertThat(hear(house, Sounds.silence(1500)).accepted()).isFalse();
  }
}

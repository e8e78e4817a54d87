package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a spoken sentence does in a whole house, from the sound to the sound.
@ExtendWith(SharedHouse.class)
final class VoiceTurnTest {
  private final House house;
  @TempDir private Path folder;

  VoiceTurnTest(House house) {
    this.house = house;
  }

  @Test
  void hearsActsAndAnswersASentenceOfEspeak() throws Exception {
    Turn turn = heard(Sounds.spoken(folder, "turn on the kitchen light"), "reply=wav");

    assertThat(turn.text("transcript")).isEqualTo("turn on the kitchen light");
    assertThat(turn.done()).containsExactly("smart-home.turn_on kitchen light done");
    assertAnswered(turn);
    assertThat(house.get(turn.text("reply_wav")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "wfw_turn_on_the_living_room_lamp, turn on (the )?living room lamp",
    "r3_turn_on_the_lamp, turn on (the )?lamp"
  })
  void hearsActsAndAnswersAPerson(String clip, String words) throws IOException {
    Path wav = House.ROOT.resolve("../shared/data/audio").resolve(clip + ".wav");
    assumeTrue(Files.isReadable(wav), "no recording of a person here: " + wav);

    Turn turn = heard(wav, "real_time=true");

    assertThat(turn.text("transcript")).matches(words);
    assertThat(turn.done()).hasSize(1).allMatch(receipt -> receipt.endsWith("lamp done"));
    assertAnswered(turn);
    assertThat(house.state("light.living_room_lamp")).isEqualTo("on");
  }

  private Turn heard(Path wav, String query) {
    return new Turn(house.answer(house.hear(wav, query)));
  }

  private static void assertAnswered(Turn turn) {
    assertThat(turn.reply()).isNotBlank();
    assertThat(turn.audioMs()).isGreaterThan(300);
    assertThat(Turn.map(turn.fields(), "satellite").get("error")).isNull();
    TypedTurnTest.assertLedgerSums(turn, "endpoint", "stt", "route", "skill", "tts", "play");
  }
}

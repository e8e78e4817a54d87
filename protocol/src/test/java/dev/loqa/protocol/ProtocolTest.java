package dev.loqa.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProtocolTest {
  private static final SessionId SESSION = new SessionId("s-1");

  @Test
  void refusesAnIdThatCouldBeAWildcardOrAPath() {
    for (String bad : List.of("", "a.b", "*", ">", "../x", "a b", "x".repeat(65), "ü")) {
      assertThatThrownBy(() -> new SessionId(bad))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("session_id")
          .hasMessageContaining("use 1 to 64");
    }
  }

  @Test
  void makesTheSameIdsFromTheSameSeed() {
    assertThat(Ids.random("t-", new Random(7))).isEqualTo(Ids.random("t-", new Random(7)));
    assertThat(Ids.valid(Ids.random("t-", new Random(8)))).isTrue();
  }

  @Test
  void refusesAFrameLargerThanTheLimit() {
    Bytes tooMuch = Bytes.wrap(new byte[AudioLimits.FRAME_BYTES + 2]);
    assertThatThrownBy(() -> new AudioFrame(SESSION, 0, 16_000, 1, tooMuch, false))
        .hasMessageContaining("65538 bytes");
  }

  @Test
  void refusesAFrameThatCutsASampleInTwo() {
    assertThatThrownBy(() -> new AudioFrame(SESSION, 0, 16_000, 2, Bytes.wrap(new byte[6]), false))
        .hasMessageContaining("whole 16 bit samples");
  }

  @Test
  void ledgerSaysWhatNoStageAccountsFor() {
    Ledger ledger = new Ledger(100, Map.of(Stage.STT, 60.0, Stage.TTS, 35.0));
    assertThat(ledger.unattributedMs()).isEqualTo(5);
    assertThat(ledger.sums()).isTrue();
    assertThat(new Ledger(100, Map.of(Stage.STT, 60.0)).sums()).isFalse();
    assertThat(ledger.toMap()).containsEntry("unattributed", 5.0).containsEntry("route", 0.0);
  }

  @Test
  void everySubjectHasSomebodyWhoSaysItAndSomebodyWhoHearsIt() {
    assertThat(RoleTable.ROWS).allMatch(row -> !row.from().isEmpty());
    // Pieces of models are asked of the server itself.
    assertThat(RoleTable.ROWS)
        .filteredOn(row -> row.to().isEmpty())
        .extracting(RoleTable.Row::subject)
        .containsExactly(Subjects.MODELS_GET);
  }

  @Test
  void anEdgeNodeCannotSpeakForTheCore() {
    assertThat(Stream.of(Role.STT, Role.TTS, Role.LLM, Role.SATELLITE))
        .allMatch(role -> !RoleTable.publishes(role).contains(Subjects.TTS_REQUEST));
  }

  @Test
  void answersHaveNoSubject() {
    assertThatThrownBy(() -> Subjects.of(SttOpened.watched(new NodeId("n"))))
        .hasMessageContaining("respond");
  }
}

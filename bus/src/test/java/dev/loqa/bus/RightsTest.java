package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.protocol.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RightsTest {

  @Test
  void followTheRoleTable() {
    Rights stt = Rights.of("edge-stt", Set.of(Role.STT), Set.of("edge-tts"));

    assertThat(stt.publish())
        .contains("stt.text.final", "audio.resend")
        .doesNotContain("tts.request", "skill.*.*");
    assertThat(stt.subscribe())
        .contains("stt.open", "audio.frame.*")
        .doesNotContain("tts.audio.*", "stt.text.final");
  }

  @Test
  void giveANodeOnlyItsOwnInboxAndHeartbeat() {
    Rights stt = Rights.of("edge-stt", Set.of(Role.STT), Set.of("edge-tts"));

    assertThat(stt.subscribe())
        .contains("_INBOX.edge-stt.>")
        .noneMatch(subject -> subject.startsWith("_INBOX.>"));
    assertThat(stt.publish())
        .contains("ctrl.node.heartbeat.edge-stt")
        .doesNotContain("ctrl.node.heartbeat.*");
  }

  @Test
  void letASatelliteAnswerLoqadHoweverLongItHears() {
    assertThat(Rights.of("kitchen", Set.of(Role.SATELLITE), Set.of()).publish())
        .contains("_INBOX.loqad.>");
    assertThat(Rights.of("edge-stt", Set.of(Role.STT), Set.of()).publish())
        .noneMatch(subject -> subject.startsWith("_INBOX"));
  }

  @Test
  void addUpForANodeOfSeveralRoles() {
    Rights both = Rights.of("kitchen", Set.of(Role.STT, Role.TTS), Set.of());

    assertThat(both.publish()).contains("stt.text.final", "tts.audio.*");
    assertThat(both.subscribe()).contains("stt.open", "tts.request");
  }

  @Test
  void letClientsOfTheOriginalSpeakTheOriginalsSubjectsAndReadNobodysAnswers() {
    Rights legacy = Rights.of("legacy", Set.of(Role.LEGACY), Set.of("legacy", "loqad", "edge-stt"));

    assertThat(legacy.publish())
        .contains("stt.text.final", "tts.request", "skill.*.*", "audio.frame.*")
        .doesNotContain("turn.cancel", "satellite.hear", "alert.ack", "ctrl.vocabulary.changed");
    assertThat(legacy.subscribe()).contains("nlu.request", "_INBOX.>");
    assertThat(legacy.unheard()).containsExactly("_INBOX.edge-stt.>", "_INBOX.loqad.>");
  }

  @Test
  void compareServerVersionsByNumber() {
    for (String old : new String[] {"2.9.10", "v2.10.22", "1.99.99", "2.10.3"}) {
      assertThatThrownBy(() -> ServerVersion.parse(old).requireFloor("nats://far:4222"))
          .isInstanceOf(BusException.class)
          .hasMessageContaining("nats://far:4222")
          .hasMessageContaining("2.10.23");
    }
    assertThat(ServerVersion.parse("2.10.27").featuresOff())
        .containsExactly("per-message time to live", "atomic batch publish");
    assertThat(ServerVersion.parse("v2.15.1").featuresOff()).isEmpty();
    assertThatThrownBy(() -> ServerVersion.parse("newest")).isInstanceOf(BusException.class);
  }
}

package dev.loqa.skillhost.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "skill.demo.out",
        "home.command",
        "tts.request",
        "visual.card.update",
        "a.b.c.d.e.f.g.h",
        "x_1.y-2",
        "nlu.request"
      })
  void letsASkillSendTo(String subject) {
    assertThat(SubjectRule.publishFault(subject)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "skill",
        "skill.>",
        "skill.*.out",
        "skill.demo.>.x",
        "_INBOX.a",
        "_INBOX.>",
        "$JS.API.x",
        "$SYS.x",
        "tts.>",
        "skill..demo",
        ".skill",
        "skill.",
        "skill.demo\r\nPUB x 0",
        "skill.demo\u0000x",
        "Skill.Demo",
        "skill.d\u00e9mo",
        "skill.de mo",
        "audit.x",
        "registry.x",
        "loqa.x",
        "loqa.events.node.type",
        "ctrl.node.announce",
        "session.degraded",
        "turn.cancel",
        "play.done",
        "alert.ring",
        "audio.frame.s1",
        "audio.frame",
        "skill.result",
        "skill.failed",
        "a.b.c.d.e.f.g.h.i",
        "a.123456789012345678901234567890123"
      })
  void refusesToSendTo(String subject) {
    assertThat(SubjectRule.publishFault(subject)).isPresent();
  }

  @Test
  void refusesASubjectOfMoreThan128Bytes() {
    String token = "a".repeat(32);
    String fits = String.join(".", token, token, token, "a".repeat(29));
    assertThat(fits).hasSize(128);
    assertThat(SubjectRule.publishFault(fits)).isEmpty();
    assertThat(SubjectRule.publishFault(fits + "a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skill.demo.in",
        "skill.demo.*",
        "skill.demo.>",
        "skill.demo.a.*.b",
        "stt.text.final",
        "skill.other.in",
        "perci.stt.text"
      })
  void letsASkillListenTo(String subject) {
    assertThat(SubjectRule.subscribeFault("demo", subject)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "*",
        "stt.>",
        "$SYS.>",
        "skill.*",
        "skill.>",
        "skill.*.x",
        "skill.other.*",
        "skill.demo.>.x",
        "skill.demo.a*",
        "*.demo",
        "ctrl.node.heartbeat.a",
        "alert.ack",
        "skill.result",
        "no",
        "on",
        "0o17",
        "1e3"
      })
  void refusesToListenTo(String subject) {
    assertThat(SubjectRule.subscribeFault("demo", subject)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "skill.demo.out, false",
    "home.command, false",
    "skill.other.in, true",
    "skill.demonstration.x, true",
    "stt.text.final, true",
    "nlu.request, true",
    "tts.request, true",
    "audio.level, true",
    "perci.tts.x, false"
  })
  void asksTheOwnerAbout(String subject, boolean asks) {
    assertThat(SubjectRule.consent("demo", subject).isPresent()).isEqualTo(asks);
  }

  @ParameterizedTest
  @CsvSource({
    "skill.demo.in, skill.demo.in, true", "skill.demo.in, skill.demo.in.x, false",
        "skill.demo.*, skill.demo.in, true",
    "skill.demo.*, skill.demo, false", "skill.demo.*, skill.demo.a.b, false",
        "skill.demo.>, skill.demo.a.b, true",
    "skill.demo.>, skill.demo, false", "skill.demo.*.b, skill.demo.a.b, true",
        "skill.demo.*.b, skill.demo.a.c, false"
  })
  void matches(String pattern, String subject, boolean falls) {
    assertThat(SubjectRule.matches(pattern, subject)).isEqualTo(falls);
  }
}

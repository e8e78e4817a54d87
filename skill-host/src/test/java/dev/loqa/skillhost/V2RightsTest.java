package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that the manifest, the owner or a person's yes do not cover.
class V2RightsTest {
  private static final int OUT = V2Module.BUFFER;

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void deniesAndAuditsWhatTheManifestDoesNotAsk() {
    fixture.load(
        "t",
        HostFixture.v2("t", "intents: {t.run: {sentences: [run]}}"),
        V2Module.handling(
            m ->
                Code.sum(
                    m.call("publish", "skill.t.out", "{}"),
                    m.call("kv_put", "k", "v"),
                    m.call("kv_get", "k", OUT, 8),
                    m.call("timer_set", "{\"id\":\"a\",\"after_ms\":1}"),
                    m.call("timer_list", OUT, 64),
                    m.call("http", "{\"method\":\"GET\",\"url\":\"http://ha.local/\"}", OUT, 64)),
            "publish",
            "kv_put",
            "kv_get",
            "timer_set",
            "timer_list",
            "http"));

    assertThat(fixture.result()).isEqualTo(6 * -3);
    assertThat(fixture.denied())
        .extracting(Audit.DeniedCall::call)
        .containsExactly("publish", "kv_put", "kv_get", "timer_set", "timer_list", "http");
    assertThat(fixture.denied().getFirst().reason())
        .isEqualTo("the manifest does not ask for it: add `bus:publish` to permissions");
  }

  @Test
  void deniesWhatTheOwnerDidNotGrant() {
    Path skill =
        fixture.write(
            "t",
            HostFixture.v2All("t"),
            V2Module.handling(
                m ->
                    Code.sum(
                        m.call("publish", "skill.t.out", "{}"),
                        m.call("publish", "home.command", "{}")),
                "publish"));
    SkillFolder read = SkillFolder.read(skill);
    Grant all = Grant.asAsked(read.manifest());
    fixture.load(
        read,
        new Grant(
            all.permissions(), Set.of("skill.t.out"), Set.of(), Set.of(), Set.of(), Set.of()));

    assertThat(fixture.result()).isEqualTo(1 - 3);
    assertThat(fixture.denied().getFirst().reason())
        .isEqualTo("the owner has not granted this subject");
  }

  @Test
  void deniesAnEffectAboveWhatWasCleared() {
    fixture.needs(Risk.CONFIRM);
    fixture.load(
        V2Module.handling(
            m -> m.call("publish", "home.command", "{\"entity\":\"lock\"}"), "publish"));

    assertThat(fixture.result()).isEqualTo(-3);
    assertThat(fixture.denied().getFirst().reason())
        .contains("needs CONFIRM")
        .contains("cleared for NONE");
    assertThat(HostFixture.result(fixture.host().call(fixture.intent().cleared(Risk.PIN))))
        .isEqualTo(1);
  }

  @Test
  void auditsALoopOfDeniedCallsOnce32Times() {
    Code loop = code(); // local 2 counts down
    fixture.load(
        V2Module.handling(
            m ->
                loop.i32(100)
                    .set(2)
                    .raw(0x03, 0x40)
                    .add(m.call("publish", "skill.t.nope", "{}"))
                    .drop()
                    .get(2)
                    .i32(1)
                    .raw(0x6b)
                    .op(0x22, 2)
                    .raw(0x0d, 0x00, 0x0b)
                    .i32(0),
            "publish"));

    Outcome outcome = fixture.call();

    assertThat(fixture.denied()).hasSize(32);
    assertThat(outcome.trail().denials()).isEqualTo(100);
  }
}

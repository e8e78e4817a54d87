package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the host's functions of ABI v2 do and answer.
class V2CallsTest {
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
  void handsTheEnvelopeToTheGuest() {
    fixture.load(V2Module.handling(m -> code().i32(1).get(0).get(1).call(0).drop().i32(0), "log"));

    fixture
        .host()
        .call(
            SkillInvocation.intent(fixture.id(), "t.run", Map.of("duration", 300L), HostFixture.NOW)
                .spoken("de", "kitchen", null)
                .at(ZoneId.of("Europe/Berlin"))
                .with("{\"home\":{\"lamp\":\"on\"}}"));

    assertThat(fixture.log())
        .containsExactly(
            "{\"type\":\"intent\",\"subject\":\"skill.t.run\",\"invocation_id\":\"i1\",\"intent\":\"t.run\","
                + "\"slots\":{\"duration\":300},\"language\":\"de\",\"room\":\"kitchen\","
                + "\"now\":\"2026-11-21T10:30:00.250+01:00\",\"timezone\":\"Europe/Berlin\","
                + "\"payload\":{\"home\":{\"lamp\":\"on\"}}}");
  }

  @Test
  void handsAPayloadThatIsNoJsonOverAsText() {
    fixture.load(V2Module.handling(m -> code().i32(1).get(0).get(1).call(0).drop().i32(0), "log"));

    fixture.host().call(fixture.message("t", "skill.t.in", "1}, \"type\":\"timer\", \"x\":{"));

    assertThat(fixture.log().getFirst())
        .contains("\"payload\":\"1}, \\\"type\\\":\\\"timer\\\", \\\"x\\\":{\"}");
  }

  @Test
  void buffersEffectsAndNumbersThem() {
    fixture.values.put("old", Bytes.wrap(new byte[] {1}));
    fixture.pending.add(new TimerView("tea", HostFixture.NOW, "{}"));
    fixture.load(
        V2Module.handling(
            m ->
                Code.sum(
                        m.call("publish", "skill.t.out", "{\"a\":1}"),
                        m.call("kv_put", "k", "v"),
                        m.call("kv_delete", "old"),
                        m.call(
                            "timer_set",
                            "{\"id\":\"egg\",\"after_ms\":5000,\"payload\":{\"n\":1}}"),
                        m.call("timer_cancel", "tea"))
                    .i32(15)
                    .raw(0x6b),
            "publish",
            "kv_put",
            "kv_delete",
            "timer_set",
            "timer_cancel"));

    Outcome outcome = fixture.call();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(((Outcome.Completed) outcome).effects())
        .containsExactly(
            new Effect.Publish(1, "skill.t.out", "{\"a\":1}"),
            new Effect.KvPut(2, "k", Bytes.wrap(new byte[] {'v'})),
            new Effect.KvDelete(3, "old"),
            new Effect.TimerSet(
                4,
                new TimerRequest(
                    "egg", new TimerRequest.When.After(Duration.ofSeconds(5)), null, "{\"n\":1}")),
            new Effect.TimerCancel(5, "tea"));
    assertThat(fixture.published).isEmpty();
  }

  @Test
  void readsWhatItWroteInTheSameInvocation() {
    fixture.load(
        V2Module.handling(
            m ->
                m.call("kv_put", "k", "value")
                    .drop()
                    .add(m.call("kv_get", "k", OUT, 64))
                    .set(2)
                    .i32(1)
                    .i32(OUT)
                    .get(2)
                    .call(2)
                    .drop()
                    .add(m.call("kv_delete", "k"))
                    .drop()
                    .add(m.call("kv_get", "k", OUT, 64)),
            "kv_put",
            "kv_get",
            "log",
            "kv_delete"));

    assertThat(fixture.result()).isEqualTo(-1);
    assertThat(fixture.log()).containsExactly("value");
  }

  @Test
  void keepsAnAnswerThatDoesNotFitForTake() {
    fixture.values.put("k", Bytes.wrap("0123456789".getBytes(StandardCharsets.UTF_8)));
    fixture.load(
        V2Module.handling(
            m ->
                m.call("kv_get", "k", OUT, 4)
                    .set(2) // 10, nothing written
                    .i32(1)
                    .i32(OUT)
                    .i32(4)
                    .call(1)
                    .drop()
                    .add(m.call("take", OUT, 9))
                    .drop() // still 10, nothing written
                    .add(m.call("take", OUT, 10))
                    .drop()
                    .i32(1)
                    .i32(OUT)
                    .i32(10)
                    .call(1)
                    .drop()
                    .add(m.call("take", OUT, 10))
                    .set(3) // nothing left
                    .get(2)
                    .i32(100)
                    .raw(0x6c)
                    .get(3)
                    .raw(0x6a),
            "kv_get",
            "log",
            "take"));

    assertThat(fixture.result()).isEqualTo(999);
    assertThat(fixture.log()).containsExactly("????", "0123456789");
  }

  @Test
  void trapsOnASecondReply() {
    fixture.load(
        V2Module.handling(
            m -> m.call("reply", "{\"say\":\"a\"}").drop().add(m.call("reply", "{\"say\":\"b\"}")),
            "reply"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> {
              assertThat(trapped.trap()).isEqualTo(Outcome.Trap.PROTOCOL);
              assertThat(trapped.reason()).isEqualTo("it replied twice");
            });
  }

  @Test
  void takesAReplyWithReceiptsCardsAndValues() {
    fixture.load(
        V2Module.handling(
            m ->
                m.call(
                    "reply",
                    "{\"say\":\"hi\",\"ask\":\"when?\",\"cards\":[{\"title\":\"x\"}],\"values\":{\"n\":3},"
                        + "\"receipts\":[{\"action\":\"timer.start\",\"target\":\"egg\",\"effect\":1}]}"),
            "reply"));

    Outcome.Completed completed = (Outcome.Completed) fixture.call();

    assertThat(completed.reply())
        .isEqualTo(
            new Reply(
                "hi",
                "when?",
                List.of(Map.of("title", "x")),
                List.of(new ClaimedReceipt("timer.start", "egg", 1)),
                Map.of("n", 3L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "publish; skill.t.out; no json; -2",
        "publish; skill.t.out; {} {}; -2",
        "publish; SKILL.t; {}; -3",
        "publish; ctrl.node; {}; -3",
        "publish; skill.t.other; {}; -3",
        "publish; loqa.events.x; {}; -3",
        "kv_put; k; v; 1",
        "reply_; [1]; ; -2",
        "reply_; {\"say\":5}; ; -2",
        "timer_set_; {\"id\":\"a\"}; ; -2",
        "timer_set_; {\"id\":\"a b\",\"after_ms\":1}; ; -2",
        "timer_set_; {\"id\":\"a\",\"after_ms\":-1}; ; -2",
        "timer_set_; {\"id\":\"a\",\"after_ms\":1,\"at\":\"07:00\"}; ; -2",
        "timer_set_; {\"id\":\"a\",\"at\":\"25:00\"}; ; -2",
        "timer_set_; {\"id\":\"a\",\"after_ms\":99999999999999}; ; -2",
        "timer_set_; {\"id\":\"a\",\"at\":\"07:00\",\"repeat\":\"yearly\"}; ; -2",
        "timer_set_; {\"id\":\"a\",\"at\":\"07:00\",\"repeat\":\"weekdays\"}; ; 1",
        "timer_cancel_; nothing; ; -1",
        "kv_delete_; nothing; ; -1"
      })
  void answersWithANumber(String call, String first, String second, int expected) {
    String name = call.endsWith("_") ? call.substring(0, call.length() - 1) : call;
    fixture.load(
        V2Module.handling(
            m -> second == null ? m.call(name, first) : m.call(name, first, second), name));

    assertThat(fixture.result()).isEqualTo(expected);
  }

  @Test
  void listsTimersAsTheyWillBe() {
    fixture.pending.add(new TimerView("tea", Instant.parse("2026-11-21T09:35:00Z"), "{\"n\":1}"));
    fixture.pending.add(new TimerView("gone", Instant.parse("2026-11-21T09:31:00Z"), "{}"));
    fixture.load(
        V2Module.handling(
            m ->
                m.call("timer_cancel", "gone")
                    .drop()
                    .add(m.call("timer_set", "{\"id\":\"egg\",\"after_ms\":1000}"))
                    .drop()
                    .add(m.call("timer_list", OUT, 1024))
                    .set(2)
                    .i32(1)
                    .i32(OUT)
                    .get(2)
                    .call(3)
                    .drop()
                    .i32(0),
            "timer_cancel",
            "timer_set",
            "timer_list",
            "log"));

    fixture.call();

    assertThat(fixture.log())
        .containsExactly(
            "[{\"id\":\"egg\",\"due\":\"2026-11-21T09:30:01.250Z\",\"payload\":{}},"
                + "{\"id\":\"tea\",\"due\":\"2026-11-21T09:35Z\",\"payload\":{\"n\":1}}]");
  }
}

package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.CallRecorder;
import dev.loqa.skillhost.record.Comparison;
import dev.loqa.skillhost.record.RecordJson;
import dev.loqa.skillhost.record.RecordedCall;
import dev.loqa.skillhost.record.Replayer;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is recorded of an invocation, and running it again from that.
@Timeout(120)
class RecordReplayTest {
  private static final String MANIFEST =
      HostFixture.v2(
          "t",
          "capabilities: {bus: {publish: [home.command]}}",
          "permissions: [bus:publish, storage:kv, timers:set, http:call, secrets:use]",
          "storage: {kv: true, quota_kib: 16}",
          "timers: {max_active: 2}",
          "secrets: [token]",
          "http: {allow: [{host: ha.local, methods: [GET, POST], scheme: http}]}",
          "intents: {t.run: {sentences: [run]}}",
          "budgets: {memory_mib: 16, wall_ms: 60000, payload_kib: 64}");
  private static final String REQUEST =
      "{\"method\":\"POST\",\"url\":\"http://ha.local/x\",\"secret\":\"token\"}";
  private static final int OUT = 65_536;
  private static final String[] IMPORTS = {
    "random", "now_ms", "kv_get", "kv_put", "http", "take", "timer_list", "publish", "log", "reply"
  };

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

  /// A guest whose effects carry every answer it got.
  private static byte[] curious() {
    return V2Module.handling(m -> curious(m, "home.command", code()).add(code().i32(0)), IMPORTS);
  }

  private static Code curious(V2Module m, String subject, Code more) {
    Code random = m.call("random", OUT, 8).drop();
    Code seed = m.call("kv_put", "seed", OUT, 8).drop();
    Code now = code().i32(OUT + 16).call(m.index("now_ms")).raw(0x37, 0x03, 0x00);
    Code at = m.call("kv_put", "at", OUT + 16, 8).drop();
    Code read = m.call("kv_get", "n", OUT + 64, 64).set(2);
    Code said = code().i32(1).i32(OUT + 64).get(2).call(m.index("log")).drop();
    Code web = m.call("http", REQUEST, OUT + 256, 4).set(3);
    Code taken = m.call("take", OUT + 256, 4_096).drop();
    Code heard = code().i32(1).i32(OUT + 256).get(3).call(m.index("log")).drop();
    Code timers = m.call("timer_list", OUT + 8_192, 1_024).drop();
    Code send = m.call("publish", subject, "{\"on\":true}").drop();
    Code reply =
        m.call(
                "reply",
                "{\"receipts\":[{\"action\":\"a\",\"target\":\"lamp\",\"effect\":4},{\"action\":\"b\",\"target\":\"x\",\"effect\":9}]}")
            .drop();
    return List.of(random, seed, now, at, read, said, web, taken, heard, timers, more, send, reply)
        .stream()
        .reduce(code(), Code::add);
  }

  private SkillFolder write(String folderName, byte[] wasm) {
    return SkillFolder.read(fixture.write(folderName, MANIFEST, wasm));
  }

  private CallRecord record(SkillFolder skill) {
    fixture.load(skill, Grant.asAsked(skill.manifest()));
    return record(fixture.intent());
  }

  private CallRecord record(SkillInvocation invocation) {
    CallRecorder recorder = new CallRecorder(invocation);
    Outcome outcome =
        fixture
            .host()
            .skill(invocation.skill())
            .map(skill -> fixture.host().call(invocation, skill, recorder))
            .orElseGet(() -> fixture.host().call(invocation));
    // What is stored is what is replayed.
    return RecordJson.of(Json.readObject(RecordJson.text(recorder.end(outcome))));
  }

  private CallRecord recordCurious() {
    fixture.values.put("n", Bytes.wrap(new byte[] {'4', '2'}));
    fixture.pending.add(new TimerView("egg", HostFixture.NOW, "{\"a\":1}"));
    fixture.answer = Optional.of(new HttpAnswer(200, Map.of("a", "b"), "It rains."));
    return record(write("t", curious()));
  }

  private static Comparison replay(CallRecord record, SkillFolder skill) {
    try (Replayer replayer = new Replayer(skill)) {
      return replayer.replay(record);
    }
  }

  @Test
  void recordsEveryAnswerInOrder() {
    CallRecord record = recordCurious();

    assertThat(record.end().kind()).isEqualTo("completed");
    assertThat(record.skillVersion()).isEqualTo("1.0.0");
    assertThat(record.module()).hasSize(64);
    assertThat(record.calls())
        .extracting(RecordedCall::function)
        .containsExactly(
            "loqa_v2.random",
            "loqa_v2.kv_put",
            "loqa_v2.now_ms",
            "loqa_v2.kv_put",
            "loqa_v2.kv_get",
            "loqa_v2.log",
            "loqa_v2.http",
            "loqa_v2.take",
            "loqa_v2.log",
            "loqa_v2.timer_list",
            "loqa_v2.publish",
            "loqa_v2.reply");
    assertThat(record.calls().get(4).shown()).isEqualTo("kv_get(\"n\")");
    assertThat(record.calls().get(4).answered()).isEqualTo("2 \"42\"");
    assertThat(record.calls().get(6).out()).isNull();
    assertThat(record.calls().get(7).answered()).contains("It rains.");
  }

  @Test
  void replaysTheSameModuleCallByCall() {
    CallRecord record = recordCurious();
    fixture.values.clear();
    fixture.answer = Optional.empty();

    Comparison comparison = replay(record, write("t", curious()));

    assertThat(comparison.lines())
        .last()
        .asString()
        .isEqualTo("identical: completed; calls: 12, effects: 4");
    assertThat(comparison.identical()).isTrue();
    assertThat(comparison.sameModule()).isTrue();
    assertThat(comparison.replayed().effects()).hasSize(4);
    assertThat(comparison.replayed().receipts()).containsExactly("a lamp: done", "b x: failed");
    assertThat(fixture.asked).hasSize(1);
  }

  @Test
  void showsWhatAnotherVersionDoes() {
    CallRecord record = recordCurious();
    byte[] other =
        V2Module.handling(
            m ->
                curious(m, "home.other", m.call("kv_get", "new", OUT, 8).drop()).add(code().i32(0)),
            IMPORTS);

    Comparison comparison = replay(record, write("other", other));

    assertThat(comparison.sameModule()).isFalse();
    assertThat(comparison.identical()).isFalse();
    assertThat(comparison.calls())
        .satisfiesExactly(
            first -> {
              assertThat(first.index()).isEqualTo(11);
              assertThat(List.of(String.valueOf(first.expected()), String.valueOf(first.got())))
                  .containsExactly(
                      "publish(\"home.command\", \"{\"on\":true}\")", "kv_get(\"new\")");
              assertThat(first.answered()).isEqualTo("-6 (the record does not hold it)");
            },
            second -> {
              assertThat(second.expected()).isNull();
              assertThat(second.got()).isEqualTo("publish(\"home.other\", \"{\"on\":true}\")");
            });
    assertThat(comparison.changes()).extracting(Comparison.Change::what).containsExactly("effects");
  }

  @Test
  void findsACallThatIsMissing() {
    CallRecord record = recordCurious();
    byte[] silent = V2Module.handling(m -> code().i32(0), IMPORTS);

    Comparison comparison = replay(record, write("silent", silent));

    assertThat(comparison.calls()).hasSize(12).allMatch(d -> d.got() == null);
    assertThat(comparison.changes())
        .extracting(Comparison.Change::what)
        .containsExactly("reply", "effects", "receipts");
  }

  /// What ends a guest ends its replay in the same way.
  @Test
  void replaysTrapsFailuresAndDenials() {
    Map<String, Function<V2Module, Code>> guests =
        Map.of(
            "pointer", m -> m.call("log", 1, 100, -1),
            "twice", m -> m.call("reply", "{}").drop().add(m.call("reply", "{}")),
            "code", m -> code().unreachable(),
            "nine", m -> code().i32(9),
            "denied", m -> m.call("publish", "skill.other.do", "{}"),
            "invalid", m -> m.call("reply", "no json"));
    guests.forEach((name, guest) -> {
      SkillFolder skill = write(name, V2Module.handling(guest, "log", "reply", "publish"));
      CallRecord record = record(skill);
      assertThat(record.end().kind()).as(name).isIn("trapped", "failed");

      assertThat(replay(record, skill).lines()).as(name).last().asString().startsWith("identical");
    });
  }

  @Test
  void saysThatARecordIsTooLargeAndCutsNothing() {
    SkillFolder skill =
        write(
            "t",
            V2Module.handling(
                m ->
                    code()
                        .raw(0x03, 0x40)
                        .add(m.call("random", OUT, 4_096).drop())
                        .get(2)
                        .i32(1)
                        .raw(0x6a, 0x22)
                        .raw(2)
                        .i32(40)
                        .raw(0x48, 0x0d, 0x00, 0x0b)
                        .i32(0),
                "random"));
    CallRecord record = record(skill);

    assertThat(record.calls()).isEmpty();
    assertThat(record.tooLarge()).contains("131072 bytes");
    assertThatThrownBy(() -> replay(record, skill))
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining("is too large to replay")
        .hasMessageContaining("replay another one");
  }

  @Test
  void aSecretIsInARecordByItsNameOnly() {
    String text = RecordJson.text(recordCurious());

    assertThat(text).contains("\\\"secret\\\":\\\"token\\\"");
    assertThat(fixture.asked.getFirst().secret()).isEqualTo("token");
  }

  @Test
  void refusesARecordOfAnotherSkillAndOneThatNeverRan() {
    SkillFolder skill = write("t", curious());
    CallRecord other =
        record(SkillInvocation.intent(fixture.id(), "u.run", Map.of(), HostFixture.NOW));
    CallRecord unknown =
        record(SkillInvocation.intent(fixture.id(), "t.run", Map.of(), HostFixture.NOW));

    assertThatThrownBy(() -> replay(other, skill)).hasMessageContaining("is of skill u");
    assertThatThrownBy(() -> replay(unknown, skill)).hasMessageContaining("never ran");
  }

  @Test
  void refusesADamagedRecordInWords() {
    Map<String, Object> map = Json.readObject(RecordJson.text(recordCurious()));

    map.remove("end");
    assertThatThrownBy(() -> RecordJson.of(map)).hasMessageContaining("it is damaged");
    map.put("format", 2L);
    assertThatThrownBy(() -> RecordJson.of(map)).hasMessageContaining("its format is 2");
  }

  @Test
  void keepsEveryFieldOfTheInvocation() {
    SkillInvocation asked =
        SkillInvocation.intent(
                fixture.id(),
                "t.run",
                Map.of("n", 3L, "half", 0.5, "x", List.of("a")),
                HostFixture.NOW)
            .spoken("de", "kitchen", "anna")
            .at(ZoneId.of("Europe/Berlin"))
            .with("{\"home\":{\"a\":[1,2]}}")
            .answeredOn("some.reply")
            .cleared(Risk.CONFIRM)
            .in(new SessionId("s-1"), new TurnId("t-1"));

    assertThat(record(asked).invocation()).isEqualTo(asked);
    assertThat(new String(Json.write(RecordJson.toMap(record(asked))), StandardCharsets.UTF_8))
        .contains("\"cleared\":\"confirm\"");
  }
}

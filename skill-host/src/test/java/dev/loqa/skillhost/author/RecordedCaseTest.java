package dev.loqa.skillhost.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Cases made of calls: the calls are made by the mock host in another world than the case begins
/// with, so that what is given must come from the record.
@Timeout(120)
class RecordedCaseTest {
  private static final String MANIFEST =
      """
      metadata: {name: t, version: 1.0.0, description: A test., author: Tests}
      runtime: {mode: wasm, module: build/t.wasm, host_version: v2}
      permissions: [storage:kv, timers:set, http:call]
      storage: {kv: true}
      http: {allow: [{host: weather.example, scheme: https, methods: [GET]}]}
      intents: {t.go: {sentences: [go]}}
      """;
  private static final String ASK = "{\"method\":\"GET\",\"url\":\"https://weather.example/now\"}";
  private static final String WORLD =
      """
      [{"name": "a day", "event": {"intent": "t.go", "slots": {"n": 2}},
        "given": {"kv": {"seen": {"a": 1}}, "timers": [{"id": "egg", "in_s": 60}], "room": "kitchen",
                  "now": "2026-03-01T10:00:00Z", "timezone": "Europe/Berlin",
                  "http": [{"url": "https://weather.example/now", "status": 203, "body": "rain"}]},
        "expect": {}}]
      """;

  @TempDir Path folder;

  private void build(byte[] module) throws IOException {
    Files.createDirectories(folder.resolve("build"));
    Files.writeString(folder.resolve("skill.yaml"), MANIFEST);
    Files.write(folder.resolve("build/t.wasm"), module);
  }

  private static byte[] module(String kept) {
    return V2Module.handling(
        m ->
            m.call("kv_get", "seen", V2Module.BUFFER, 100)
                .drop()
                .add(m.call("timer_list", V2Module.BUFFER, 1_000))
                .drop()
                .add(m.call("http", ASK, V2Module.BUFFER, 1_000))
                .drop()
                .add(m.call("kv_put", "kept", kept))
                .drop()
                .add(m.call("reply", "{\"say\":\"hm\"}")),
        "kv_get",
        "timer_list",
        "http",
        "kv_put",
        "reply");
  }

  private static SkillCase world(String json) {
    return CaseReader.read("world", json.getBytes(StandardCharsets.UTF_8)).cases().getFirst();
  }

  private CallRecord record(String json) {
    try (SkillTests tests = SkillTests.of(folder, null)) {
      return Objects.requireNonNull(tests.run(world(json)).record());
    }
  }

  @Test
  void givesWhatTheHostAnsweredAndPasses() throws IOException {
    build(module("7"));
    CallRecord record = record(WORLD);

    String file;
    try (SkillTests tests = SkillTests.of(folder, null)) {
      file = RecordedCase.of(record, tests);
      CaseReader.Cases read = CaseReader.read("new", file.getBytes(StandardCharsets.UTF_8));
      assertThat(read.problems()).isEmpty();
      assertThat(tests.run(read.cases().getFirst()).passed()).isTrue();
    }

    SkillCase made = world(file);
    Given given = made.given();
    assertThat(given.kv()).isEqualTo(Map.of("seen", Map.of("a", 1L)));
    assertThat(given.timers()).singleElement().matches(timer -> timer.id().equals("egg"));
    assertThat(given.http()).singleElement().matches(web -> web.status() == 203);
    assertThat(given.room()).isEqualTo("kitchen");
    assertThat(given.timezone().getId()).isEqualTo("Europe/Berlin");
    assertThat(made.event()).containsEntry("slots", Map.of("n", 2L));
    assertThat(made.expect())
        .containsEntry("effects", List.of("kv_put"))
        .containsEntry("kv", Map.of("kept", 7L))
        .containsKey("http");
  }

  @Test
  void saysWhereAnotherVersionGoesAnotherWay() throws IOException {
    build(module("7"));
    CallRecord record = record(WORLD);
    build(module("8"));

    try (SkillTests tests = SkillTests.of(folder, null)) {
      assertThatThrownBy(() -> RecordedCase.of(record, tests))
          .isInstanceOf(SkillHostException.class)
          .hasMessageContaining(
              "call 4 was kv_put(\"kept\", \"7\") and is kv_put(\"kept\", \"8\")");
    }
  }

  @Test
  void aCallThatFailedIsACaseOfItsOwn() throws IOException {
    build(V2Module.handling(m -> Code.code().i32(-7)));
    CallRecord record = record(WORLD.replace("\"expect\": {}", "\"expect\": {\"fails\": \"\"}"));

    try (SkillTests tests = SkillTests.of(folder, null)) {
      assertThat(world(RecordedCase.of(record, tests)).expect())
          .containsEntry("fails", "it returned -7");
    }
  }

  @Test
  void takesNoRecordThatIsNotWhole() throws IOException {
    build(module("7"));
    CallRecord whole = record(WORLD);
    CallRecord cut =
        new CallRecord(
            whole.invocation(),
            whole.skillVersion(),
            whole.module(),
            List.of(),
            whole.end(),
            "too many bytes");

    try (SkillTests tests = SkillTests.of(folder, null)) {
      assertThatThrownBy(() -> RecordedCase.of(cut, tests)).hasMessageContaining("too many bytes");
    }
  }
}

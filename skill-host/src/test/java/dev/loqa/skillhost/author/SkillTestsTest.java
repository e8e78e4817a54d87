package dev.loqa.skillhost.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.author.CaseResult.Difference;
import dev.loqa.skillhost.wasm.V2Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A module that, whatever it is told, keeps a value, sends a message it may not send, sets a
/// timer, and claims the value.
@Timeout(120)
class SkillTestsTest {
  private static final String MANIFEST =
      """
      metadata: {name: t, version: 1.0.0, description: A test., author: Tests}
      runtime: {mode: wasm, module: build/t.wasm, host_version: v2}
      permissions: [storage:kv, timers:set]
      storage: {kv: true}
      intents:
        t.keep:
          sentences: ["keep {thing}"]
          slots: {thing: {type: text, required: true, ask: "Keep what?"}}
      responses: {t.keep: "Kept {{ thing }}."}
      """;
  private static final String REPLY =
      "{\"receipts\":[{\"action\":\"t.keep\",\"target\":\"it\",\"effect\":1}],\"values\":{\"n\":2}}";

  @TempDir Path folder;

  private List<CaseResult> run(String cases) throws IOException {
    Files.createDirectories(folder.resolve("build"));
    Files.writeString(folder.resolve("skill.yaml"), MANIFEST);
    Files.write(
        folder.resolve("build/t.wasm"),
        V2Module.handling(
            m ->
                m.call("kv_put", "k", "\"v\"")
                    .drop()
                    .add(m.call("publish", "skill.x.go", "{}"))
                    .drop()
                    .add(m.call("timer_set", "{\"id\":\"egg\",\"after_ms\":90000}"))
                    .drop()
                    .add(m.call("log", 1, "working"))
                    .drop()
                    .add(m.call("reply", REPLY)),
            "kv_put",
            "publish",
            "timer_set",
            "log",
            "reply"));
    CaseReader.Cases read = CaseReader.read("tests/t.json", cases.getBytes(StandardCharsets.UTF_8));
    assertThat(read.problems()).isEmpty();
    try (SkillTests tests = SkillTests.of(folder, null)) {
      return read.cases().stream().map(tests::run).toList();
    }
  }

  private List<Difference> differences(String expect) throws IOException {
    return run("[{\"name\": \"x\", \"say\": \"keep calm\", \"expect\": " + expect + "}]")
        .getFirst()
        .differences();
  }

  @Test
  void passesWhenEverythingIsAsExpected() throws IOException {
    assertThat(
            differences(
                """
                {"intent": "t.keep", "slots": {"thing": "calm"}, "reply": "Kept calm.",
                 "reply_contains": ["KEPT", "calm"], "receipts": [["t.keep", "it"]],
                 "effects": ["kv_put", "timer_set"], "kv": {"k": "v", "other": null},
                 "timers": [{"id": "egg", "in_s": 90}], "denied": ["publish skill.x.go"],
                 "publishes": [], "log": ["working"], "values": {"n": 2}, "say": null}
                """))
        .isEmpty();
  }

  @Test
  void saysWhatDiffersFromEveryExpectation() throws IOException {
    assertThat(
            differences(
                """
                {"intent": "t.other", "slots": {"thing": "peace"}, "reply": "No.",
                 "reply_contains": "never", "receipts": [], "effects": [], "kv": {"k": 1},
                 "timers": [], "denied": [], "publishes": [["skill.x.go", {}]], "log": [],
                 "values": {"n": 3}, "say": "hi", "http": [["GET", "https://a.example/"]],
                 "fails": "trapped"}
                """))
        .extracting(Difference::what)
        .containsExactlyInAnyOrder(
            "the call",
            "intent",
            "slot thing",
            "reply",
            "reply_contains",
            "receipts",
            "effects",
            "kv k",
            "timers",
            "denied",
            "publishes",
            "log",
            "value n",
            "say",
            "http");
  }

  @Test
  void asksForWhatWasNotSaidWithoutCallingTheSkill() throws IOException {
    CaseResult asked =
        run("""
        [{"name": "x", "say": "keep", "expect": {"ask": "Keep what?", "reply": "Keep what?", "effects": []}}]
        """)
            .getFirst();

    assertThat(asked.differences())
        .as("two words at least are needed to be asked back; one is not understood")
        .extracting(Difference::what)
        .containsExactly("say");
    assertThat(asked.notes()).contains("t.keep: keep {thing}");
  }

  @Test
  void aSentenceMustMeanTheEventBesideIt() throws IOException {
    assertThat(
            run(
                """
                [{"name": "x", "say": "keep calm", "event": {"intent": "t.keep", "slots": {"thing": "peace"}}, "expect": {}},
                 {"name": "y", "say": "keep calm", "event": {"intent": "t.keep", "slots": {"thing": "calm"}}, "expect": {}}]
                """))
        .extracting(CaseResult::passed)
        .containsExactly(false, true);
  }

  @Test
  void eachCaseBeginsInItsOwnWorld() throws IOException {
    assertThat(
            run(
                """
                [{"name": "x", "event": {"intent": "t.keep"}, "given": {"kv": {"o": 1}}, "expect": {"kv": {"o": 1, "k": "v"}}},
                 {"name": "y", "event": {"intent": "t.none"}, "expect": {"fails": "has no intent t.none", "kv": {"o": null, "k": null}}}]
                """))
        .allSatisfy(result -> assertThat(result.differences()).isEmpty());
  }

  @Test
  void aModuleThatIsNotBuiltIsSaidSo() throws IOException {
    Files.writeString(folder.resolve("skill.yaml"), MANIFEST);
    SkillCase any =
        CaseReader.read(
                "t.json",
                "[{\"name\": \"x\", \"event\": {\"intent\": \"t.keep\"}, \"expect\": {}}]"
                    .getBytes(StandardCharsets.UTF_8))
            .cases()
            .getFirst();

    try (SkillTests tests = SkillTests.of(folder, null)) {
      assertThatThrownBy(() -> tests.run(any))
          .isInstanceOf(SkillHostException.class)
          .hasMessageContaining("build the skill first");
    }
  }
}

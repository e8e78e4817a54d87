package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.PrivacyScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Recorded calls and denials over HTTP.
@Timeout(120)
final class InvocationsTest {
  @TempDir private Path folder = Path.of("");
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void called(String id, String skill, String session) {
    InvocationId invocation = new InvocationId(id);
    api.store.appendAll(
        List.of(),
        List.of(
            new StateChange.InvocationStarted(invocation, skill, skill + ".run", session),
            new StateChange.InvocationEnded(invocation, "completed"),
            new StateChange.InvocationRecorded(
                invocation,
                skill,
                session,
                PrivacyScope.PERSISTENT,
                ("{\"format\":1,\"of\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))));
  }

  private void denied(String skill, String invocation, String target) {
    api.store.append(
        NewEvent.of(
            "audit.denied",
            Envelope.ofSystem(),
            Json.text(
                Map.of(
                    "skill", skill,
                    "invocation_id", invocation,
                    "call", "publish",
                    "target", target,
                    "reason", "the manifest does not list it"))));
  }

  private List<Map<String, Object>> items(String path, String name)
      throws IOException, InterruptedException {
    return ((List<?>) TestApi.json(api.get(path)).getOrDefault(name, List.of()))
        .stream().map(InvocationsTest::object).toList();
  }

  private static Map<String, Object> object(Object item) {
    Map<String, Object> object = new LinkedHashMap<>();
    ((Map<?, ?>) item).forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }

  @Test
  void listsRecordedCallsNewestFirst() throws Exception {
    called("i-1", "timer", "s-1");
    called("i-2", "lamp", "s-1");
    called("i-3", "timer", "s-2");

    assertThat(items("/v1/invocations?skill=timer", "invocations"))
        .extracting(item -> item.get("invocation_id"))
        .containsExactly("i-3", "i-1");
    assertThat(items("/v1/invocations?session=s-1&limit=1", "invocations"))
        .singleElement()
        .satisfies(item ->
            assertThat(item)
                .containsEntry("intent", "lamp.run")
                .containsEntry("outcome", "completed")
                .doesNotContainKey("record"));
  }

  @Test
  void givesOneCallWithItsRecord() throws Exception {
    called("i-1", "timer", "s-1");

    assertThat(TestApi.json(api.get("/v1/invocations/i-1")))
        .containsEntry("skill", "timer")
        .containsEntry("record", Map.of("format", 1L, "of", "i-1"))
        .doesNotContainKey("skill_folder");
    assertThat(api.get("/v1/invocations/i-9").statusCode()).isEqualTo(404);
  }

  @Test
  void explainsDenialsOfASkillOrACall() throws Exception {
    denied("timer", "i-1", "home.command");
    denied("lamp", "i-2", "home.command");
    denied("timer", "i-3", "test.other");

    assertThat(items("/v1/denials?of=timer", "denials"))
        .extracting(item -> item.get("invocation_id"))
        .containsExactly("i-3", "i-1");
    assertThat(items("/v1/denials?of=i-2", "denials"))
        .singleElement()
        .satisfies(item ->
            assertThat(item)
                .containsEntry("skill", "lamp")
                .containsEntry("kind", "other")
                .containsEntry("way_out", "Install the skill lamp, or ask for something else."));
    assertThat(items("/v1/denials?limit=1", "denials")).hasSize(1);
  }
}

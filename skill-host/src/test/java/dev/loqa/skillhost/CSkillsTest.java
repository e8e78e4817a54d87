package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Skills in C for ABI v2, as an author would write them.
@Timeout(120)
class CSkillsTest {
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
  void commitsWhatACSkillDidAndBelievesOnlyReceiptsThatStandOnEffects() throws Exception {
    fixture.load("t", HostFixture.v2All("t"), Clang.reactor("v2_counter", folder));
    fixture.values.put("count", Bytes.wrap("41".getBytes(StandardCharsets.UTF_8)));

    Outcome.Completed completed = (Outcome.Completed) fixture.call();

    assertThat(completed.effects().getFirst())
        .isEqualTo(new Effect.KvPut(1, "count", Bytes.wrap("42".getBytes(StandardCharsets.UTF_8))));
    assertThat(completed.reply().values()).isEqualTo(Map.of("count", 42L));
    assertThat(Receipts.settle(completed, List.of(EffectResult.done(1), EffectResult.done(2))))
        .containsExactly(
            new Receipt("timer.start", "egg", "done"), new Receipt("lamp.on", "moon", "failed"));
  }

  @Test
  void startsEachCallAfresh() throws Exception {
    fixture.load("t", HostFixture.v2All("t"), Clang.reactor("v2_counter", folder));

    for (int i = 0; i < 3; i++) {
      assertThat(((Outcome.Completed) fixture.call()).reply().values())
          .isEqualTo(Map.of("count", 1L));
    }
  }

  @Test
  void takesALongAnswerOfTheWeb() throws Exception {
    fixture.answer = Optional.of(new HttpAnswer(200, Map.of(), "It rains."));
    SkillFolder read =
        SkillFolder.read(
            fixture.write(
                "t",
                HostFixture.v2(
                    "t",
                    "permissions: [http:call]",
                    "intents: {t.run: {sentences: [run]}}",
                    "http: {allow: [{host: weather.example}]}",
                    "config: {properties: {request: {type: object, default: {method: GET, url: 'https://weather.example/now'}}}}"),
                Clang.reactor("v2_weather", folder)));
    fixture.load(read, Grant.asAsked(read.manifest()));

    assertThat(fixture.call()).isInstanceOf(Outcome.Completed.class);
    assertThat(fixture.log())
        .containsExactly("{\"status\":200,\"headers\":{},\"body\":\"It rains.\"}");
  }
}

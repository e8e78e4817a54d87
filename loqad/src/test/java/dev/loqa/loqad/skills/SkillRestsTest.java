package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.skills.SkillHealth.Rest;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Envelope;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real skills, one of which traps whenever it is called.
final class SkillRestsTest {
  private static final String BEFORE_HANDLE =
      "0061736d01000000" // magic, version
          + "0110" // types: 16 bytes
          + "03" // three
          + "60017f017f" // alloc
          + "60027f7f017f" // handle
          + "6000017f" // marker
          + "0304" // functions
          + "03020001"
          + "0503010002" // memory: 2 pages
          // exports: memory, loqa_abi_v2, loqa_alloc, loqa_handle
          + "073304066d656d6f727902000b6c6f71615f6162695f763200000a6c6f71615f616c6c6f6300010b"
          + "6c6f71615f68616e646c650002"
          + "0a11" // code: 17 bytes
          + "03"
          + "040041020b" // marker
          + "05004180080b"; // alloc gives 1024
  private static final String TRAPS = BEFORE_HANDLE + "0400" + "00" + "010b"; // unreachable, nop
  private static final String WORKS = BEFORE_HANDLE + "0400" + "4100" + "0b"; // i32.const 0

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private SkillHouse house;

  @BeforeEach
  void start() {
    house = new SkillHouse(folder, Web.NONE, nanos::get);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private LoadedSkill load(String name, String version, String module)
      throws IOException, InterruptedException {
    Path skill = folder.resolve(name + "-" + version);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(module));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: %s, version: %s, description: A test., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        capabilities: {bus: {subscribe: [skill.%s.in]}}
        permissions: ["bus:subscribe"]
        budgets: {wall_ms: 20000}
        """
            .formatted(name, version, name));
    SkillFolder read = SkillFolder.read(skill);
    LoadedSkill loaded = house.host.load(read, Grant.asAsked(read.manifest()));
    assertThat(loaded.await(Duration.ofSeconds(60))).isInstanceOf(LoadedSkill.State.Ready.class);
    return loaded;
  }

  private SkillRun call(String skill) {
    CallScope scope = new CallScope(null, null, "en", null, null, Risk.NONE, "bus", null);
    return house.skills.message(skill, "skill." + skill + ".in", new byte[] {'{', '}'}, "", scope);
  }

  private void failFiveTimes(String skill) {
    for (int i = 0; i < 5; i++) {
      assertThat(call(skill).error()).startsWith("trapped");
      nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    }
  }

  private List<String> events(String type) {
    house.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    return house.store.events(Query.ofType(type), Page.Cursor.START, 100).items().stream()
        .map(stored -> String.valueOf(stored.event().payload()))
        .toList();
  }

  @Test
  void doesNotCallASkillThatHasJustFailed() throws Exception {
    load("weather", "1.0.0", TRAPS);
    assertThat(call("weather").error()).startsWith("trapped");

    SkillRun second = call("weather");

    assertThat(second.error()).startsWith("not called: it failed just now (trapped");
    assertThat(second.words())
        .isEqualTo("Sorry, the weather skill has just failed. Try again in a second.");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(call("weather").error()).startsWith("trapped");
  }

  @Test
  void letsASkillRestThatFailedFiveTimesAndNoOther() throws Exception {
    load("weather", "1.0.0", TRAPS);
    load("timer", "1.0.0", WORKS);
    failFiveTimes("weather");

    SkillRun refused = call("weather");

    assertThat(refused.words())
        .isEqualTo("The weather skill is resting: it failed five times in ten minutes.");
    assertThat(refused.error()).startsWith("not called: it is in quarantine since ");
    assertThat(call("timer").error()).isNull();
    assertThat(events("audit.quarantine"))
        .singleElement()
        .asString()
        .contains("\"skill\":\"weather\"", "\"state\":\"resting\"", "\"failures\":5", "trapped");
    assertThat(events("skill.failed")).hasSize(6);
  }

  @Test
  void callsItAgainWhenItsOwnerReleasesIt() throws Exception {
    LoadedSkill weather = load("weather", "1.0.0", TRAPS);
    failFiveTimes("weather");

    assertThat(house.skills.rests().release(weather, "owner")).isTrue();

    assertThat(call("weather").error()).startsWith("trapped");
    assertThat(house.skills.rests().release(weather, "owner"))
        .as("there is nothing to end")
        .isFalse();
    assertThat(events("audit.quarantine"))
        .hasSize(2)
        .last()
        .asString()
        .contains("released", "owner");
  }

  @Test
  void callsAnotherVersionOfIt() throws Exception {
    load("weather", "1.0.0", TRAPS);
    failFiveTimes("weather");

    load("weather", "1.0.1", WORKS);

    assertThat(call("weather").error()).isNull();
    assertThat(events("audit.quarantine")).hasSize(2).last().asString().contains("released");
  }

  @Test
  void restsOnAfterARestart() throws Exception {
    load("weather", "1.0.0", TRAPS);
    failFiveTimes("weather");
    stop();
    start();
    LoadedSkill weather = load("weather", "1.0.0", TRAPS);

    assertThat(call("weather").words()).contains("is resting");
    assertThat(house.skills.rests().quarantine(weather))
        .get()
        .extracting(Rest.Quarantine::failures)
        .isEqualTo(5);
  }

  @Test
  void doesNotRestOnAfterARestartWithAnotherVersion() throws Exception {
    load("weather", "1.0.0", TRAPS);
    failFiveTimes("weather");
    stop();
    start();
    load("weather", "1.0.1", WORKS);

    assertThat(call("weather").error()).isNull();
  }

  @Test
  void doesNotHoldARefusalAgainstASkill() throws Exception {
    load("weather", "1.0.0", WORKS);
    CallScope scope = new CallScope(null, null, "en", null, null, Risk.NONE, "bus", null);
    for (int i = 0; i < 10; i++) {
      assertThat(
              house
                  .skills
                  .message("weather", "skill.weather.dance", new byte[0], "", scope)
                  .error())
          .startsWith("denied");
    }
    assertThat(call("weather").error()).isNull();
  }
}

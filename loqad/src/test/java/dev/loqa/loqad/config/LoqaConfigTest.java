package dev.loqa.loqad.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.bus.LegacyDoorOptions;
import dev.loqa.loqad.home.assistant.HomeAssistantConfig;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.protocol.PrivacyScope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoqaConfigTest {
  private static LoqaConfig read(String yaml) {
    return read(yaml, Map.of());
  }

  private static LoqaConfig read(String yaml, Map<String, String> environment) {
    return LoqaConfig.read(
        ConfigSource.parse(yaml.getBytes(StandardCharsets.UTF_8), "loqa.yaml", environment));
  }

  @Test
  void everythingHasADefault() {
    LoqaConfig config = read("");
    assertThat(config.node().id().value()).isEqualTo("loqad");
    assertThat(config.http()).isEqualTo(new LoqaConfig.Http("127.0.0.1", 0));
    assertThat(config.bus().servers()).isEmpty();
    assertThat(config.bus().host()).isEqualTo("127.0.0.1");
    assertThat(config.homeAssistant()).isEmpty();
    assertThat(config.services()).containsExactly("stt", "tts", "satellite");
    assertThat(config.store().mode()).isEqualTo(PrivacyScope.PERSISTENT);
  }

  @Test
  void aProcessForTheModelIsStartedWhereOneIsNamed() {
    assertThat(read("llm: {engine: none}").services()).doesNotContain("llm");
    assertThat(read("llm: {engine: ollama}").services())
        .containsExactly("stt", "tts", "satellite", "llm");
    assertThat(read("services: [llm]").services()).containsExactly("llm");
    assertThat(read("", Map.of("LOQA_LLM_ENGINE", "ollama")).services()).contains("llm");
    assertThat(read("llm: {engine: ollama}", Map.of("LOQA_LLM_ENGINE", "none")).services())
        .doesNotContain("llm");
  }

  @Test
  void everyKeyCanBeSet() {
    LoqaConfig config =
        read(
            """
            node: {id: core, name: Kitchen, timezone: Europe/Berlin, language: en}
            http: {host: localhost, port: 8080}
            bus: {servers: ["tls://bus:4222"], pki: /etc/loqa/pki, host: 0.0.0.0, port: 4222, names: [nats.home]}
            skills: {folders: [/srv/skills]}
            policy: {pin: [unlock lock.*], confirm: [zigbee.siren], none: [unlock lock.shed]}
            event_store: {retention_mode: session, retention_days: 7}
            router: {speech_wait_ms: 3000, model_wait_ms: 9000, reply_wait_ms: 30000}
            telemetry: {otlp_endpoint: "http://127.0.0.1:4318", queue_spans: 1024}
            home_assistant: {url: "https://ha.example:8123/", only: ["light.*"], never: [light.attic], answer_within_ms: 3000}
            services: [stt, tts]
            stt: {engine: whisper}
            """);
    assertThat(config.homeAssistant())
        .contains(
            new HomeAssistantConfig(
                URI.create("https://ha.example:8123"),
                List.of("light.*"),
                List.of("light.attic"),
                Duration.ofSeconds(3)));
    assertThat(config.node().name()).isEqualTo("Kitchen");
    assertThat(config.node().timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(config.http()).isEqualTo(new LoqaConfig.Http("localhost", 8080));
    assertThat(config.bus())
        .isEqualTo(
            new LoqaConfig.BusBlock(
                List.of("tls://bus:4222"),
                "/etc/loqa/pki",
                "0.0.0.0",
                4222,
                List.of("nats.home"),
                Optional.empty()));
    assertThat(config.skills().folders()).containsExactly(Path.of("/srv/skills"));
    assertThat(config.store())
        .isEqualTo(new LoqaConfig.Store(PrivacyScope.SESSION, Duration.ofDays(7)));
    assertThat(config.policy().pin()).containsExactly(new OwnerRules.Rule("unlock", "lock.*"));
    assertThat(config.policy().confirm()).hasSize(1);
    assertThat(config.router().model()).isEqualTo(Duration.ofSeconds(9));
    assertThat(config.telemetry().queueSpans()).isEqualTo(1024);
    assertThat(config.services()).containsExactly("stt", "tts");
    assertThat(config.edges().get("stt")).containsEntry("engine", "whisper");
  }

  @Test
  void theDoorOfTheOriginalIsClosedUntilItHasAPortAndAToken() {
    assertThat(read("").bus().legacy()).isEmpty();

    LoqaConfig open = read("bus: {legacy: {port: 4222, token: a-word-of-the-house}}");

    assertThat(open.bus().legacy())
        .contains(new LegacyDoorOptions("127.0.0.1", 4222, "a-word-of-the-house"));
    assertThat(open.edges().get("tts")).containsEntry("original_audio", true);
    assertThatThrownBy(() -> read("bus: {legacy: {port: 4222, token: secret}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bus.legacy.token")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() ->
            read("bus: {servers: ['tls://x:1'], legacy: {port: 4222, token: a-word-of-the-house}}"))
        .hasMessageContaining("bus.legacy.port");
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    assertThatThrownBy(() ->
            read(
                """
                node: {id: "a b", timezone: Mars/Olympus}
                http: {host: 0.0.0.0, prot: 1}
                services: [ears]
                event_store: {retention_days: 0}
                """))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(6)
                    .anyMatch(p -> p.contains("did you mean \"port\"")));
  }

  @Test
  void whatCanBeNoHomeAssistantIsNamed() {
    assertThatThrownBy(() ->
            read(
                """
                home_assistant:
                  url: "http://owner:secret@ha:8123"
                  only: ["light.kitchen lamp"]
                  answer_within_ms: 5
                  nevver: []
                """))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(p -> p.contains("home_assistant.url"))
                    .anyMatch(p -> p.contains("home_assistant.only"))
                    .anyMatch(p -> p.contains("did you mean \"never\"")));
  }
}

package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bundles.Until;
import dev.loqa.bundles.observability.Observability;
import dev.loqa.bundles.observability.WatchProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every panel of every dashboard shows something of a house that is used: its query is put to the
/// real Prometheus, which has read the house while people spoke, typed and replayed.
@Tag("slow")
final class DashboardDataTest {
  private static final Duration SHOWN = Duration.ofMinutes(2);

  /// What Grafana would put in: long enough for a machine with much else to do.
  private static final String WINDOW = "2m";

  @TempDir Path folder = Path.of("");

  @Test
  void everyPanelShowsSomethingOfAHouseThatIsUsed() throws Exception {
    Path config = folder.resolve("loqa.yaml");
    try (Neighbours neighbours = Neighbours.start()) {
      Files.writeString(config, neighbours.config());
      try (House house =
              House.start(folder.resolve("data"), House.shipped(), "--config", config.toString());
          WatchProgram prometheus = watch(house)) {
        Path sound = Sounds.spoken(folder, "turn on the kitchen light");
        // The first round makes the series, the others make them grow.
        for (int round = 0; round < 3; round++) {
          use(house, sound);
          String turns = "sum(loqa_turns_total) > " + (round * 5 + 4);
          Until.is("round was seen", SHOWN, () -> !prometheus.query(turns).isEmpty());
        }

        for (Observability.Query query : Observability.queries()) {
          String expression = query.expression().replace("$__rate_interval", WINDOW);
          assertThat(prometheus.numbers(expression))
              .as("%s shows nothing: %s", query.panel(), expression)
              .isNotEmpty();
        }
      }
    }
  }

  /// Spoken, typed, asked, replayed, and a timer.
  private static void use(House house, Path sound) {
    assertThat(new Turn(house.answer(house.hear(sound, "real_time=false"))).audioMs()).isPositive();
    house.say("what's on the shopping list");
    assertThat(house.say("who was ada lovelace").reply()).contains("first program");
    house.answer(
        house.post(
            "/v1/say", Json.text(Map.of("text", "turn on the bedroom light", "synthetic", true))));
    house.answer(
        house.post("/v1/replays", Json.text(Map.of("ok", 2, "wrong", 1, "lost", 1, "late", 1))));
    house.say("set a timer for one second");
    Until.is(
        "the timer rings",
        Duration.ofSeconds(20),
        () -> !Turn.list(house.read("/v1/alerts"), "alerts").isEmpty());
    house.say("stop");
  }

  private WatchProgram watch(House house) {
    String address = WatchProgram.freeAddress();
    Path rendered =
        Observability.render(
            folder.resolve("rendered"),
            List.of(
                    "SCRAPE_INTERVAL=1s",
                    "EVALUATION_INTERVAL=1s",
                    "PROMETHEUS_TARGET=" + address,
                    "LOQAD_TARGET=" + house.url("").getAuthority())
                .toArray(String[]::new));
    return WatchProgram.prometheus(rendered, address, folder.resolve("metrics"));
  }
}

package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bundles.Until;
import dev.loqa.bundles.observability.Observability;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a running house tells at `/metrics` is what the page names, and what alerts and dashboards
/// read.
@ExtendWith(SharedHouse.class)
final class MetricsTest {
  /// There only with a collector that spans are sent to.
  private static final String SPANS = "loqa_spans_dropped_total";

  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (loqa_\\w+) ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(loqa_\\w+)` \\|");

  private final House house;

  MetricsTest(House house) {
    this.house = house;
  }

  @Test
  void tellsWhatThePageNamesAndWhatAlertsAndDashboardsRead() throws Exception {
    String page = Files.readString(House.ROOT.resolve("docs/reference/telemetry.md"));
    assertThat(house.say("set a timer for one second").done()).hasSize(1);
    Until.is(
        "the timer has fired and everything was told once",
        Duration.ofSeconds(20),
        () -> told().containsAll(Set.of("loqa_timer_late_ms", "loqa_node_queue_depth")));
    house.say("stop");
    house.post("/v1/replays", "{\"ok\": 1, \"wrong\": 0, \"lost\": 0, \"late\": 0}");

    Set<String> told = told();
    told.add(SPANS);

    assertThat(told).containsExactlyInAnyOrderElementsOf(all(ROW, page));
    assertThat(told).containsAll(Observability.metricsOfRules());
    assertThat(Observability.queries())
        .allSatisfy(query -> assertThat(told).as(query.panel()).containsAll(query.metrics()));
  }

  private Set<String> told() {
    return all(TYPE, house.get("/metrics").body());
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

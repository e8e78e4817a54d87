package dev.loqa.bundles.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboards as files: whole, told apart, and every query is one.
final class DashboardsTest {
  private static final String SOURCE = "loqa-prometheus";

  @TempDir Path folder = Path.of("");

  @Test
  void eachDashboardHasItsNameItsPanelsAndOneSource() {
    Set<Object> uids = new HashSet<>();
    for (Path file : Observability.dashboards()) {
      Map<String, Object> dashboard = Json.readObject(Observability.text(file));
      assertThat(uids.add(dashboard.getOrDefault("uid", ""))).as("uid of " + file).isTrue();
      assertThat(String.valueOf(dashboard.get("title"))).startsWith("Loqa: ");
      List<Map<String, Object>> panels = Observability.list(dashboard, "panels");
      assertThat(panels)
          .isNotEmpty()
          .allSatisfy(panel -> {
            assertThat(panel).containsKeys("id", "title", "gridPos", "fieldConfig");
            assertThat(String.valueOf(panel.get("datasource"))).contains(SOURCE);
            assertThat(Observability.list(panel, "targets"))
                .isNotEmpty()
                .allSatisfy(target ->
                    assertThat(String.valueOf(target.get("datasource"))).contains(SOURCE));
          });
      assertThat(panels.stream().map(panel -> panel.get("id"))).doesNotHaveDuplicates();
    }
    assertThat(Observability.dashboards())
        .extracting(file -> String.valueOf(file.getFileName()))
        .contains(
            "voice.json",
            "errors.json",
            "skills.json",
            "nodes.json",
            "bus.json",
            "store.json",
            "models.json",
            "synthetic.json");
  }

  @Test
  void everyQueryIsOneThatPrometheusUnderstands() throws IOException {
    Path promtool = Tool.find("promtool");
    StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
    int number = 0;
    for (Observability.Query query : Observability.queries()) {
      rules
          .append("      - record: panel:")
          .append(number++)
          .append("\n        expr: ")
          .append(Json.text(query.expression().replace("$__rate_interval", "1m")))
          .append('\n');
    }
    Path file = Files.writeString(folder.resolve("panels.yml"), rules);

    Tool.Said said = Tool.run(promtool, "check", "rules", file);

    assertThat(number).isGreaterThan(50);
    assertThat(said.exit()).as(said.text()).isZero();
  }
}

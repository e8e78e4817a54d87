package dev.loqa.bundles.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alerts: valid, each fires for its fault and is silent otherwise, each has a page that helps.
final class RulesTest {
  private static final Path RULES = Observability.FOLDER.resolve("prometheus/rules/loqa.yml");
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");

  @TempDir Path folder = Path.of("");

  @Test
  void prometheusTakesTheConfigurationAndItsRules() {
    Path promtool = Tool.find("promtool");
    Path out = Observability.render(folder);

    Tool.Said said =
        Tool.run(promtool, "check", "config", out.resolve("prometheus/prometheus.yml"));

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).contains(alerts().size() + " rules found");
  }

  @Test
  void eachAlertFiresForItsFaultAndIsSilentOtherwise() {
    Path promtool = Tool.find("promtool");
    Path out = Observability.render(folder);
    Path tests = out.resolve("prometheus/rules/loqa.test.yml");

    Tool.Said said = Tool.run(promtool, "test", "rules", tests);

    assertThat(said.exit()).as(said.text()).isZero();
    String text = Observability.text(tests);
    assertThat(alerts())
        .allSatisfy(alert ->
            assertThat(text)
                .contains("name: " + alert + " fires", "name: " + alert + " is silent"));
  }

  @Test
  void alertmanagerTakesItsConfigurationAndSendsEachToWhomItIsFor() {
    Path amtool = Tool.find("amtool");
    Path file = Observability.render(folder).resolve("alertmanager/alertmanager.yml");

    assertThat(Tool.run(amtool, "check-config", file).exit()).isZero();
    for (String severity : List.of("page", "ticket", "info")) {
      Tool.Said said =
          Tool.run(
              amtool, "config", "routes", "test", "--config.file=" + file, "severity=" + severity);
      assertThat(said.text().strip().lines().toList().getLast().strip()).isEqualTo(severity);
    }
  }

  @Test
  void eachAlertSaysHowBadItIsAndWhereToReadWhatToDo() {
    String page = Observability.text(Observability.ROOT.resolve("docs/runbook/alerts.md"));
    String rules = Observability.text(RULES);

    for (String alert : alerts()) {
      String rule = rules.replaceAll("(?s).*- alert: " + alert + "\n(.*?)(?=- alert:|\\z).*", "$1");
      assertThat(rule)
          .as(alert)
          .containsPattern("severity: (page|ticket|info)")
          .contains("summary: ", "description: ", "@RUNBOOK@#" + alert.toLowerCase(Locale.ROOT));
      assertThat(page).contains("\n## " + alert + "\n");
    }
    assertThat(Pattern.compile("(?m)^## (\\w+)$").matcher(page).results().map(one -> one.group(1)))
        .containsExactlyInAnyOrderElementsOf(alerts());
  }

  @Test
  void whatHoldsAnAlertBackIsAnAlertThatThereIs() {
    String routes =
        Observability.text(Observability.FOLDER.resolve("alertmanager/alertmanager.yml"));

    assertThat(
            Pattern.compile("Loqa\\w+").matcher(routes).results().map(one -> one.group()).toList())
        .isNotEmpty()
        .isSubsetOf(alerts());
  }

  @Test
  void everySettingIsUsedAndAnUnknownOneIsRefusedByName() throws Exception {
    Set<String> used = new TreeSet<>();
    for (Path file : Observability.files(Observability.FOLDER)) {
      Pattern.compile("@([A-Z_]+)@")
          .matcher(Files.readString(file))
          .results()
          .forEach(found -> used.add(found.group(1)));
    }
    used.remove("NAME");

    assertThat(
            Pattern.compile("(?m)^([A-Z_]+)=")
                .matcher(Observability.text(Observability.FOLDER.resolve("settings")))
                .results()
                .map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(used);

    Tool.Said said =
        Tool.run("sh", Observability.FOLDER.resolve("render"), folder, "WAIT_FOREVER=1h");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text()).contains("there is no setting WAIT_FOREVER", "settings");
  }

  @Test
  void aSecondRenderingChangesNothingAndAnotherValueItsFilesAlone() {
    Observability.render(folder);

    assertThat(Tool.run("sh", Observability.FOLDER.resolve("render"), folder).text()).isEmpty();
    assertThat(
            Tool.run(
                    "sh",
                    Observability.FOLDER.resolve("render"),
                    folder,
                    "PAGE_URL=http://h/a&b\\1")
                .text()
                .strip())
        .isEqualTo(folder.resolve("alertmanager/alertmanager.yml").toString());
    assertThat(Observability.text(folder.resolve("alertmanager/alertmanager.yml")))
        .contains("\"http://h/a&b\\1\"");
  }

  private static Set<String> alerts() {
    return ALERT
        .matcher(Observability.text(RULES))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

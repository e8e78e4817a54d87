package dev.loqa.bundles.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bundles.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every alert comes through the real Prometheus and Alertmanager to whom it is for when its fault
/// is there, and none without one. The house is pretended here: its numbers are set.
@Tag("slow")
final class AlertsTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  /// How a house tells that is well, and each alert's fault: the series and its value, or by how
  /// much it grows with each look (`+`).
  private static final Map<String, String> WELL =
      Map.ofEntries(
          Map.entry("loqa_degradations_total{stage=\"tts\"}", "0"),
          Map.entry(voice("250.0"), "+1"),
          Map.entry(voice("300.0"), "+1"),
          Map.entry(voice("+Inf"), "+1"),
          Map.entry("loqa_voice_latency_ms_count{path=\"voice\",synthetic=\"false\"}", "+1"),
          Map.entry("loqa_timers_late_total", "0"),
          Map.entry("loqa_bus_connected{connection=\"control\"}", "1"),
          Map.entry("loqa_bus_disconnects_total{connection=\"audio\"}", "2"),
          Map.entry(hop("50.0"), "+1"),
          Map.entry(hop("100.0"), "+1"),
          Map.entry(hop("+Inf"), "+1"),
          Map.entry("loqa_bus_denied_total{operation=\"publish\"}", "0"),
          Map.entry("loqa_outbox_waiting", "3"),
          Map.entry("loqa_node_present{node=\"edge-stt\",role=\"stt\"}", "1"),
          Map.entry("loqa_node_queue_depth{node=\"edge-stt\",role=\"stt\"}", "1"),
          Map.entry("loqa_node_queue_depth{node=\"edge-tts\",role=\"tts\"}", "1"),
          Map.entry("loqa_node_queue_depth{node=\"edge-llm\",role=\"llm\"}", "1"),
          Map.entry("loqa_node_disk_free_bytes{node=\"edge-stt\",role=\"stt\"}", "9e9"),
          Map.entry("loqa_store_writable", "1"),
          Map.entry("loqa_disk_free_bytes", "500"),
          Map.entry("loqa_disk_total_bytes", "1000"),
          Map.entry("loqa_certificate_days_left{certificate=\"edge-stt\"}", "300"),
          Map.entry("loqa_certificate_days_left{certificate=\"edge-tts\"}", "300"),
          Map.entry("loqa_backup_age_days", "0.5"),
          Map.entry("loqa_skill_calls_total{skill=\"timer\",outcome=\"completed\"}", "+1"),
          Map.entry("loqa_skill_calls_total{skill=\"timer\",outcome=\"trapped\"}", "0"),
          Map.entry("loqa_skill_resting{skill=\"weather\"}", "0"),
          Map.entry("loqa_spans_dropped_total{reason=\"queue\"}", "0"));

  /// Faults that hold back no other alert.
  private static final Map<String, Map<String, String>> FAULTS =
      Map.ofEntries(
          fault("ticket LoqaTurnsDegraded", "loqa_degradations_total{stage=\"tts\"}", "+2"),
          fault("ticket LoqaVoiceLatencyHigh", voice("250.0"), "0"),
          fault("page LoqaTimerLate", "loqa_timers_late_total", "1"),
          fault(
              "ticket LoqaBusReconnectLoop",
              "loqa_bus_disconnects_total{connection=\"audio\"}",
              "+2"),
          fault("ticket LoqaBusHopSlow", hop("50.0"), "0"),
          fault("ticket LoqaBusDenied", "loqa_bus_denied_total{operation=\"publish\"}", "1"),
          fault("ticket LoqaEventsWaiting", "loqa_outbox_waiting", "5000"),
          fault("page LoqaNodeGone", "loqa_node_present{node=\"edge-stt\",role=\"stt\"}", "0"),
          fault(
              "ticket LoqaSttBacklog",
              "loqa_node_queue_depth{node=\"edge-stt\",role=\"stt\"}",
              "9"),
          fault(
              "ticket LoqaTtsBacklog",
              "loqa_node_queue_depth{node=\"edge-tts\",role=\"tts\"}",
              "9"),
          fault(
              "ticket LoqaLlmBacklog",
              "loqa_node_queue_depth{node=\"edge-llm\",role=\"llm\"}",
              "9"),
          fault(
              "ticket LoqaNodeDiskLow",
              "loqa_node_disk_free_bytes{node=\"edge-stt\",role=\"stt\"}",
              "1000"),
          fault("page LoqaStoreRefuses", "loqa_store_writable", "0"),
          fault("ticket LoqaDiskLow", "loqa_disk_free_bytes", "90"),
          fault(
              "ticket LoqaCertificateExpiring",
              "loqa_certificate_days_left{certificate=\"edge-stt\"}",
              "20"),
          fault("ticket LoqaBackupOld", "loqa_backup_age_days", "4"),
          fault(
              "ticket LoqaSkillFailing",
              "loqa_skill_calls_total{skill=\"timer\",outcome=\"trapped\"}",
              "+1"),
          fault("ticket LoqaSkillResting", "loqa_skill_resting{skill=\"weather\"}", "1"),
          fault("info LoqaSpansDropped", "loqa_spans_dropped_total{reason=\"queue\"}", "7"));

  /// Faults that hold back others: they come alone.
  private static final Map<String, Map<String, String>> WORSE =
      Map.ofEntries(
          fault("page LoqaBusLost", "loqa_bus_connected{connection=\"control\"}", "0"),
          fault("page LoqaDiskFull", "loqa_disk_free_bytes", "1"),
          fault(
              "page LoqaCertificateEnding",
              "loqa_certificate_days_left{certificate=\"edge-tts\"}",
              "-1"));

  @TempDir Path folder = Path.of("");

  private final Receiver receiver = Receiver.start();
  private final PretendedHouse house = PretendedHouse.start();
  private final List<AutoCloseable> programs = new ArrayList<>();
  private WatchProgram prometheus;

  private static String voice(String le) {
    return "loqa_voice_latency_ms_bucket{path=\"voice\",synthetic=\"false\",le=\"" + le + "\"}";
  }

  private static String hop(String le) {
    return "loqa_bus_hop_ms_bucket{connection=\"control\",le=\"" + le + "\"}";
  }

  private static Map.Entry<String, Map<String, String>> fault(
      String alert, String series, String value) {
    return Map.entry(alert, Map.of(series, value));
  }

  @BeforeEach
  void start() {
    Tool.find("prometheus-alertmanager");
    String alerts = WatchProgram.freeAddress();
    String address = WatchProgram.freeAddress();
    List<String> settings = new ArrayList<>(Observability.quick());
    settings.addAll(List.of(receiver.settings()));
    settings.add("LOQAD_TARGET=" + house.address());
    settings.add("ALERTMANAGER_TARGET=" + alerts);
    settings.add("PROMETHEUS_TARGET=" + address);
    Path rendered =
        Observability.render(folder.resolve("rendered"), settings.toArray(String[]::new));
    WELL.forEach(this::set);
    programs.add(WatchProgram.alertmanager(rendered, alerts, folder.resolve("alerts")));
    prometheus = WatchProgram.prometheus(rendered, address, folder.resolve("metrics"));
    programs.add(prometheus);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable program : programs.reversed()) {
      program.close();
    }
    house.close();
    receiver.close();
  }

  @Test
  void eachAlertReachesWhomItIsForWhenItsFaultIsThereAndNoneComesWithoutOne() {
    Set<String> all = new TreeSet<>(FAULTS.keySet());
    all.addAll(WORSE.keySet());
    all.add("page LoqaNoData");
    assertThat(all.stream().map(one -> one.split(" ", -1)[1]))
        .containsExactlyInAnyOrderElementsOf(alerts());

    looked(20);
    assertThat(receiver.heard()).isEmpty();
    assertThat(prometheus.query("ALERTS")).isEmpty();

    FAULTS.values().forEach(fault -> fault.forEach(this::set));
    fires(FAULTS.keySet(), FAULTS.keySet());
    WELL.forEach(this::set);
    Until.is(
        "all is well again: " + prometheus.query("ALERTS"),
        SOON,
        () -> prometheus.query("ALERTS{alertstate=\"firing\"}").isEmpty());

    receiver.forget();
    WORSE.values().forEach(fault -> fault.forEach(this::set));
    fires(WORSE.keySet(), all);
    assertThat(prometheus.query("ALERTS{alertname=\"LoqaDiskLow\",alertstate=\"firing\"}"))
        .hasSize(1);
    assertThat(receiver.heard())
        .as("held back by LoqaDiskFull")
        .doesNotContain("ticket LoqaDiskLow firing");

    house.close();
    fires(Set.of("page LoqaNoData"), all);
  }

  /// Waits until each of `alerts` was sent as firing, and nothing but `allowed` ever was.
  private void fires(Set<String> alerts, Set<String> allowed) {
    Set<String> expected =
        alerts.stream().map(one -> one + " firing").collect(Collectors.toCollection(TreeSet::new));
    try {
      Until.is("they fire", SOON, () -> receiver.heard().containsAll(expected));
    } catch (AssertionError e) {
      expected.removeAll(receiver.heard());
      throw new AssertionError("not heard of: " + expected, e);
    }
    assertThat(receiver.heard())
        .allSatisfy(one -> assertThat(allowed).contains(one.replaceAll(" (firing|resolved)$", "")));
  }

  /// Waits until Prometheus has looked so many times more and has judged what it saw.
  private void looked(int times) {
    String looks = "sum(count_over_time(up{job=\"loqad\"}[1h]))";
    double now = prometheus.numbers(looks).stream().findFirst().orElse(0.0);
    Until.is(
        times + " looks",
        SOON,
        () -> prometheus.numbers(looks).stream().anyMatch(seen -> seen >= now + times));
  }

  private void set(String series, String value) {
    if (value.startsWith("+")) {
      house.grows(series, Double.parseDouble(value.substring(1)));
    } else {
      house.is(series, Double.parseDouble(value));
    }
  }

  private static Set<String> alerts() {
    return Pattern.compile("(?m)^ *- alert: (\\w+)$")
        .matcher(Observability.text(Observability.FOLDER.resolve("prometheus/rules/loqa.yml")))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

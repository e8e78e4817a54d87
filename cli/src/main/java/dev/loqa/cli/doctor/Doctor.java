package dev.loqa.cli.doctor;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.bus.BusException;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.PkiException;
import dev.loqa.cli.api.Answer;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Espeak;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.api.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Checks every hop of a turn, in the order of a turn, and tells each as soon as it is known. Used
/// by one thread.
public final class Doctor {
  private static final String SENTENCE = "what time is it";
  private static final String INTENT = "small-talk.time";
  private static final Duration TURN = Duration.ofSeconds(60);

  private final Path data;
  private final Path system;
  private final Consumer<Finding> told;
  private final List<Finding> findings = new ArrayList<>();

  /// @param system what stands for `/`
  public Doctor(Path data, Path system, Consumer<Finding> told) {
    this.data = data;
    this.system = system;
    this.told = told;
  }

  /// What was found so far.
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// The machine, with or without a running Loqa.
  public void machine(Instant now, Map<String, String> environment) {
    MachineChecks.all(data, now, environment, installed()).forEach(this::add);
  }

  /// Says that there is none to look at.
  public void nobodyRuns() {
    add(
        Finding.broken(
            "loqad",
            "no Loqa runs on " + data,
            "start one with ./loqa up, or try a fresh one with ./loqa doctor --start"));
  }

  /// The running Loqa, hop by hop.
  public void instance(Api api) {
    try {
      Answer health = api.ask("/healthz", Api.SOON);
      add(
          health.status() == 200
              ? Finding.ok("loqad", api.instance().http() + ", pid " + api.instance().pid())
              : Finding.broken("loqad", "is not well: " + health.reason(), "start it again"));
    } catch (CliException e) {
      add(Finding.broken("loqad", e.words()));
      return;
    }
    Loqad.checks(api.ask("/readyz", Api.SOON).body()).forEach(check -> add(ready(check)));
    add(bus());
    speech(api);
    sentence(api);
  }

  private static Finding ready(Loqad.Check check) {
    return check.ok()
        ? Finding.ok(check.name(), check.detail())
        : Finding.broken(check.name(), check.detail());
  }

  /// Connects as the operator, with the certificates that operators get.
  private Finding bus() {
    try {
      Map<String, Object> block = busBlock();
      if (!(block.get("servers") instanceof List<?> servers) || servers.isEmpty()) {
        return Finding.broken(
            "bus as operator",
            "no address of the bus in " + data.resolve("run/instance.json"),
            "start Loqa again");
      }
      Path pki = OperatorIdentity.folder(Path.of(Values.text(block, "pki")), system);
      List<String> addresses = servers.stream().map(String::valueOf).toList();
      try (NatsBus bus = NatsBus.connect(BusOptions.of(addresses, Identity.in(pki, "operator")))) {
        return Finding.ok(
            "bus as operator", addresses.getFirst() + ", " + bus.denied() + " rights refused");
      }
    } catch (BusException | PkiException e) {
      return Finding.broken("bus as operator", String.valueOf(e.getMessage()));
    } catch (IOException | JsonException e) {
      return Finding.broken(
          "bus as operator", "its address cannot be read (" + e.getMessage() + ")", "start again");
    }
  }

  /// Where the bus is and where its certificates are.
  private Map<String, Object> busBlock() throws IOException {
    return Values.object(
        Json.readObject(Files.readAllBytes(data.resolve("run/instance.json"))), "bus");
  }

  private void speech(Api api) {
    for (Map<String, Object> node : Values.list(api.get("/v1/nodes"), "nodes")) {
      if (Values.text(node, "role").contains("stt") && Values.yes(node, "present")) {
        String can = Values.words(node, "capabilities");
        add(
            can.contains("stt.engine.") && !can.contains("stt.engine.none")
                ? Finding.ok("recognizer", can)
                : Finding.broken(
                    "recognizer",
                    Values.text(node, "id") + " has no engine",
                    "run ./loqa, which installs PocketSphinx with its English model"));
      }
    }
  }

  /// Whether this is a node of a house that playbooks set up: others may have its voice.
  private boolean installed() {
    return Files.isDirectory(system.resolve("etc/loqa"));
  }

  private void sentence(Api api) {
    if (installed() && !Espeak.isHere()) {
      typed(api);
      return;
    }
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-doctor-")) {
      Path wav = folder.path().resolve("sentence.wav");
      Espeak.speak(SENTENCE, wav);
      Map<String, Object> answer =
          api.postWav(
              Api.path("/v1/hear", Map.of("real_time", "true", "synthetic", "true")),
              Files.readAllBytes(wav),
              TURN);
      TurnDiagnosis.of(Turn.of(answer), SENTENCE, INTENT).forEach(this::add);
    } catch (CliException e) {
      add(Finding.broken("sentence", e.words()));
    } catch (IOException e) {
      add(Finding.broken("sentence", "cannot be read: " + e.getMessage(), "make room in TMPDIR"));
    }
  }

  private void typed(Api api) {
    try {
      Map<String, Object> answer =
          api.post("/v1/say", Map.of("text", SENTENCE, "synthetic", true), TURN);
      add(Finding.ok("sentence", "typed, as there is no espeak-ng here to speak it"));
      TurnDiagnosis.typed(Turn.of(answer), INTENT).forEach(this::add);
    } catch (CliException e) {
      add(Finding.broken("sentence", e.words()));
    }
  }

  private void add(Finding finding) {
    findings.add(finding);
    told.accept(finding);
  }
}

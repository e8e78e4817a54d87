package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.doctor.Doctor;
import dev.loqa.cli.doctor.Finding;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa doctor`: every hop, by really using it.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Check every hop of a turn by really using it, and name the broken one with its fix.",
      "Exit code 1 when something is broken, 6 when no Loqa runs."
    },
    footer = {"", "Example: loqa doctor"})
final class DoctorCommand implements Callable<Integer> {
  private static final Duration STARTS = Duration.ofSeconds(90);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--start",
      description = "Start a fresh Loqa in a temporary folder and check that one.")
  private boolean start;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return start ? fresh() : running(data.folder(shell));
  }

  private int running(Path folder) {
    Doctor doctor = new Doctor(folder, Path.of("/"), this::tell);
    doctor.machine(Instant.now(), shell.environment());
    Optional<Instance> instance = Instance.lookup(folder);
    if (instance.isEmpty()) {
      doctor.nobodyRuns();
      end(doctor);
      return Exit.UNAVAILABLE;
    }
    try (Api api = new Api(instance.get())) {
      doctor.instance(api);
    }
    return end(doctor);
  }

  private int fresh() {
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-doctor-")) {
      Path own = folder.path().resolve("data");
      Doctor doctor = new Doctor(own, Path.of("/"), this::tell);
      doctor.machine(Instant.now(), shell.environment());
      Loqad.Options options = new Loqad.Options(own, 0, null);
      try (Loqad loqad = Loqad.start(options, _ -> {});
          Api api = new Api(loqad.awaitInstance(STARTS))) {
        loqad.awaitReady(api, STARTS, name -> shell.progress("ready: " + name));
        doctor.instance(api);
      }
      return end(doctor);
    }
  }

  private void tell(Finding finding) {
    if (!json.asked()) {
      shell.line(finding.line());
      shell.out().flush();
    }
  }

  private int end(Doctor doctor) {
    long broken = doctor.findings().stream().filter(finding -> !finding.ok()).count();
    if (json.asked()) {
      shell.json(
          Map.of(
              "broken", broken, "checks", doctor.findings().stream().map(Finding::toMap).toList()));
    } else {
      shell.line(broken == 0 ? "all is well" : broken + " broken: see FAIL above");
    }
    return broken == 0 ? Exit.OK : Exit.FAILED;
  }
}

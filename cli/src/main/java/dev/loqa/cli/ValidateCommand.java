package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill validate`: a manifest with its locales, every problem in one go; no daemon needed.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Check a skill's manifest and locales; every problem as FILE:LINE: thing: fault: way out.",
    footer = {"", "Example: loqa-skill validate skills/timer"})
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A skill's folder or its skill.yaml (default: this folder).")
  private @Nullable Path path;

  @Option(names = "--file", paramLabel = "skill.yaml", description = "The same as PATH.")
  private @Nullable Path file;

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (path != null && file != null) {
      throw new CliException(Exit.USAGE, "PATH and --file are both given: give one of them");
    }
    Path named = path != null ? path : file;
    Path asked = named != null ? named : Path.of("skill.yaml");
    if (!Files.exists(asked)) {
      throw new CliException(
          Exit.FAILED, asked + " does not exist: name a skill's folder or its skill.yaml");
    }
    ManifestReport report = ManifestCheck.check(asked);
    if (json.asked()) {
      print(report);
    } else {
      report.problems().forEach(problem -> shell.line(problem.toString()));
      report.consents().forEach(consent -> shell.line("consent: " + consent));
      if (report.problems().isEmpty()) {
        shell.line("manifest valid");
      }
    }
    return report.problems().isEmpty() ? Exit.OK : Exit.FAILED;
  }

  private void print(ManifestReport report) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("valid", report.problems().isEmpty());
    body.put("problems", list(report.problems()));
    body.put("consents", list(report.consents()));
    shell.json(body);
  }

  private static List<Map<String, Object>> list(List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            Map.<String, Object>of(
                "file", finding.file(),
                "line", finding.line(),
                "thing", finding.thing(),
                "fault", finding.fault(),
                "way_out", finding.wayOut()))
        .toList();
  }
}

package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill validate`: a manifest with its locales, or a package, every problem in one go; no
/// daemon needed.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Check a skill's manifest and locales, or a package with all that is in it; every problem as"
            + " FILE:LINE: thing: fault: way out.",
    footer = {
      "",
      "Example: loqa-skill validate skills/timer",
      "         loqa-skill validate timer-1.0.0.lskill"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A skill's folder, its skill.yaml, or a package (default: this folder).")
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
          Exit.FAILED,
          asked + " does not exist: name a skill's folder, its skill.yaml or a package");
    }
    return isPackage(asked) ? archive(asked) : manifest(asked);
  }

  private static boolean isPackage(Path path) {
    String name = String.valueOf(path.getFileName());
    return Files.isRegularFile(path)
        && (name.endsWith(".lskill") || name.endsWith(".tar.gz") || name.endsWith(".tgz"));
  }

  private int manifest(Path asked) {
    ManifestReport report = ManifestCheck.check(asked);
    return told(report.problems(), report.consents(), List.of(), Map.of());
  }

  private int archive(Path file) {
    try {
      SkillPackage skill = SkillPackage.readFile(file, PackageLimits.USUAL);
      return told(
          List.of(),
          skill.consents(),
          skill.moduleFault().stream().toList(),
          Map.of(
              "package", skill.name() + " " + skill.version(),
              "sha512", skill.digest(),
              "files", skill.sizes(),
              "original", skill.original()));
    } catch (PackageException e) {
      return told(e.faults(), List.of(), List.of(), Map.of());
    }
  }

  /// @param notes what does not make it invalid and yet keeps it from running here
  private int told(
      List<Finding> problems,
      List<Finding> consents,
      List<Finding> notes,
      Map<String, Object> more) {
    if (json.asked()) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("valid", problems.isEmpty());
      body.put("problems", list(problems));
      body.put("consents", list(consents));
      body.put("notes", list(notes));
      body.putAll(new TreeMap<>(more));
      shell.json(body);
    } else {
      problems.forEach(problem -> shell.line(problem.toString()));
      consents.forEach(consent -> shell.line("consent: " + consent));
      notes.forEach(note -> shell.line("note: " + note));
      if (problems.isEmpty()) {
        shell.line("manifest valid");
      }
      if (!more.isEmpty()) {
        shell.line("package valid: " + more.get("package") + ", sha512 " + more.get("sha512"));
      }
    }
    return problems.isEmpty() ? Exit.OK : Exit.FAILED;
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

package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa update status`.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Which releases are on this machine, and which one is active.",
    footer = {"", "Example: loqa update status --verify"})
final class StatusCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--verify",
      description = "Compare every file of the active release with its list.")
  private boolean verify;

  StatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Releases releases = options.releases();
    try {
      return tell(releases);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, releases.root() + " cannot be read (" + e + "): check its rights", e);
    }
  }

  private int tell(Releases releases) throws IOException {
    Optional<String> active = releases.active();
    Optional<Pending> pending = releases.pending();
    if (verify && active.isPresent()) {
      ReleaseFiles.check(releases.folder(active.get()));
    }
    if (json.asked()) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("root", releases.root().toString());
      active.ifPresent(version -> body.put("active", version));
      body.put("releases", releases.proven());
      body.put("refused", releases.refused());
      pending.ifPresent(switching -> body.put("pending", switching.to()));
      shell.json(body);
      return Exit.OK;
    }
    if (active.isEmpty()) {
      shell.line("no release is installed in " + releases.root());
    }
    for (String version : releases.proven()) {
      shell.line(
          (active.equals(Optional.of(version)) ? "active  " : "        ")
              + line(releases, version));
    }
    for (String version : releases.refused()) {
      shell.line("refused " + version + "  " + releases.whyRefused(version));
    }
    if (active.isPresent()) {
      UnitFiles.told(releases.folder(active.get()), Path.of("/")).forEach(shell::line);
    }
    pending.ifPresent(switching ->
        shell.line(
            "pending " + switching.to() + "  the switch to it has not ended: loqa update resolve"));
    if (verify && active.isPresent()) {
      shell.line("every file of " + active.get() + " is as it was built");
    }
    return Exit.OK;
  }

  private static String line(Releases releases, String version) {
    ReleaseInfo info = ReleaseInfo.in(releases.folder(version));
    String commit = info.commit();
    return "%s  of %s, %s"
        .formatted(version, info.built(), commit.substring(0, Math.min(12, commit.length())));
  }
}

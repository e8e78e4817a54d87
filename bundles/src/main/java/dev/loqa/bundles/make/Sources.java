package dev.loqa.bundles.make;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Which sources a checkout holds, as git says.
///
/// @param commit its name, with `-changed` when files differ from it; `unknown` without git
/// @param committed when, in UTC (RFC 3339)
record Sources(String commit, String committed) {
  private static final Sources UNKNOWN = new Sources("unknown", "1970-01-01T00:00:00Z");
  private static final int DEADLINE_S = 30;

  static Sources of(Path checkout) {
    Optional<String> last = git(checkout, "log", "-1", "--format=%H %cI");
    if (last.isEmpty() || !last.get().matches("[0-9a-f]{40,64} \\S+")) {
      return UNKNOWN;
    }
    String[] parts = last.get().split(" ", -1);
    boolean changed =
        !git(checkout, "status", "--porcelain", "--untracked-files=no").orElse("").isEmpty();
    String when =
        OffsetDateTime.parse(parts[1]).withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    return new Sources(parts[0] + (changed ? "-changed" : ""), when);
  }

  private static Optional<String> git(Path checkout, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!git.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      return git.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git: the sources are then unknown, which the release says
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

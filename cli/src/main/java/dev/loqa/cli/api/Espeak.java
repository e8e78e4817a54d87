package dev.loqa.cli.api;

import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.ProcessException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/// espeak-ng in the part of the person: it says a sentence into a WAV file.
public final class Espeak {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String INSTALL =
      "run ./loqa, which installs it, or install the package espeak-ng";

  private Espeak() {}

  /// Writes `sentence` spoken to `wav`.
  public static void speak(String sentence, Path wav) {
    run(List.of("espeak-ng", "-w", wav.toString(), "-v", "en-us", "-s", "150", "--", sentence));
  }

  /// Whether it can be run here.
  public static boolean isHere() {
    try {
      return !version().isEmpty();
    } catch (CliException e) {
      return false;
    }
  }

  /// What it says its version is.
  public static String version() {
    return String.join(" ", run(List.of("espeak-ng", "--version")));
  }

  private static List<String> run(List<String> command) {
    List<String> lines = new CopyOnWriteArrayList<>();
    ChildSpec spec = ChildSpec.of("espeak-ng", command, (stream, line) -> lines.add(line));
    try (Child child = Child.start(spec)) {
      OptionalInt code = child.waitFor(DEADLINE);
      if (code.isPresent() && code.getAsInt() == 0) {
        return lines;
      }
      String fault =
          code.isPresent()
              ? "ended with exit code " + code.getAsInt() + " " + String.join(" ", lines)
              : "did not end within " + DEADLINE.toSeconds() + " s";
      throw new CliException(Exit.UNAVAILABLE, "espeak-ng " + fault.strip() + ": " + INSTALL);
    } catch (ProcessException e) {
      throw new CliException(Exit.UNAVAILABLE, "espeak-ng is missing: " + INSTALL, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while espeak-ng spoke: run it again", e);
    }
  }
}

package dev.loqa.cli.update;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.Locale;

/// How a switch ended, in words and as an exit code.
final class EndedText {
  private EndedText() {}

  static int tell(Shell shell, Ended ended) {
    return switch (ended) {
      case Ended.Already already -> {
        shell.line(already.active() + " is active already");
        yield Exit.OK;
      }
      case Ended.Switched switched -> {
        String from = switched.from();
        shell.line(
            switched.active()
                + " is active"
                + (from == null ? "" : ", " + from + " was before")
                + (switched.watched()
                    ? ", and what runs is healthy"
                    : "; nothing runs as a service here, so nothing was started anew"));
        yield Exit.OK;
      }
      case Ended.RolledBack back -> {
        shell.error(
            String.format(
                Locale.ROOT,
                "%s did not become healthy (%s), so %s is active again, after %.1f s",
                back.left(),
                back.fault(),
                back.active(),
                back.took().toMillis() / 1000.0));
        String wrong = back.stillWrong();
        if (wrong != null) {
          shell.error(back.active() + " is not healthy either: " + wrong + ": look into its log");
        }
        yield Exit.FAILED;
      }
    };
  }
}

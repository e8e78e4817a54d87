package dev.loqa.cli.skill;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// The registries that a Loqa follows, as `/v1/registries` tells them.
final class FollowedText {
  private FollowedText() {}

  static int show(Shell shell, Map<String, Object> answer, boolean json) {
    if (json) {
      shell.json(answer);
      return Exit.OK;
    }
    List<Map<String, Object>> registries = Values.list(answer, "registries");
    if (registries.isEmpty()) {
      shell.line("no registry is followed: loqa-skill registry follow PLACE");
      return Exit.OK;
    }
    Table table =
        Table.of("registry", "place", "number", "packages", "revoked", "good until", "looked at");
    for (Map<String, Object> one : registries) {
      table.row(
          Values.text(one, "name"),
          Values.text(one, "place"),
          Long.toString((long) Values.number(one, "number")),
          Long.toString((long) Values.number(one, "packages")),
          Long.toString((long) Values.number(one, "revoked")),
          local(Values.text(one, "good_until")),
          local(Values.text(one, "looked_at")));
    }
    shell.lines(table.lines());
    for (Map<String, Object> one : registries) {
      shell.line(Values.text(one, "name") + " is signed by " + Values.text(one, "key"));
    }
    faults(shell, registries);
    return Exit.OK;
  }

  /// Says which of them could not be used, and why.
  static void faults(Shell shell, List<Map<String, Object>> registries) {
    for (Map<String, Object> one : registries) {
      String fault = Values.text(one, "fault");
      if (!fault.isEmpty()) {
        shell.error(fault);
      }
      if (one.get("notes") instanceof List<?> notes) {
        notes.forEach(note -> shell.error("registry " + Values.text(one, "place") + ": " + note));
      }
    }
  }

  private static String local(String instant) {
    return instant.isEmpty() ? "" : Clock.local(instant, ZoneId.systemDefault());
  }
}

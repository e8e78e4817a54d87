package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa-skill list`: the skills that are there.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the skills that are there, where they are from and how they are.",
    footer = {"", "Example: loqa-skill list"})
public final class ListCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  public ListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.get("/v1/skills");
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      Table table =
          Table.of("skill", "version", "state", "from", "installed", "newer", "kept", "note");
      for (Map<String, Object> skill : Values.list(answer, "skills")) {
        String at = Values.text(skill, "installed_at");
        table.row(
            Values.text(skill, "name"),
            Values.text(skill, "version"),
            Values.text(skill, "state"),
            from(Values.text(skill, "origin")),
            at.isEmpty() ? "" : Clock.local(at, ZoneId.systemDefault()),
            Values.text(skill, "newer"),
            Values.words(skill, "kept"),
            Values.text(skill, "detail"));
      }
      if (table.isEmpty()) {
        shell.line("no skill: loqa-skill install NAME or FILE.lskill");
      } else {
        shell.lines(table.lines());
      }
      return Exit.OK;
    }
  }

  static String from(String origin) {
    return switch (origin) {
      case "folder" -> "a folder";
      case "own" -> "signed here";
      case "release" -> "Loqa's release";
      case "dev" -> "development, not trusted";
      default -> origin;
    };
  }
}

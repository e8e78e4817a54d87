package dev.loqa.cli;

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
import picocli.CommandLine.Option;

/// `loqa sessions`: the conversations that are remembered, newest first.
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "List the conversations that are remembered.",
    footer = {"", "Example: loqa sessions --limit 10"})
final class SessionsCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  SessionsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer =
          api.get(Api.path("/v1/sessions", Map.of("limit", Limit.text("--limit", limit))));
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      ZoneId zone = ZoneId.systemDefault();
      Table table = Table.of("session", "began", "last", "state", ">events");
      for (Map<String, Object> session : Values.list(answer, "sessions")) {
        table.row(
            Values.text(session, "session"),
            Clock.local(Values.text(session, "started_at"), zone),
            Clock.local(Values.text(session, "last_at"), zone),
            session.get("ended_at") == null ? "open" : "ended",
            Values.text(session, "events"));
      }
      if (table.isEmpty()) {
        shell.line("no session yet: ./loqa say hello begins one");
      } else {
        shell.lines(table.lines());
      }
      return Exit.OK;
    }
  }
}

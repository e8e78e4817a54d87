package dev.loqa.cli;

import dev.loqa.base.json.Json;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.EventText;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa events`: what is remembered, word for word; also as it happens, and its proof.
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = {
      "Print the newest events, oldest first; with --follow go on as they happen, until Ctrl-C.",
      "With --verify check that none was changed or lost: exit code 1 when one was."
    },
    footer = {"", "Example: loqa events --type turn.ended --follow"})
final class EventsCommand implements Callable<Integer> {
  private static final Duration VERIFYING = Duration.ofMinutes(10);
  private static final int WAIT_MS = 20_000;

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--session", paramLabel = "ID", description = "Only of this session.")
  private @Nullable String session;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
  private @Nullable String type;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--follow", description = "Go on as they happen; --json prints one a line.")
  private boolean follow;

  @Option(names = "--verify", description = "Check the chain of all events instead.")
  private boolean verify;

  EventsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (verify && (follow || session != null || type != null)) {
      throw new CliException(Exit.USAGE, "--verify checks all events: give it alone");
    }
    try (Api api = data.api(shell)) {
      if (verify) {
        return verified(api.post("/v1/events/verify", Map.of(), VERIFYING));
      }
      Map<String, Object> page =
          api.get(path(Map.of("order", "desc"), Limit.checked("--limit", limit)));
      List<Map<String, Object>> newest = Values.list(page, "events").reversed();
      if (!follow && json.asked()) {
        shell.json(Map.of("events", newest));
      } else if (!follow && newest.isEmpty()) {
        shell.line("no such event: ./loqa events without --type and --session shows all");
      } else {
        newest.forEach(this::print);
      }
      if (follow) {
        follow(api, (long) Values.number(page, "newest"));
      }
      return Exit.OK;
    }
  }

  /// Ends with the process, or when Loqa goes away.
  private void follow(Api api, long from) {
    long after = from;
    while (true) {
      Map<String, String> where =
          Map.of("after", Long.toString(after), "wait_ms", Integer.toString(WAIT_MS));
      Map<String, Object> page =
          api.ask(path(where, 500), Duration.ofMillis(WAIT_MS).plus(Api.SOON)).good();
      for (Map<String, Object> event : Values.list(page, "events")) {
        print(event);
        after = Math.max(after, (long) Values.number(event, "sequence"));
      }
      if (page.get("next") == null) {
        after = Math.max(after, (long) Values.number(page, "newest"));
      }
    }
  }

  private String path(Map<String, String> more, int most) {
    Map<String, String> query = new LinkedHashMap<>(more);
    query.put("limit", Integer.toString(most));
    if (session != null) {
      query.put("session", session);
    }
    if (type != null) {
      query.put("type", type);
    }
    return Api.path("/v1/events", query);
  }

  private void print(Map<String, Object> event) {
    if (json.asked()) {
      shell.json(event);
    } else {
      shell.line(
          "%6s  %s  %-22s  %-24s  %s"
              .formatted(
                  Values.text(event, "sequence"),
                  Clock.local(Values.text(event, "at"), ZoneId.systemDefault()),
                  Values.text(event, "type"),
                  Values.text(Values.object(event, "envelope"), "session_id"),
                  EventText.of(Values.text(event, "type"), Values.object(event, "payload")))
              .stripTrailing());
    }
    shell.out().flush();
  }

  private int verified(Map<String, Object> report) {
    boolean sound = Values.yes(report, "sound");
    if (json.asked()) {
      shell.json(report);
    } else if (sound) {
      shell.line(
          "all "
              + Values.text(report, "events")
              + " events are what was written ("
              + Values.text(report, "erased")
              + " erased)");
    } else {
      Map<String, Object> bad = Values.object(report, "bad");
      shell.error("the chain of events breaks: " + Json.text(bad) + ": restore a backup");
    }
    return sound ? Exit.OK : Exit.FAILED;
  }
}

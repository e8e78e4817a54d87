package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill why-denied`: what skills were not allowed to do, and what would allow it.
@Command(
    name = "why-denied",
    mixinStandardHelpOptions = true,
    description = {
      "Print what skills were denied, newest first, and why.",
      "For each the line of skill.yaml that would allow it, what that would risk, and what would",
      "have to be done. It changes nothing."
    },
    footer = {
      "",
      "Example: loqa-skill why-denied weather",
      "",
      "Exit codes: 0 printed, 6 no Loqa runs."
    })
public final class WhyDeniedCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|INVOCATION",
      description = "Only of this skill or this call.")
  private @Nullable String of;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, 1 to 200 (default: ${DEFAULT-VALUE}).")
  private int limit = 10;

  @Mixin private DataOption data = new DataOption();

  @Mixin private JsonOption json = new JsonOption();

  public WhyDeniedCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > 200) {
      throw new CliException(Exit.USAGE, "--limit is " + limit + ": use 1 to 200");
    }
    try (Api api = data.api(shell)) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("limit", Integer.toString(limit));
      if (of != null) {
        query.put("of", of);
      }
      Map<String, Object> answer = api.get(Api.path("/v1/denials", query));
      List<Map<String, Object>> denials = Values.list(answer, "denials");
      if (json.asked()) {
        shell.json(answer);
      } else if (denials.isEmpty()) {
        shell.line(of == null ? "nothing was denied of late" : of + " was denied nothing of late");
      } else {
        denials.forEach(this::print);
      }
    }
    return Exit.OK;
  }

  private void print(Map<String, Object> denial) {
    String invocation = Values.text(denial, "invocation_id");
    shell.line(
        "%s  %s  %s %s%s"
            .formatted(
                Clock.local(Values.text(denial, "at"), ZoneId.systemDefault()),
                Values.text(denial, "skill"),
                Values.text(denial, "call"),
                Values.text(denial, "target"),
                invocation.isEmpty() ? "" : "  (" + invocation + ")"));
    shell.line("  denied:  " + Values.text(denial, "reason"));
    String line = Values.text(denial, "line");
    shell.line("  line:    " + (line.isEmpty() ? "none would allow it" : line));
    shell.line("  risk:    " + Values.text(denial, "risk"));
    shell.line("  way out: " + Values.text(denial, "way_out"));
    shell.line("");
  }
}

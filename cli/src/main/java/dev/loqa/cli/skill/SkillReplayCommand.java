package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill replay`: runs recorded calls again, here and without any effect, and prints what
/// came out otherwise.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Run again what a skill was called for, here, without any effect.",
      "The host answers only what it answered then. Prints each call into the host and each result",
      "that is different."
    },
    footer = {
      "",
      "Examples: loqa-skill replay --last timer",
      "          loqa-skill replay i-2f9a41c07d --with build/timer-0.2.0.lskill",
      "",
      "Exit codes: 0 identical, 1 different or not possible, 6 no Loqa runs."
    })
public final class SkillReplayCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  private final Shell shell;

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /// Which calls.
  static final class Which {
    @Parameters(paramLabel = "INVOCATION", description = "One call, as loqa events names it.")
    private @Nullable String invocation;

    @Option(names = "--last", paramLabel = "NAME", description = "The newest call of this skill.")
    private @Nullable String last;

    @Option(
        names = "--session",
        paramLabel = "ID",
        description = "Every call of this session, oldest first.")
    private @Nullable String session;
  }

  @Option(
      names = "--with",
      paramLabel = "PACKAGE_OR_FOLDER",
      description = "This version instead of the active one.")
  private @Nullable Path with;

  @Mixin private DataOption data = new DataOption();

  @Mixin private JsonOption json = new JsonOption();

  public SkillReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<Map<String, Object>> printed = new ArrayList<>();
    int different = 0;
    try (Api api = data.api(shell);
        ReplaySkills skills = new ReplaySkills(with)) {
      List<String> ids = ids(api);
      for (String id : ids) {
        Map<String, Object> found = api.get("/v1/invocations/" + Api.encoded(id));
        try {
          Comparison comparison = replay(found, skills);
          different += comparison.identical() ? 0 : 1;
          printed.add(comparison.toMap());
          print(comparison.lines());
        } catch (SkillHostException e) {
          different++;
          printed.add(fault(id, e));
          print(List.of(id + ": " + e.getMessage()));
        }
      }
    }
    if (json.asked()) {
      shell.json(Map.of("replays", printed, "different", different));
    } else if (printed.size() > 1) {
      shell.line("%d replayed, %d not identical".formatted(printed.size(), different));
    }
    return different == 0 ? Exit.OK : Exit.FAILED;
  }

  private List<String> ids(Api api) {
    String invocation = which.invocation;
    if (invocation != null) {
      return List.of(invocation);
    }
    String last = which.last;
    String session = which.session;
    Map<String, String> query =
        last != null
            ? Map.of("skill", last, "limit", "1")
            : Map.of("session", String.valueOf(session), "limit", Integer.toString(MOST));
    List<String> ids = RecordedCalls.ids(api, query);
    if (ids.isEmpty()) {
      throw new CliException(
          Exit.FAILED,
          (last != null ? "skill " + last : "session " + session)
              + " has no recorded call: say something to it first, or look at ./loqa events --type skill.result");
    }
    return ids.reversed();
  }

  private static Comparison replay(Map<String, Object> found, ReplaySkills skills) {
    CallRecord record = RecordedCalls.record(found);
    return skills
        .of(record.invocation().skill(), Values.text(found, "skill_folder"))
        .replay(record);
  }

  private void print(List<String> lines) {
    if (!json.asked()) {
      shell.lines(lines);
      shell.line("");
    }
  }

  private static Map<String, Object> fault(String id, SkillHostException fault) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("invocation", id);
    map.put("identical", false);
    map.put("error", String.valueOf(fault.getMessage()));
    return map;
  }
}

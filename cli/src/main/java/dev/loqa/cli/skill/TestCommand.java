package dev.loqa.cli.skill;

import dev.loqa.base.json.Json;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.author.SkillProject;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.author.CaseReader;
import dev.loqa.skillhost.author.CaseResult;
import dev.loqa.skillhost.author.CaseResult.Difference;
import dev.loqa.skillhost.record.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill test`: the cases of a skill's `tests/*.json` in the real host.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run a skill's tests/*.json in the host that Loqa uses.",
      "A case says what is said or happens, and what must come of it. Everything around the skill is",
      "made up; no Loqa needs to run."
    },
    footer = {
      "",
      "Examples: loqa-skill test bell",
      "          loqa-skill test bell --record last   (a case of what was said to it just now)",
      "",
      "A case: {\"name\": \"counts\", \"say\": \"hello bell\", \"given\": {\"kv\": {\"count\": 1}},",
      "         \"expect\": {\"reply\": \"Hello! That was hello number 2.\", \"kv\": {\"count\": 2}}}",
      "Exit codes: 0 all passed, 1 something failed or a file is wrong."
    })
public final class TestCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The skill's folder, built (default: this one).")
  private Path folder = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only cases with this in their name.")
  private String only = "";

  @Option(
      names = "--record",
      paramLabel = "INVOCATION",
      description = {
        "Make a case of a real call, as loqa events names it, or of the `last` one: what the host",
        "answered then is what is given. Writes tests/recorded-INVOCATION.json and runs it."
      })
  private @Nullable String recorded;

  @Mixin private DataOption data = new DataOption();

  @Mixin private JsonOption json = new JsonOption();

  public TestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SkillProject project = new SkillProject(folder);
    String call = recorded;
    if (call != null) {
      return record(project, call);
    }
    CaseReader.Cases cases = project.cases(only);
    if (!cases.problems().isEmpty()) {
      cases.problems().forEach(problem -> shell.line(problem.toString()));
      return Exit.FAILED;
    }
    if (cases.cases().isEmpty()) {
      throw new CliException(
          Exit.FAILED,
          only.isEmpty()
              ? folder.resolve("tests") + " has no case: write one, see loqa-skill test --help"
              : "no case has \"" + only + "\" in its name: give another text");
    }
    List<CaseResult> results =
        project.run(cases.cases(), json.asked() ? result -> {} : result -> print(result));
    long failed = results.stream().filter(result -> !result.passed()).count();
    if (json.asked()) {
      print(results, failed);
    } else {
      shell.line(
          results.size()
              + (results.size() == 1 ? " case, " : " cases, ")
              + (failed == 0 ? "all passed" : failed + " failed"));
    }
    return failed == 0 ? Exit.OK : Exit.FAILED;
  }

  private int record(SkillProject project, String call) {
    CallRecord record;
    try (Api api = data.api(shell)) {
      record = RecordedCalls.one(api, project.name(), call);
    }
    String id = record.invocation().id().value();
    Path file = folder.resolve("tests").resolve("recorded-" + id + ".json");
    if (Files.exists(file)) {
      throw new CliException(Exit.FAILED, file + " is there already: remove it first");
    }
    String text = project.caseOf(record);
    try {
      Files.createDirectories(folder.resolve("tests"));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " can't be written (" + e.getMessage() + "): check its rights", e);
    }
    shell.line(file + " is a case that passes: give it a name that says what it shows");
    return Exit.OK;
  }

  private void print(CaseResult result) {
    if (result.passed()) {
      shell.line("ok    " + result.tried().name());
      return;
    }
    shell.line("FAIL  " + result.tried().name());
    for (Difference difference : result.differences()) {
      shell.line(result.tried().place() + ": " + difference.what() + " is not as expected");
      shell.line("        expected " + shown(difference.expected()));
      shell.line("        got      " + shown(difference.got()));
    }
    result.notes().forEach(note -> shell.line("        " + note));
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "nothing" : Json.text(value);
  }

  private void print(List<CaseResult> results, long failed) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (CaseResult result : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", result.tried().name());
      one.put("file", result.tried().file());
      one.put("line", result.tried().line());
      one.put("passed", result.passed());
      one.put("differences", result.differences());
      one.put("notes", result.notes());
      list.add(one);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cases", results.size());
    body.put("failed", failed);
    body.put("results", list);
    shell.json(body);
  }
}

package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.EventText;
import dev.loqa.cli.text.Shell;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill inspect`: one skill, as a whole or a part of it.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Show what a skill is, what it may do, what it uses and what happened to it.",
    footer = {"", "Example: loqa-skill inspect weather --permissions"})
public final class InspectCommand implements Callable<Integer> {
  private static final List<String> AUDIT =
      List.of(
          "audit.install.consented",
          "audit.install.switched",
          "audit.install.refused",
          "audit.install.rolled_back",
          "audit.install.mended",
          "audit.install.removed",
          "audit.quarantine",
          "audit.revoked",
          "audit.revoked.overruled",
          "audit.denied",
          "skill.failed");
  private static final int MOST_EVENTS = 200;
  private static final int SHOWN_EVENTS = 20;

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The skill.")
  private String name = "";

  @Option(names = "--doc", description = "What it is for and what can be said to it.")
  private boolean doc;

  @Option(names = "--permissions", description = "What it may do; ! marks what is unusual.")
  private boolean permissions;

  @Option(names = "--used", description = "What it uses of that.")
  private boolean used;

  @Option(names = "--audit", description = "Who installed what, and what was refused.")
  private boolean audit;

  public InspectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    boolean all = !doc && !permissions && !used && !audit;
    try (Api api = data.api(shell)) {
      Map<String, Object> page = new LinkedHashMap<>();
      page.putAll(api.get("/v1/skills/" + Api.encoded(name)));
      if (all || audit) {
        page.put("audit", events(api));
      }
      if (json.asked()) {
        shell.json(page);
        return Exit.OK;
      }
      if (all) {
        head(page);
      }
      if (all || doc) {
        documentation(page);
      }
      if (all || permissions) {
        rights(page);
      }
      if (all || used) {
        use(page);
      }
      if (all || audit) {
        history(page);
      }
      return Exit.OK;
    }
  }

  private List<Map<String, Object>> events(Api api) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (String type : AUDIT) {
      Map<String, String> query =
          Map.of("type", type, "order", "desc", "limit", Integer.toString(MOST_EVENTS));
      Values.list(api.get(Api.path("/v1/events", query)), "events").stream()
          .filter(event -> Values.text(Values.object(event, "payload"), "skill").equals(name))
          .forEach(events::add);
    }
    events.sort(Comparator.comparingDouble(event -> Values.number(event, "sequence")));
    return events;
  }

  private void head(Map<String, Object> page) {
    Map<String, Object> skill = Values.object(page, "skill");
    String detail = Values.text(skill, "detail");
    shell.line(
        name
            + " "
            + Values.text(skill, "version")
            + ", "
            + ListCommand.from(Values.text(skill, "origin"))
            + ", "
            + Values.text(skill, "state")
            + (detail.isEmpty() ? "" : ": " + detail));
    String publisher = Values.text(skill, "publisher");
    if (!publisher.isEmpty()) {
      shell.line("signed by " + signer(Values.text(skill, "origin")) + publisher);
    }
    for (Map<String, Object> version : Values.list(page, "versions")) {
      shell.line(
          (Values.yes(version, "active") ? "  * " : "    ")
              + Values.text(version, "version")
              + ", installed "
              + Clock.local(Values.text(version, "installed_at"), ZoneId.systemDefault())
              + " by "
              + Values.text(version, "installed_by"));
    }
  }

  private static String signer(String origin) {
    return switch (origin) {
      case "own" -> "the key of this installation, ";
      case "release" -> "the release key of Loqa, ";
      default -> "";
    };
  }

  private void documentation(Map<String, Object> page) {
    shell.line(Values.text(page, "description") + " By " + Values.text(page, "author") + ".");
    for (Map<String, Object> intent : Values.list(page, "intents")) {
      String risk = Values.text(intent, "risk");
      shell.line(
          "  "
              + Values.text(intent, "intent")
              + (risk.equalsIgnoreCase("none") ? "" : " (asks first)"));
      if (intent.get("sentences") instanceof List<?> sentences) {
        sentences.forEach(sentence -> shell.line("      " + sentence));
      }
    }
  }

  private void rights(Map<String, Object> page) {
    List<?> unusual = page.get("unusual") instanceof List<?> list ? list : List.of();
    unusual.forEach(sentence -> shell.line("  ! " + sentence));
    if (page.get("rights") instanceof List<?> rights) {
      rights.stream()
          .filter(sentence -> !unusual.contains(sentence))
          .forEach(sentence -> shell.line("    " + sentence));
    }
  }

  private void use(Map<String, Object> page) {
    Map<String, Object> use = Values.object(page, "used");
    shell.line(
        "It stores "
            + (long) Values.number(use, "kv_bytes")
            + " of "
            + (long) Values.number(use, "kv_quota_bytes")
            + " bytes and has "
            + (long) Values.number(use, "timers")
            + " of "
            + (long) Values.number(use, "timers_most")
            + " timers.");
  }

  private void history(Map<String, Object> page) {
    List<Map<String, Object>> events = Values.list(page, "audit");
    events.stream()
        .skip(Math.max(0, events.size() - SHOWN_EVENTS))
        .forEach(event ->
            shell.line(
                "  "
                    + Clock.local(Values.text(event, "at"), ZoneId.systemDefault())
                    + "  "
                    + Values.text(event, "type")
                    + "  "
                    + EventText.of(Values.text(event, "type"), Values.object(event, "payload"))));
  }
}

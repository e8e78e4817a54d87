package dev.loqa.cli.skill;

import dev.loqa.cli.api.Answer;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Shows what installing would do, gets the person's word where it is needed, and has it done.
///
/// @param json takes what came of it, for a program; null: it is said in words
/// @param typed the command for a version, to be typed again with a consent
/// @param upgrade whether it may only take the place of an older version
record Installing(
    Shell shell,
    @Nullable Consumer<Object> json,
    AgreeOptions agree,
    UnaryOperator<String> typed,
    boolean upgrade) {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int HEAD = 3;

  int run(PackageToInstall what, DataOption data) {
    try (Api api = data.api(shell)) {
      Map<String, Object> plan = post(api, Map.of("plan", "true"), what).good();
      if (agree.plan()) {
        show(plan);
        return Exit.OK;
      }
      if (Values.yes(plan, "nothing")) {
        done(plan, already(plan));
        return Exit.OK;
      }
      if (json == null) {
        text(plan).forEach(shell::line);
      }
      PackageToInstall seen = what.exactly(Values.text(plan, "version"));
      Map<String, Object> done = post(api, word(plan), seen).good();
      done(done, "installed");
      return Exit.OK;
    }
  }

  /// The next build of a skill that this person installed for development a moment ago: what was
  /// agreed to then is not asked again, anything wider is.
  int again(PackageToInstall what, DataOption data) {
    Map<String, Object> plan;
    try (Api api = data.api(shell)) {
      plan = post(api, Map.of("plan", "true"), what).good();
      boolean same = plan.get("from") != null && Values.list(plan, "widened").isEmpty();
      if (same && !Values.yes(plan, "nothing")) {
        Map<String, String> word = agreed("consent", Values.text(plan, "consent"));
        done(post(api, word, what).good(), "installed");
        return Exit.OK;
      }
    }
    return run(what, data);
  }

  private Answer post(Api api, Map<String, String> more, PackageToInstall what) {
    Map<String, String> query = new LinkedHashMap<>(what.query());
    query.put("upgrade", Boolean.toString(upgrade));
    query.put("by", shell.person());
    query.putAll(more);
    return api.postBytes(Api.path("/v1/skills", query), what.packed(), what.headers(), DEADLINE);
  }

  /// What the person says to the plan, as the API takes it; exit code 3 or 4 when it is not enough.
  private Map<String, String> word(Map<String, Object> plan) {
    String digest = Values.text(plan, "consent");
    String given = agree.consent();
    if (given != null) {
      return Map.of("consent", given);
    }
    return switch (Values.text(plan, "need")) {
      case "nothing" -> Map.of();
      case "yes" -> agree.yes() || shell.agrees("Install it?") ? agreed("yes", "true") : no(plan);
      default -> {
        boolean otherKey = Values.text(plan, "publisher_kind").equals("changed");
        yield !otherKey && shell.agrees("Do you agree to all of this?")
            ? agreed("consent", digest)
            : no(plan);
      }
    };
  }

  private static Map<String, String> agreed(String name, String value) {
    return Map.of(name, value);
  }

  private Map<String, String> no(Map<String, Object> plan) {
    boolean otherKey = Values.text(plan, "publisher_kind").equals("changed");
    String would =
        typed.apply(Values.text(plan, "version")) + " --consent " + Values.text(plan, "consent");
    throw new CliException(
        otherKey ? Exit.UNTRUSTED : Exit.DENIED,
        (otherKey
                ? "nothing was installed, because another key than before has signed it"
                : "nothing was installed, because nobody has agreed to the text")
            + ": whoever has read it agrees by\n"
            + would);
  }

  private static String already(Map<String, Object> plan) {
    return Values.yes(plan, "newest") ? "is the newest that is offered" : "runs already";
  }

  private void show(Map<String, Object> plan) {
    if (json != null) {
      json.accept(plan);
      return;
    }
    if (Values.yes(plan, "nothing")) {
      done(plan, already(plan));
      return;
    }
    text(plan).forEach(shell::line);
    shell.line(
        switch (Values.text(plan, "need")) {
          case "nothing" -> "It can be installed without a question.";
          case "yes" -> "It can be installed with a plain yes.";
          default -> "It needs your consent: " + Values.text(plan, "consent");
        });
  }

  /// What the package is, and what it may do: unusual rights first, marked; then what it gives up.
  private static List<String> text(Map<String, Object> plan) {
    List<String> lines = new ArrayList<>();
    if (plan.get("text") instanceof List<?> text) {
      text.stream().limit(HEAD).map(String::valueOf).forEach(lines::add);
    }
    if (plan.get("warnings") instanceof List<?> warnings) {
      warnings.forEach(warning -> lines.add("  ! " + warning));
    }
    List<Map<String, Object>> widened = Values.list(plan, "widened");
    sentences(widened, false).forEach(sentence -> lines.add("  ! " + sentence));
    sentences(widened, true).forEach(sentence -> lines.add("    " + sentence));
    Values.list(plan, "narrowed")
        .forEach(change -> lines.add("  - " + Values.text(change, "sentence")));
    return lines;
  }

  private static List<String> sentences(List<Map<String, Object>> changes, boolean usual) {
    return changes.stream()
        .filter(change -> Values.yes(change, "usual") == usual)
        .map(change -> Values.text(change, "sentence"))
        .toList();
  }

  private void done(Map<String, Object> plan, String what) {
    if (json != null) {
      json.accept(plan);
      return;
    }
    @Nullable Object from = plan.get("from");
    shell.line(
        Values.text(plan, "skill")
            + " "
            + Values.text(plan, "version")
            + " "
            + what
            + (from == null || Values.yes(plan, "nothing") ? "" : ", in the place of " + from));
  }
}

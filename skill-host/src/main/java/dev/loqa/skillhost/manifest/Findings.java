package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.ConfigException;
import dev.loqa.protocol.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects what is to be said about one skill's files.
final class Findings {
  private static final Pattern POSITIONED =
      Pattern.compile("(.*?):([0-9]{1,9}): (.*?): (.*): (.*)", Pattern.DOTALL);

  private final String file;
  private final List<Finding> problems;
  private final List<Finding> consents;

  private Findings(String file, List<Finding> problems, List<Finding> consents) {
    this.file = file;
    this.problems = problems;
    this.consents = consents;
  }

  static Findings in(String file) {
    return new Findings(file, new ArrayList<>(), new ArrayList<>());
  }

  /// The same collection for another file.
  Findings of(String other) {
    return new Findings(other, problems, consents);
  }

  void problem(int line, String thing, String fault, String wayOut) {
    problems.add(new Finding(file, line, thing, fault, wayOut));
  }

  void consent(int line, String thing, String what) {
    consents.add(new Finding(file, line, thing, what, "needs the owner's consent"));
  }

  /// Takes over what the YAML reader found.
  void problems(ConfigException unreadable) {
    for (String problem : unreadable.problems()) {
      Matcher parts = POSITIONED.matcher(problem);
      if (parts.matches()) {
        problem(Integer.parseInt(parts.group(2)), parts.group(3), parts.group(4), parts.group(5));
      } else {
        problem(1, "the file", problem, "correct it");
      }
    }
  }

  /// The file as messages call it.
  String file() {
    return file;
  }

  boolean clean() {
    return problems.isEmpty();
  }

  List<Finding> problems() {
    return problems;
  }

  List<Finding> consents() {
    return consents;
  }

  static String quoted(String value) {
    return Quoted.of(value);
  }
}

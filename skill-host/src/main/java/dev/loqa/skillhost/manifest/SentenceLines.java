package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.YamlNode;
import java.util.HashMap;
import java.util.Map;

/// Where the intents and lists of a file stand, to put the matcher's problems in their place.
final class SentenceLines {
  private final Map<String, Integer> lines = new HashMap<>();

  SentenceLines(YamlNode tree) {
    for (String block : new String[] {"intents", "sentences", "lists"}) {
      if (tree instanceof YamlNode.Mapping top
          && top.entries().get(block) instanceof YamlNode.Entry(int _, YamlNode.Mapping named)) {
        named.entries().forEach((name, entry) -> lines.put(name, entry.line()));
      }
    }
  }

  /// Notes a problem that reads `intent NAME ...: fault: way out` or `list NAME, ...`.
  void report(String problem, Findings findings) {
    String[] words = problem.split("[ ,:]+", 3);
    int line = words.length > 1 ? lines.getOrDefault(words[1], 1) : 1;
    int way = problem.lastIndexOf(": ");
    int thing = problem.indexOf(' ', problem.indexOf(' ') + 1);
    if (way < 0 || thing < 0 || thing >= way) {
      findings.problem(line, "sentences", problem, "correct them");
    } else {
      String fault = problem.substring(thing).replaceFirst("^[ ,:]+", "");
      int end = fault.lastIndexOf(": ");
      findings.problem(
          line,
          problem.substring(0, thing).replaceFirst("[,:]$", ""),
          end < 0 ? fault : fault.substring(0, end),
          problem.substring(way + 2));
    }
  }
}

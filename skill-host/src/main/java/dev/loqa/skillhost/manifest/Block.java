package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mapping of a manifest, read key by key. What is wrong is noted and a harmless value comes
/// back, so that one reading finds everything. [#end] reports the keys that nobody asked for.
final class Block {
  private final Findings findings;
  private final String path;
  private final int line;
  private final Map<String, YamlNode.Entry> entries;
  private final Set<String> asked = new TreeSet<>();

  Block(Findings findings, String path, YamlNode node) {
    this.findings = findings;
    this.path = path;
    this.line = node.line();
    if (node instanceof YamlNode.Mapping mapping) {
      this.entries = mapping.entries();
    } else {
      this.entries = Map.of();
      if (!(node instanceof YamlNode.Scalar scalar && scalar.value() == null)) {
        findings.problem(
            node.line(),
            path.isEmpty() ? "the file" : path,
            "is no mapping",
            "write `key: value` lines");
      }
    }
  }

  int line() {
    return line;
  }

  int line(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  /// The keys that are there, for a mapping whose keys are names.
  Map<String, YamlNode.Entry> all() {
    asked.addAll(entries.keySet());
    return entries;
  }

  void problem(String key, String fault, String wayOut) {
    findings.problem(line(key), name(key), fault, wayOut);
  }

  void consent(String key, String what) {
    findings.consent(line(key), name(key), what);
  }

  /// Reports the keys that nobody asked for.
  void end() {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        findings.problem(entry.line(), name(key), "is unknown", NearMiss.hint(key, asked));
      }
    });
  }

  /// A text that must be there and match; `""` if not.
  String required(String key, Pattern pattern, String wayOut) {
    if (!has(key)) {
      findings.problem(line, name(key), "is missing", wayOut);
      return "";
    }
    String text = optional(key, pattern, wayOut);
    return text == null ? "" : text;
  }

  /// A text that may be absent and must match.
  @Nullable String optional(String key, Pattern pattern, String wayOut) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    String text = text(node, name(key));
    if (text != null && !pattern.matcher(text).matches()) {
      findings.problem(node.line(), name(key), "is " + Findings.quoted(text), wayOut);
      return null;
    }
    return text;
  }

  /// One of a few words, which may be absent; a near miss is named.
  @Nullable String word(String key, List<String> known) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    String text = text(node, name(key));
    if (text != null && !known.contains(text)) {
      findings.problem(
          node.line(), name(key), "is " + Findings.quoted(text), NearMiss.hint(text, known));
      return null;
    }
    return text;
  }

  /// The text of a single value of any type, which must be there; `""` if not.
  String anyScalar(String key, String wayOut) {
    if (node(key) instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    problem(key, "is missing or no single value", wayOut);
    return "";
  }

  boolean flag(String key, boolean absent) {
    YamlNode node = node(key);
    if (node == null) {
      return absent;
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof Boolean flag) {
      return flag;
    }
    findings.problem(node.line(), name(key), "is neither true nor false", "write true or false");
    return absent;
  }

  int number(String key, int absent, int from, int to) {
    YamlNode node = node(key);
    if (node == null) {
      return absent;
    }
    if (node instanceof YamlNode.Scalar scalar
        && scalar.value() instanceof Long n
        && n >= from
        && n <= to) {
      return n.intValue();
    }
    String seen =
        node instanceof YamlNode.Scalar scalar ? Findings.quoted(scalar.text()) : "no number";
    findings.problem(
        node.line(), name(key), "is " + seen, "use a whole number from " + from + " to " + to);
    return absent;
  }

  /// A list of texts, each with its line.
  List<Line> texts(String key, int most) {
    YamlNode node = node(key);
    if (node == null) {
      return List.of();
    }
    List<Line> texts = new ArrayList<>();
    for (YamlNode item : items(key, most)) {
      String text = text(item, name(key) + "[" + texts.size() + "]");
      if (text != null) {
        texts.add(new Line(item.line(), text));
      }
    }
    return texts;
  }

  /// The items of a list.
  List<YamlNode> items(String key, int most) {
    YamlNode node = node(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      findings.problem(node.line(), name(key), "is no list", "write `[a, b]` or lines with `- a`");
      return List.of();
    }
    if (sequence.items().size() > most) {
      findings.problem(
          node.line(),
          name(key),
          "has " + sequence.items().size() + " items",
          "use at most " + most);
      return List.of();
    }
    return sequence.items();
  }

  /// The mapping under a key; an empty one if it is absent.
  Block block(String key) {
    YamlNode node = node(key);
    return new Block(
        findings, name(key), node == null ? new YamlNode.Mapping(line(key), Map.of()) : node);
  }

  /// A value of any kind as JSON would have it; none if it is absent.
  @Nullable Object plainValue(String key) {
    YamlNode node = node(key);
    return node == null ? null : node.plainValue();
  }

  private @Nullable YamlNode node(String key) {
    asked.add(key);
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /// The text of a node, none (and a problem) if it is something else.
  @Nullable String text(YamlNode node, String name) {
    if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof String text) {
      if (text.codePoints().anyMatch(Character::isISOControl)) {
        findings.problem(node.line(), name, "has control characters", "leave them out");
        return null;
      }
      return text;
    }
    findings.problem(node.line(), name, "is no text", "put it in quotes if it is meant as text");
    return null;
  }

  /// A text with its line.
  record Line(int line, String text) {}
}

package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands `config`, a JSON Schema of one flat object. The keywords that are checked are the
/// ones that are read here; any other is an error, because nobody would obey it.
final class SettingsReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern PROSE = Pattern.compile(".{1,500}");
  private static final Pattern OBJECT = Pattern.compile("object");
  private static final Pattern SERVER = Pattern.compile("server");
  private static final int MOST_SETTINGS = 64;
  private static final int MOST_CHOICES = 64;
  private static final List<String> TYPES =
      Arrays.stream(Setting.Type.values()).map(Setting.Type::word).toList();

  private final Findings findings;

  SettingsReader(Findings findings) {
    this.findings = findings;
  }

  Settings settings(Block block) {
    block.optional("type", OBJECT, "write object: settings are one flat object");
    block.optional("title", PROSE, "say in a sentence what the settings are");
    block.optional("description", PROSE, "say in a sentence what the settings are");
    if (block.flag("additionalProperties", false)) {
      block.problem(
          "additionalProperties", "is true", "leave it out: a setting must be named to be set");
    }
    Block properties = block.block("properties");
    Map<String, YamlNode.Entry> named = properties.all();
    Set<String> required = required(block, named.keySet());
    block.end();
    if (named.size() > MOST_SETTINGS) {
      block.problem(
          "properties", "has " + named.size() + " settings", "use at most " + MOST_SETTINGS);
      return Settings.NONE;
    }
    Map<String, Setting> settings = new LinkedHashMap<>();
    named.forEach((name, entry) -> {
      if (NAME.matcher(name).matches()) {
        Block own = new Block(findings, properties.name(name), entry.value());
        settings.put(name, setting(name, own, required.contains(name)));
      } else {
        findings.problem(
            entry.line(),
            properties.name(name),
            "is " + Findings.quoted(name),
            "name it with 1 to 64 of a-z 0-9 _, a letter first");
      }
    });
    return new Settings(settings);
  }

  private Set<String> required(Block block, Set<String> known) {
    Set<String> required = new LinkedHashSet<>();
    for (Block.Line name : block.texts("required", MOST_SETTINGS)) {
      if (!known.contains(name.text())) {
        findings.problem(
            name.line(),
            block.name("required"),
            Findings.quoted(name.text()) + " is none of the properties",
            NearMiss.hint(name.text(), known));
      }
      required.add(name.text());
    }
    return required;
  }

  private Setting setting(String name, Block block, boolean required) {
    Setting.Type type = type(block);
    block.optional("title", PROSE, "say in a sentence what it is");
    @Nullable String description =
        block.optional("description", PROSE, "say in a sentence what it is for");
    boolean text = type == Setting.Type.STRING;
    boolean number = type == Setting.Type.INTEGER || type == Setting.Type.NUMBER;
    double least =
        text ? block.number("minLength", 0, 0, Setting.LONGEST) : bound(block, "minimum", number);
    double most =
        text
            ? block.number("maxLength", Setting.LONGEST, 1, Setting.LONGEST)
            : bound(block, "maximum", number);
    if (!text && !number) {
      least = Double.NEGATIVE_INFINITY;
      most = Double.POSITIVE_INFINITY;
    }
    if (least > most) {
      block.problem(text ? "minLength" : "minimum", "is above the most", "swap the two");
    }
    boolean server =
        text && block.optional("format", SERVER, "write server, or leave it out") != null;
    Setting open =
        new Setting(
            name,
            type,
            description == null ? "" : description,
            null,
            List.of(),
            least,
            most,
            server,
            required);
    List<Object> choices = choices(block, open);
    Object fallback = block.plainValue("default");
    Setting setting =
        new Setting(
            name, type, open.description(), fallback, choices, least, most, server, required);
    if (fallback != null) {
      setting.fault(fallback).ifPresent(fault -> misfit(block, "default", fault));
    }
    block.end();
    return setting;
  }

  private static Setting.Type type(Block block) {
    @Nullable String word = block.word("type", TYPES);
    if (!block.has("type")) {
      block.problem("type", "is missing", "use one of " + String.join(", ", TYPES));
    }
    return Arrays.stream(Setting.Type.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElse(Setting.Type.STRING);
  }

  private static double bound(Block block, String key, boolean number) {
    double open = key.equals("minimum") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    if (!number || !block.has(key)) {
      return open;
    }
    if (block.plainValue(key) instanceof Number bound) {
      return bound.doubleValue();
    }
    block.problem(key, "is no number", "give one, or leave it out");
    return open;
  }

  private static List<Object> choices(Block block, Setting open) {
    List<Object> choices = new ArrayList<>();
    for (YamlNode item : block.items("enum", MOST_CHOICES)) {
      Object value = item.plainValue();
      if (value == null) {
        block.problem("enum", "has an empty value", "leave it out");
      } else {
        open.fault(value).ifPresent(fault -> misfit(block, "enum", fault));
        choices.add(value);
      }
    }
    return choices;
  }

  private static void misfit(Block block, String key, String fault) {
    int way = fault.lastIndexOf(": give ");
    block.problem(key, fault.substring(0, way), fault.substring(way + 2));
  }
}

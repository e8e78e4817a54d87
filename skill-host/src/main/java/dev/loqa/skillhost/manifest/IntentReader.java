package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands intents, slots, responses and lists, of `skill.yaml` and of each locale.
final class IntentReader {
  private static final Pattern VERB = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final Pattern SLOT = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern NAMED = Pattern.compile("[a-z0-9_.-]{1,80}");
  private static final Pattern PROSE = Pattern.compile(".{1,2000}");
  private static final List<String> TYPES =
      List.of("text", "duration", "number", "percentage", "time", "datetime", "when", "list");
  private static final int MOST_INTENTS = 128;
  private static final int MOST_SENTENCES = 200;
  private static final int LONGEST_SENTENCE = 500;
  private static final int MOST_SLOTS = 16;
  private static final int MOST_VALUES = 2_000;

  private final Findings findings;
  private final String skill;

  IntentReader(Findings findings, String skill) {
    this.findings = findings;
    this.skill = skill;
  }

  Map<String, SkillIntent> intents(Block block) {
    Map<String, SkillIntent> intents = new LinkedHashMap<>();
    if (block.all().size() > MOST_INTENTS) {
      findings.problem(
          block.line(),
          "intents",
          "has " + block.all().size() + " intents",
          "use at most " + MOST_INTENTS);
      return intents;
    }
    block
        .all()
        .forEach((id, entry) -> {
          String prefix = skill + ".";
          if (!id.startsWith(prefix) || !VERB.matcher(id.substring(prefix.length())).matches()) {
            findings.problem(
                entry.line(),
                "intents." + id,
                "is no id of this skill",
                "name it " + prefix + "<verb>, verb of a-z 0-9 _ -");
          } else {
            intents.put(id, intent(id, new Block(findings, "intents." + id, entry.value())));
          }
        });
    intents.forEach((id, intent) -> undoKnown(block, intent, intents));
    return intents;
  }

  private void undoKnown(Block block, SkillIntent intent, Map<String, SkillIntent> intents) {
    SkillIntent.Undo undo = intent.undo();
    if (undo != null && !intents.containsKey(undo.intent())) {
      findings.problem(
          block.line(intent.id()),
          "intents." + intent.id() + ".undo.intent",
          "is " + Findings.quoted(undo.intent()),
          NearMiss.hint(undo.intent(), intents.keySet()));
    }
  }

  private SkillIntent intent(String id, Block block) {
    List<String> sentences = sentences(block, "sentences");
    Map<String, SkillIntent.Slot> slots = new LinkedHashMap<>();
    Block slotBlock = block.block("slots");
    if (slotBlock.all().size() > MOST_SLOTS) {
      findings.problem(
          slotBlock.line(), block.name("slots"), "has too many slots", "use at most " + MOST_SLOTS);
    }
    slotBlock
        .all()
        .forEach((name, entry) -> {
          if (!SLOT.matcher(name).matches()) {
            findings.problem(
                entry.line(), slotBlock.name(name), "is no slot name", "use 1 to 32 of a-z 0-9 _");
          }
          slots.put(name, slot(new Block(findings, slotBlock.name(name), entry.value())));
        });
    @Nullable String word = block.word("risk", Risk.WORDS);
    Risk risk = word == null ? Risk.NONE : Risk.of(word).orElse(Risk.NONE);
    SkillIntent.Undo undo = block.has("undo") ? undo(block.block("undo")) : null;
    block.end();
    return new SkillIntent(id, sentences, slots, risk, undo);
  }

  private static SkillIntent.Undo undo(Block block) {
    String intent = block.required("intent", NAMED, "name the intent that takes it back");
    List<String> slots = block.texts("slots", MOST_SLOTS).stream().map(Block.Line::text).toList();
    block.end();
    return new SkillIntent.Undo(intent, slots);
  }

  private static SkillIntent.Slot slot(Block block) {
    @Nullable String type = block.word("type", TYPES);
    if (!block.has("type")) {
      block.problem("type", "is missing", "use one of " + String.join(", ", TYPES));
    }
    SkillIntent.Slot slot =
        new SkillIntent.Slot(
            type == null ? "" : type,
            block.flag("required", false),
            block.optional("ask", PROSE, "give a question"),
            block.optional("list", NAMED, "name a list"),
            block.texts("words", MOST_VALUES).stream().map(Block.Line::text).toList());
    block.end();
    return slot;
  }

  private List<String> sentences(Block block, String key) {
    List<String> sentences = new ArrayList<>();
    for (Block.Line line : block.texts(key, MOST_SENTENCES)) {
      if (line.text().isBlank() || line.text().length() > LONGEST_SENTENCE) {
        findings.problem(
            line.line(),
            block.name(key),
            "has a sentence of " + line.text().length() + " characters",
            "use 1 to " + LONGEST_SENTENCE);
      } else {
        sentences.add(line.text());
      }
    }
    return sentences;
  }

  /// The texts of every language: English of the manifest itself, the others of their locales.
  Map<String, Texts> texts(
      Block top, Map<String, SkillIntent> intents, Map<String, ManifestCheck.Locale> locales) {
    Map<String, Texts> texts = new HashMap<>();
    Map<String, List<String>> english = new LinkedHashMap<>();
    intents.forEach((id, intent) -> english.put(id, intent.sentences()));
    texts.put(
        "en",
        new Texts(english, responses(top.block("responses")), lists(findings, top.block("lists"))));
    locales.forEach((language, locale) -> texts.put(language, locale(locale, intents)));
    return texts;
  }

  private static Texts locale(ManifestCheck.Locale locale, Map<String, SkillIntent> intents) {
    IntentReader reader = new IntentReader(locale.findings(), "");
    Block top = new Block(locale.findings(), "", locale.tree());
    Map<String, List<String>> sentences = new LinkedHashMap<>();
    Block flat = top.block("sentences");
    flat.all()
        .forEach((id, entry) -> {
          reader.known(flat, id, intents);
          sentences.put(id, reader.sentences(flat, id));
        });
    Block nested = top.block("intents");
    nested
        .all()
        .forEach((id, entry) -> {
          reader.known(nested, id, intents);
          Block intent = nested.block(id);
          sentences.put(id, reader.sentences(intent, "sentences"));
          intent.end();
        });
    Texts texts =
        new Texts(
            sentences,
            responses(top.block("responses")),
            lists(locale.findings(), top.block("lists")));
    top.end();
    return texts;
  }

  private void known(Block block, String id, Map<String, SkillIntent> intents) {
    if (!intents.containsKey(id)) {
      block.problem(id, "is no intent of skill.yaml", NearMiss.hint(id, intents.keySet()));
    }
  }

  private static Map<String, String> responses(Block block) {
    Map<String, String> responses = new LinkedHashMap<>();
    block
        .all()
        .forEach((key, entry) -> {
          if (!NAMED.matcher(key).matches()) {
            block.problem(key, "is no name of a response", "use the intent's id");
          }
          String text = block.optional(key, PROSE, "give a sentence of at most 2000 characters");
          responses.put(key, text == null ? "" : text);
        });
    return responses;
  }

  private static Map<String, List<Texts.Value>> lists(Findings findings, Block block) {
    Map<String, List<Texts.Value>> lists = new LinkedHashMap<>();
    block
        .all()
        .forEach((name, entry) -> {
          if (!NAMED.matcher(name).matches()) {
            block.problem(name, "is no name of a list", "use a-z 0-9 _ -");
          }
          List<Texts.Value> values = new ArrayList<>();
          for (YamlNode item : block.items(name, MOST_VALUES)) {
            values.add(value(findings, block.name(name) + "[" + values.size() + "]", item));
          }
          lists.put(name, values);
        });
    return lists;
  }

  private static Texts.Value value(Findings findings, String name, YamlNode item) {
    if (item instanceof YamlNode.Scalar scalar) {
      return new Texts.Value(scalar.text(), scalar.text());
    }
    Block block = new Block(findings, name, item);
    String in = block.required("in", PROSE, "say what is spoken");
    String out = block.anyScalar("out", "say what the skill gets");
    block.end();
    return new Texts.Value(in, out);
  }
}

package dev.loqa.understanding;

import dev.loqa.understanding.graph.Nfa;
import dev.loqa.understanding.graph.TemplateWriter;
import dev.loqa.understanding.graph.TemplateWriter.WritingException;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.TemplateException;
import dev.loqa.understanding.template.TemplateParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds everything wrong with a lexicon. Used once by one thread.
final class LexiconCheck {
  static final int MAX_INTENTS = 2_000;
  static final int MAX_SENTENCES = 20_000;
  static final int MAX_VALUES = 50_000;
  private static final int MAX_PROBLEMS = 100;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Lexicon lexicon;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Expression> rules = new HashMap<>();

  private LexiconCheck(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  static List<String> problems(Lexicon lexicon) {
    LexiconCheck check = new LexiconCheck(lexicon);
    check.language();
    check.rules();
    check.ranges();
    check.lists();
    check.intents();
    return List.copyOf(check.problems.subList(0, Math.min(MAX_PROBLEMS, check.problems.size())));
  }

  private void language() {
    if (Languages.of(lexicon.language()).isEmpty()) {
      problems.add(
          "language "
              + lexicon.language()
              + " is not known: use one of "
              + String.join(", ", Languages.tags()));
    }
  }

  private void rules() {
    lexicon
        .rules()
        .forEach((name, body) -> {
          try {
            rules.put(name, TemplateParser.parse(body));
          } catch (TemplateException e) {
            problems.add("rule <" + name + "> " + e.getMessage());
          }
        });
  }

  private void ranges() {
    lexicon
        .ranges()
        .forEach((name, range) -> {
          if (range.from() > range.to()) {
            problems.add(
                "range "
                    + name
                    + " goes from "
                    + range.from()
                    + " to "
                    + range.to()
                    + ": put the smaller first");
          }
          if (lexicon.lists().containsKey(name)) {
            problems.add("range " + name + " is a list as well: rename one of them");
          }
        });
  }

  private void lists() {
    int values = lexicon.lists().values().stream().mapToInt(List::size).sum();
    if (values > MAX_VALUES) {
      problems.add("the lists have " + values + " values: use at most " + MAX_VALUES);
      return;
    }
    lexicon
        .lists()
        .forEach((name, list) -> {
          for (ListValue value : list) {
            template("list " + name + ", value \"" + value.in() + "\"", value.in(), null);
          }
        });
  }

  private void intents() {
    int sentences = lexicon.intents().stream().mapToInt(intent -> intent.sentences().size()).sum();
    if (lexicon.intents().size() > MAX_INTENTS || sentences > MAX_SENTENCES) {
      problems.add(
          "there are "
              + lexicon.intents().size()
              + " intents with "
              + sentences
              + " sentences: use at most "
              + MAX_INTENTS
              + " with "
              + MAX_SENTENCES);
      return;
    }
    Set<String> ids = new HashSet<>();
    for (IntentSpec intent : lexicon.intents()) {
      if (!ID.matcher(intent.id()).matches()) {
        problems.add(
            "intent \""
                + intent.id()
                + "\" is no id: use letters, digits, _ . and -, such as timer.start");
      }
      if (!ids.add(intent.id())) {
        problems.add("intent " + intent.id() + " is defined twice: rename one of them");
      }
      if (intent.sentences().isEmpty()) {
        problems.add("intent " + intent.id() + " has no sentences: write at least one");
      }
      slots(intent);
      for (String sentence : intent.sentences()) {
        template("intent " + intent.id(), sentence, intent);
      }
    }
  }

  private void slots(IntentSpec intent) {
    intent
        .slots()
        .forEach((name, slot) -> {
          String where = "intent " + intent.id() + ", slot " + name;
          if (!SlotSpec.TYPES.contains(slot.type())) {
            problems.add(
                where
                    + ": type is "
                    + slot.type()
                    + ": use one of "
                    + String.join(", ", SlotSpec.TYPES));
          } else if (slot.type().equals(SlotSpec.LIST)) {
            String list = slot.list() == null ? name : slot.list();
            if (!lexicon.lists().containsKey(list) && !lexicon.ranges().containsKey(list)) {
              problems.add(where + ": there is no list " + list + ": add it to lists");
            }
          }
          if (slot.required() && slot.ask() != null && slot.ask().isBlank()) {
            problems.add(where + ": ask is empty: write the question or leave it out");
          }
        });
  }

  /// Parses a template and writes it on waste paper, which finds unknown names, circles and
  /// explosions.
  private void template(String where, String text, @Nullable IntentSpec intent) {
    if (problems.size() > MAX_PROBLEMS) {
      return;
    }
    try {
      Nfa waste = new Nfa();
      new TemplateWriter(waste, new CheckingInk(waste, intent))
          .write(TemplateParser.parse(text), 0);
    } catch (TemplateException e) {
      problems.add(where + " " + e.getMessage());
    } catch (WritingException e) {
      problems.add(where + ", \"" + text + "\": " + e.getMessage());
    }
  }

  private final class CheckingInk implements TemplateWriter.Ink {
    private final Nfa nfa;
    private final @Nullable IntentSpec intent;

    CheckingInk(Nfa nfa, @Nullable IntentSpec intent) {
      this.nfa = nfa;
      this.intent = intent;
    }

    @Override
    public int words(String fragment, int state) {
      return nfa.newState();
    }

    @Override
    public int slot(Slot slot, int state) {
      if (intent == null) {
        throw new WritingException("a value has a slot: only words can stand in lists");
      }
      if (Source.of(slot.source(), slot.name(), intent, lexicon).isEmpty()) {
        throw new WritingException(
            "{"
                + slot.source()
                + "} is neither a slot of the intent nor a list, range or type: define it");
      }
      return nfa.newState();
    }

    @Override
    public int number(NumberSlot slot, int state) {
      if (intent == null) {
        throw new WritingException("a value has a slot: only words can stand in lists");
      }
      return nfa.newState();
    }

    @Override
    public Expression rule(String name) {
      Expression rule = rules.get(name);
      if (rule == null) {
        throw new WritingException(
            lexicon.rules().containsKey(name)
                ? "rule <" + name + "> cannot be read: mend it"
                : "there is no rule <" + name + ">: add it to rules");
      }
      return rule;
    }
  }
}

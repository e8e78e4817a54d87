package dev.loqa.understanding.reply;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.UnderstandingException;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a sentence of a Jinja template and values: `Timer for {{ duration }} started.` Templates
/// come from skills, so they run in a [Sandbox]. Making the first one loads many classes (a third
/// of a second of CPU without a class cache), so make it early and share it: it is for all threads.
/// A reply then takes some 20 microseconds. Parsed templates are kept, at most [#MAX_KEPT].
///
/// Slots of type duration are given as words ("five minutes") under their name and in seconds under
/// their name with `_seconds`; unknown names are empty. White space is collapsed.
public final class ReplyRenderer {
  /// Longest template in characters.
  public static final int MAX_TEMPLATE = 2_000;

  /// Longest reply in characters.
  public static final int MAX_REPLY = 4_000;

  /// Most parsed templates that are kept.
  public static final int MAX_KEPT = 512;

  /// By which name jinjava would show its own machinery.
  private static final String INTERPRETER = "____int3rpr3t3r____";

  private final Jinjava jinjava;
  private final Language language;
  private final Map<String, Node> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
              return size() > MAX_KEPT;
            }
          });

  /// For English replies.
  public ReplyRenderer() {
    this(Languages.english());
  }

  public ReplyRenderer(Language language) {
    this.language = language;
    this.jinjava = Sandbox.jinjava(language);
  }

  /// The reply, or an [UnderstandingException] that says what is wrong with the template.
  public String render(String template, Map<String, ?> values) {
    Node tree = parsed(template);
    JinjavaInterpreter interpreter = interpreter(Sandbox.plain(values));
    String reply;
    try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      reply = Sandbox.limited(() -> interpreter.render(tree));
    } catch (InterpretException | Sandbox.TooMuchWork e) {
      throw broken(template, String.valueOf(e.getMessage()), e);
    }
    Optional<TemplateError> error = fault(interpreter);
    if (error.isPresent()) {
      throw broken(template, error.get().getMessage(), error.get().getException());
    }
    return reply.strip().replaceAll("\\s+", " ").replaceAll(" ([.,!?;:])", "$1");
  }

  /// The same with an intent's slots, so that durations are given as words.
  public String render(String template, Map<String, ?> values, Map<String, SlotSpec> slots) {
    Map<String, Object> spoken = new LinkedHashMap<>(values);
    slots.forEach((name, slot) -> {
      if (slot.type().equals(SlotSpec.DURATION) && values.get(name) instanceof Number seconds) {
        spoken.put(name, language.spokenDuration(Math.max(0, seconds.longValue())));
        spoken.put(name + "_seconds", seconds.longValue());
      }
    });
    return render(template, spoken);
  }

  /// What is wrong with a template before any value is known; empty when it can be used.
  public List<String> problems(String template) {
    List<String> problems = new ArrayList<>();
    try {
      render(template, Map.of());
    } catch (UnderstandingException e) {
      problems.addAll(e.problems());
    }
    return problems;
  }

  private Node parsed(String template) {
    Node known = kept.get(template);
    if (known != null) {
      return known;
    }
    refuse(template);
    JinjavaInterpreter interpreter = interpreter(Map.of());
    Node tree;
    try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
      tree = interpreter.parse(template);
    } catch (InterpretException e) {
      throw broken(template, String.valueOf(e.getMessage()), e);
    }
    Optional<TemplateError> error = fault(interpreter);
    if (error.isPresent()) {
      throw broken(template, error.get().getMessage(), error.get().getException());
    }
    kept.put(template, tree);
    return tree;
  }

  private static void refuse(String template) {
    if (template.length() > MAX_TEMPLATE) {
      throw new UnderstandingException(
          List.of(
              "reply template: it has "
                  + template.length()
                  + " characters: use at most "
                  + MAX_TEMPLATE));
    }
    if (template.contains(INTERPRETER)) {
      throw new UnderstandingException(
          List.of("reply template: it names the interpreter: remove " + INTERPRETER));
    }
    Optional<String> filter = Sandbox.unknownFilter(template);
    if (filter.isPresent()) {
      throw new UnderstandingException(
          List.of(
              "reply template: filter "
                  + filter.get()
                  + " is not there: use one of "
                  + Sandbox.filters()));
    }
  }

  private JinjavaInterpreter interpreter(Map<String, Object> values) {
    JinjavaConfig config = jinjava.getGlobalConfig();
    return new JinjavaInterpreter(
        jinjava, new Context(jinjava.getGlobalContext(), values, config.getDisabled()), config);
  }

  private static Optional<TemplateError> fault(JinjavaInterpreter interpreter) {
    return interpreter.getErrorsCopy().stream().findFirst();
  }

  private static UnderstandingException broken(String template, String fault, Throwable cause) {
    String shown = template.length() <= 80 ? template : template.substring(0, 77) + "...";
    return new UnderstandingException(
        "reply template \"" + shown + "\": " + fault + ": mend the template", cause);
  }
}

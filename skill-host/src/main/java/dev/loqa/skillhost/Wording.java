package dev.loqa.skillhost;

import dev.loqa.protocol.Receipt;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.SkillIntent;
import dev.loqa.skillhost.manifest.Texts;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.UnderstandingException;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.reply.Phrases;
import dev.loqa.understanding.reply.ReplyRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the person is told about one skill call: from verified receipts when there were effects;
/// when there were none from the skill's own words, or the response that it names. Thread-safe.
public final class Wording {
  private final ReplyRenderer english = new ReplyRenderer();
  private final ReplyRenderer german =
      new ReplyRenderer(Languages.of("de").orElseGet(Languages::english));

  /// The words for a call that ended well and was committed.
  public String completed(
      Manifest manifest,
      @Nullable String intent,
      String language,
      Map<String, Object> slots,
      Outcome.Completed outcome,
      List<Receipt> receipts,
      List<EffectResult> results) {
    boolean effects = !outcome.effects().isEmpty() || !outcome.trail().done().isEmpty();
    String own = outcome.reply().say();
    List<Receipt> failed = receipts.stream().filter(receipt -> !receipt.done()).toList();
    if (!failed.isEmpty()) {
      return sorry(failed, outcome, results, Phrases.in(language));
    }
    if (!effects && own != null) {
      return own;
    }
    if (!effects && !(outcome.reply().values().get("response") instanceof String)) {
      return "";
    }
    String template = template(manifest, intent, language, outcome.reply().values());
    if (template == null) {
      return receipts.isEmpty() ? "" : generic(receipts);
    }
    Map<String, Object> values = new LinkedHashMap<>(slots);
    values.putAll(outcome.reply().values());
    values.put(
        "receipts",
        receipts.stream().map(r -> Map.of("action", r.action(), "target", r.target())).toList());
    try {
      return renderer(language).render(template, values, specs(manifest, intent)).strip();
    } catch (UnderstandingException e) {
      return generic(receipts);
    }
  }

  private ReplyRenderer renderer(String language) {
    return Languages.of(language).map(Language::code).orElse("en").equals("de") ? german : english;
  }

  private static @Nullable String template(
      Manifest manifest, @Nullable String intent, String language, Map<String, Object> values) {
    Texts texts = manifest.texts(language);
    Texts english = manifest.texts("en");
    for (Object name : new Object[] {values.get("response"), intent}) {
      if (name instanceof String key) {
        String found = texts.responses().getOrDefault(key, english.responses().get(key));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Map<String, SlotSpec> specs(Manifest manifest, @Nullable String intent) {
    SkillIntent known = intent == null ? null : manifest.intents().get(intent);
    Map<String, SlotSpec> specs = new LinkedHashMap<>();
    if (known != null) {
      known
          .slots()
          .forEach((name, slot) ->
              specs.put(name, new SlotSpec(slot.type(), slot.required(), slot.ask(), slot.list())));
    }
    return specs;
  }

  private static String sorry(
      List<Receipt> failed,
      Outcome.Completed outcome,
      List<EffectResult> results,
      Phrases phrases) {
    List<String> targets = failed.stream().map(Receipt::target).distinct().toList();
    String reason =
        results.stream()
            .filter(result -> !result.succeeded() && !result.detail().isEmpty())
            .map(EffectResult::detail)
            .findFirst()
            .orElse("");
    boolean some = failed.size() < outcome.reply().receipts().size();
    return phrases.failed(targets, reason, some);
  }

  private static String generic(List<Receipt> receipts) {
    return "Done: "
        + receipts.stream()
            .map(r -> r.action().replace('.', ' ').replace('_', ' ') + " " + r.target())
            .collect(Collectors.joining(", "))
        + ".";
  }

  /// The words for a call that did not end well.
  public String failed(String skill, Outcome outcome, String language) {
    Phrases phrases = Phrases.in(language);
    return switch (outcome) {
      case Outcome.TimedOut _ -> phrases.tooLong(skill);
      case Outcome.Denied _ -> phrases.notAllowed(skill);
      case Outcome.Trapped _, Outcome.Failed _ ->
          outcome.trail().done().isEmpty() ? phrases.broken(skill) : phrases.brokenHalfway(skill);
      case Outcome.Completed _ -> "";
    };
  }
}

package dev.loqa.skillhost.author;

import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.SkillIntent;
import dev.loqa.understanding.IntentMatch;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.UnderstandingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sentence means to one skill alone, by the matcher that Loqa uses. One thread.
final class Meaning {
  private static final int MOST_SHOWN = 5;

  private final Manifest manifest;
  private final Map<String, Optional<Matcher>> matchers = new HashMap<>();

  Meaning(Manifest manifest) {
    this.manifest = manifest;
  }

  /// What came of a sentence.
  sealed interface Understood {
    /// Nobody understands it.
    ///
    /// @param matched whether there is a matcher for the language at all
    /// @param why and what would be understood
    record Nothing(boolean matched, List<String> why) implements Understood {}

    /// It means an intent.
    ///
    /// @param question what Loqa asks for a slot that was not said, none if all is there
    record Intent(String id, Map<String, Object> slots, @Nullable String question, List<String> why)
        implements Understood {}
  }

  Understood of(String say, String language) {
    Lexicon lexicon = manifest.lexicon(language);
    Optional<Matcher> matcher = matchers.computeIfAbsent(language, _ -> compiled(lexicon));
    if (matcher.isEmpty()) {
      return new Understood.Nothing(
          false,
          List.of(
              "Loqa does not understand spoken \""
                  + language
                  + "\" yet: give the case an event with the intent, and language in given"));
    }
    List<IntentMatch> matches = matcher.get().match(say);
    if (matches.isEmpty()) {
      List<String> why = new ArrayList<>();
      why.add("it is none of the skill's sentences in skill.yaml, which are");
      lexicon.intents().stream()
          .flatMap(intent -> intent.sentences().stream().map(one -> intent.id() + ": " + one))
          .limit(MOST_SHOWN)
          .forEach(why::add);
      return new Understood.Nothing(true, why);
    }
    IntentMatch best = matches.getFirst();
    return new Understood.Intent(best.intent(), best.slots(), question(best), best.trace());
  }

  private @Nullable String question(IntentMatch match) {
    if (match.missing().isEmpty()) {
      return null;
    }
    String slot = match.missing().getFirst();
    SkillIntent intent = manifest.intents().get(match.intent());
    SkillIntent.Slot known = intent == null ? null : intent.slots().get(slot);
    String ask = known == null ? null : known.ask();
    return ask == null ? "(Loqa asks for " + slot + ")" : ask;
  }

  private static Optional<Matcher> compiled(Lexicon lexicon) {
    try {
      return Optional.of(Matcher.compile(lexicon));
    } catch (UnderstandingException unknownLanguage) {
      return Optional.empty();
    }
  }
}

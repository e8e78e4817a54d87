package dev.loqa.loqad.route;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.reply.Phrases;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a decision depends on besides the words.
///
/// @param intents the known intents by id
/// @param risks what the manifests and the owner want cleared
/// @param pin whether a PIN can be asked for
/// @param pending what this conversation waits for
/// @param modelAvailable whether a language model can be asked
/// @param examples sentences that work, for somebody who was not understood
public record RouteContext(
    Matcher matcher,
    Map<String, IntentSpec> intents,
    CallRisks risks,
    PinState pin,
    @Nullable Pending pending,
    boolean modelAvailable,
    List<String> examples) {
  public RouteContext {
    intents = Map.copyOf(intents);
    examples = List.copyOf(examples);
  }

  /// The language of the words.
  public Language language() {
    return Languages.of(matcher.lexicon().language()).orElseGet(Languages::english);
  }

  /// What is said in it.
  public Phrases phrases() {
    return Phrases.in(matcher.lexicon().language());
  }
}

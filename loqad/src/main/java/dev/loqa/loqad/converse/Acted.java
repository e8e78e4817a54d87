package dev.loqa.loqad.converse;

import dev.loqa.loqad.route.Pending;
import dev.loqa.protocol.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of carrying a decision out: the words to say and the proofs behind them.
///
/// @param source the skill whose own words are among the reply; none: the words are Loqa's, over
///   verified receipts where something was done
/// @param voice what speaks the reply already; none: nothing of it is spoken yet
/// @param pending what the conversation waits for from now on
record Acted(
    @Nullable String intent,
    @Nullable String skill,
    Map<String, Object> slots,
    String reply,
    @Nullable String source,
    List<Receipt> receipts,
    @Nullable AnswerVoice voice,
    @Nullable Pending pending,
    double skillMs,
    double modelMs) {
  /// The source of a language model's words.
  static final String MODEL = "llm";

  static Acted words(String reply, @Nullable Pending pending) {
    return new Acted(null, null, Map.of(), reply, null, List.of(), null, pending, 0, 0);
  }

  /// The same after a model's words, which are spoken already where there is a `voice`.
  Acted after(String said, @Nullable AnswerVoice voice, double skillMillis, double modelMillis) {
    String both = said.isEmpty() || reply.isEmpty() ? said + reply : said + " " + reply;
    return new Acted(
        intent,
        skill,
        slots,
        both,
        said.isEmpty() ? source : MODEL,
        receipts,
        voice,
        pending,
        skillMillis,
        modelMillis);
  }

  /// A model's words, or what is said instead of them.
  ///
  /// @param source [#MODEL] when words of the model are among them
  static Acted model(
      String reply, @Nullable String source, @Nullable AnswerVoice voice, double ms) {
    return new Acted(null, null, Map.of(), reply, source, List.of(), voice, null, 0, ms);
  }
}

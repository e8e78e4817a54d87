package dev.loqa.loqad.converse;

import dev.loqa.protocol.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a language model is told later of what became of its answer, in the place of words that
/// were Loqa's or a skill's. It learns what was done, and nothing that a skill or the web wrote:
/// who could write to it could have it call tools. Pure.
final class ModelNotes {
  private static final String DONE = "(done by a tool)";
  private static final String NOT_ALL_DONE = "(a tool tried, not all of it was done)";
  private static final String ANSWERED = "(answered by a tool)";
  private static final String ASKED = "(not done: the person was asked first)";
  private static final String NOTHING = "(nothing was done)";

  private static final List<String> ALL = List.of(DONE, NOT_ALL_DONE, ANSWERED, ASKED, NOTHING);

  private ModelNotes() {}

  /// The note on an answer; empty when its words are all there is to it.
  ///
  /// @param acted what came of the tools that it called; none: it called none
  /// @param claimed whether it claimed to have done something
  static String of(@Nullable Acted acted, boolean claimed) {
    if (acted == null) {
      return claimed ? NOTHING : "";
    }
    if (acted.pending() != null) {
      return ASKED;
    }
    if (acted.intent() == null) {
      return NOTHING;
    }
    if (acted.receipts().isEmpty()) {
      return ANSWERED;
    }
    return acted.receipts().stream().allMatch(Receipt::done) ? DONE : NOT_ALL_DONE;
  }

  /// Whether a model wrote such a note itself, as models repeat what they read. It is no news, and
  /// no proof.
  static boolean isOne(String sentence) {
    return ALL.stream().anyMatch(note -> note.equalsIgnoreCase(sentence.strip()));
  }
}

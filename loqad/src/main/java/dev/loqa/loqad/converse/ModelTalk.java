package dev.loqa.loqad.converse;

import dev.loqa.protocol.NluResponse;
import dev.loqa.understanding.reply.Claims;
import dev.loqa.understanding.reply.Sentences;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Listens to a model and has each sentence spoken while the next ones come. What claims that
/// something was done is not spoken: only receipts say that. Used by the turn's thread.
final class ModelTalk {
  /// What the model said.
  ///
  /// @param said the sentences that were handed on, with spaces
  /// @param toolCalls as the model made them
  /// @param answered whether it answered at all within its time
  /// @param whole whether it came to its end
  /// @param claimed whether it claimed to have done something
  /// @param told whether its own node has told already why it is not whole
  record Heard(
      String said,
      List<Map<String, Object>> toolCalls,
      boolean answered,
      boolean whole,
      boolean claimed,
      boolean told) {
    Heard {
      toolCalls = List.copyOf(toolCalls);
    }
  }

  private final Prompted prompted;
  private final AnswerVoice voice;
  private final Progress progress;
  private final String language;
  private final Sentences sentences = new Sentences();
  private final StringBuilder said = new StringBuilder();
  private int read;
  private boolean claimed;
  private boolean told;

  ModelTalk(Prompted prompted, AnswerVoice voice, Progress progress, String language) {
    this.prompted = prompted;
    this.voice = voice;
    this.progress = progress;
    this.language = language;
  }

  /// Listens until the model's final answer, a cancel, the end of its node, or `untilNanos`.
  Heard listen(long untilNanos) throws InterruptedException {
    while (true) {
      long left = untilNanos - System.nanoTime();
      Progress.Model now =
          progress.awaitModel(read, voice.partsSpoken(), Math.min(left, SpokenPart.LOOK_NANOS));
      take(now.text());
      NluResponse last = now.last();
      if (last != null) {
        sentences.rest().ifPresent(this::sentence);
        boolean whole = last.error() == null;
        told = !whole;
        return heard(last.toolCalls(), whole || !said.isEmpty(), whole);
      }
      if (progress.cancelled() != null || left <= 0 || !prompted.hopeful(read > 0)) {
        return heard(List.of(), !said.isEmpty(), false);
      }
      voice.advance();
    }
  }

  private Heard heard(List<Map<String, Object>> calls, boolean answered, boolean whole) {
    return new Heard(said.toString(), calls, answered, whole, claimed, told);
  }

  private void take(@Nullable String text) {
    if (text != null && text.length() > read) {
      String more = text.substring(read);
      read = text.length();
      sentences.accept(more).forEach(this::sentence);
    }
  }

  private void sentence(String sentence) {
    if (Claims.made(sentence, language) || ModelNotes.isOne(sentence)) {
      claimed = true;
      return;
    }
    said.append(said.isEmpty() ? "" : " ").append(sentence);
    voice.say(sentence);
  }
}

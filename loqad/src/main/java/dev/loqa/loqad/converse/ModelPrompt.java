package dev.loqa.loqad.converse;

import dev.loqa.loqad.route.ModelTools;
import dev.loqa.loqad.route.RouteContext;
import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.NluRequest;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a language model is asked. What stays the same from turn to turn stands first (the house's
/// rules, the tools, the conversation so far), the person's words last, so that servers that keep
/// the beginning of a prompt need not read it again. Pure.
final class ModelPrompt {
  private static final String RULES =
      "You are Loqa, the voice of this home. What you write is spoken aloud: answer in one to three"
          + " short plain sentences, without lists, markup or emoji. Say so when you do not know"
          + " something. You can do nothing yourself; only the tools can. When the person wants"
          + " something done that a tool does, call the tool and write nothing: Loqa tells the person"
          + " what was done. Never write that something is done, was done or will be done. When no"
          + " tool fits, say that you cannot do it.";

  private ModelPrompt() {}

  static NluRequest of(
      String words,
      Utterance utterance,
      List<ChatMessage> before,
      RouteContext context,
      Instant now) {
    boolean german =
        Languages.of(utterance.language()).map(Language::code).orElse("en").equals("de");
    return new NluRequest(
        utterance.session(),
        words,
        german ? RULES + " Answer in German." : RULES,
        null,
        null,
        null,
        null,
        now,
        before,
        ModelTools.of(context, said(words, before)),
        utterance.turn());
  }

  /// What the person said in this conversation: "and in the hall" is about what it was about
  /// before.
  private static String said(String words, List<ChatMessage> before) {
    return Stream.concat(
            Stream.of(words),
            before.reversed().stream()
                .filter(message -> message.role().equals("user"))
                .map(ChatMessage::content))
        .collect(Collectors.joining(" "));
  }
}

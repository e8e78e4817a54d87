package dev.loqa.loqad.converse;

import dev.loqa.base.config.ConfigSection;
import java.time.Duration;

/// How long a conversation waits for whom.
///
/// @param speech the first sound of an answer; then it is asked for once more, then given up
/// @param model the language model's whole answer
/// @param reply the person's reply to a question
public record ConverseConfig(Duration speech, Duration model, Duration reply) {
  public static final ConverseConfig DEFAULT =
      new ConverseConfig(Duration.ofMillis(2_500), Duration.ofSeconds(15), Duration.ofSeconds(60));

  /// Reads the block `router`.
  public static ConverseConfig read(ConfigSection section) {
    return new ConverseConfig(
        section.millis(
            "speech_wait_ms",
            DEFAULT.speech,
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            "Wait for the first sound of an answer before asking again."),
        section.millis(
            "model_wait_ms",
            DEFAULT.model,
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            "Wait for the language model's answer."),
        section.millis(
            "reply_wait_ms",
            DEFAULT.reply,
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "How long a question to the person stays open."));
  }
}

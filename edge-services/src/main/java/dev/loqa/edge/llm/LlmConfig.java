package dev.loqa.edge.llm;

import java.time.Duration;
import java.util.Map;

/// The limits of [LlmService] and the models it asks.
///
/// @param deadline until the whole answer is there, waiting included
/// @param atOnce prompts answered at the same time
/// @param waiting prompts that may wait for that; further ones are refused in words
/// @param maxPromptChars the longest prompt with its messages
/// @param maxAnswerChars where an answer is ended
/// @param maxTokens the most tokens of an answer, where the request names none
/// @param temperature where the request names none
/// @param tier where the request names none
/// @param models each tier's model by the server's name
public record LlmConfig(
    Duration deadline,
    int atOnce,
    int waiting,
    int maxPromptChars,
    int maxAnswerChars,
    int maxTokens,
    double temperature,
    Tier tier,
    Map<Tier, String> models) {
  public static final LlmConfig DEFAULT =
      new LlmConfig(Duration.ofSeconds(14), 1, 4, 65_536, 4_000, 400, 0.6, Tier.BALANCED, Map.of());

  public LlmConfig {
    check("deadline_ms", deadline.toMillis(), 100, 600_000);
    check("at_once", atOnce, 1, 16);
    check("waiting", waiting, 0, 64);
    check("max_prompt_chars", maxPromptChars, 100, 1_000_000);
    check("max_answer_chars", maxAnswerChars, 20, 20_000);
    check("max_tokens", maxTokens, 1, 8_192);
    models = Map.copyOf(models);
  }

  /// The same with other limits of time and place.
  LlmConfig within(Duration whole, int together, int inLine) {
    return new LlmConfig(
        whole,
        together,
        inLine,
        maxPromptChars,
        maxAnswerChars,
        maxTokens,
        temperature,
        tier,
        models);
  }

  private static void check(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new LlmException("llm.%s is %d: use %d to %d".formatted(key, value, least, most));
    }
  }
}

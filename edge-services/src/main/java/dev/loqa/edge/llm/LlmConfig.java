package dev.loqa.edge.llm;

import java.time.Duration;

/// The limits of [LlmService].
///
/// @param deadline until the whole answer is there
/// @param atOnce prompts answered at the same time; further ones are refused in words
/// @param maxPromptChars the longest prompt with its messages
public record LlmConfig(Duration deadline, int atOnce, int maxPromptChars) {
  public static final LlmConfig DEFAULT = new LlmConfig(Duration.ofSeconds(20), 4, 65_536);

  public LlmConfig {
    check("deadline_ms", deadline.toMillis(), 100, 600_000);
    check("at_once", atOnce, 1, 64);
    check("max_prompt_chars", maxPromptChars, 100, 1_000_000);
  }

  private static void check(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new LlmException("llm.%s is %d: use %d to %d".formatted(key, value, least, most));
    }
  }
}

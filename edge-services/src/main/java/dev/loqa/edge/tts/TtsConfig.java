package dev.loqa.edge.tts;

import java.time.Duration;

/// The limits of [TtsService].
///
/// @param maxChars the longest text that is spoken; a longer one is cut after a sentence
/// @param workers texts spoken at the same time, for different sessions
/// @param waitingPerSession texts of one session that may wait
/// @param waitingInAll texts that may wait altogether
/// @param stall how long an engine may go without a piece of sound before it is given up
/// @param lead how much sound is sent ahead of the time it plays; more waits in the engine
/// @param language of texts that name none, BCP 47
/// @param originalAudio also send each piece as JSON on `tts.audio`, as the original did
public record TtsConfig(
    int maxChars,
    int workers,
    int waitingPerSession,
    int waitingInAll,
    Duration stall,
    Duration lead,
    String language,
    boolean originalAudio) {
  public static final TtsConfig DEFAULT =
      new TtsConfig(4_000, 2, 8, 64, Duration.ofSeconds(3), Duration.ofSeconds(20), "en", false);

  public TtsConfig {
    check("max_chars", maxChars, 1, 20_000);
    check("workers", workers, 1, 16);
    check("waiting_per_session", waitingPerSession, 1, 1_000);
    check("waiting_in_all", waitingInAll, 1, 10_000);
    check("stall_ms", stall.toMillis(), 100, 60_000);
    check("lead_ms", lead.toMillis(), 500, 600_000);
  }

  private static void check(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new TtsException("tts.%s is %d: use %d to %d".formatted(key, value, least, most));
    }
  }
}

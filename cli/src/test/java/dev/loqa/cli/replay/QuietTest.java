package dev.loqa.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuietTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration TEN = Duration.ofMinutes(10);

  @Test
  void somebodyWhoSpokeWithinTheTimeBreaksIt() {
    assertThat(Quiet.brokenWithin(turns(List.of(turn(3, false), turn(1, false))), TEN, NOW))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void nobodyOrLongAgoOrOnlyReplaysLeaveIt() {
    assertThat(Quiet.brokenWithin(turns(List.of()), TEN, NOW)).isEmpty();
    assertThat(Quiet.brokenWithin(turns(List.of(turn(10, false), turn(1, true))), TEN, NOW))
        .isEmpty();
    assertThat(Quiet.brokenWithin(turns(List.of(Map.of("at", "soon"))), TEN, NOW)).isEmpty();
  }

  @Test
  void theMixThatComesWithItIsWhole() {
    assertThat(ReplayFile.mix()).hasSizeGreaterThan(5).allMatch(entry -> entry.audio() == null);
  }

  private static Map<String, Object> turns(List<Map<String, Object>> turns) {
    return Map.of("turns", turns);
  }

  private static Map<String, Object> turn(int minutesAgo, boolean synthetic) {
    return Map.of(
        "at", NOW.minus(Duration.ofMinutes(minutesAgo)).toString(), "synthetic", synthetic);
  }
}

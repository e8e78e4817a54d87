package dev.loqa.cli.replay;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// Whether anybody has spoken lately, as far as the last turns tell. Turns that nobody said do not
/// count.
public final class Quiet {
  private static final int LOOKED_AT = 100;

  private Quiet() {}

  /// How long ago somebody last spoke or typed, if that was within `since`.
  public static Optional<Duration> brokenWithin(Api api, Duration since, Instant now) {
    Map<String, Object> page =
        api.get(
            Api.path(
                "/v1/turns",
                Map.of(
                    "limit", Integer.toString(LOOKED_AT), "since", now.minus(since).toString())));
    return brokenWithin(page, since, now);
  }

  static Optional<Duration> brokenWithin(Map<String, Object> page, Duration since, Instant now) {
    return Values.list(page, "turns").stream()
        .filter(turn -> !Values.yes(turn, "synthetic"))
        .flatMap(turn -> at(turn).stream())
        .map(at -> Duration.between(at, now))
        .filter(ago -> ago.compareTo(since) < 0)
        .min(Duration::compareTo);
  }

  private static Optional<Instant> at(Map<String, Object> turn) {
    try {
      return Optional.of(Instant.parse(Values.text(turn, "at")));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // a turn without a time is of no time
    }
  }
}

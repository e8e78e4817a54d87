package dev.loqa.skillhost.manifest;

import java.time.Duration;

/// What one skill may use. Every number is a hard limit that the host enforces.
///
/// @param memoryMib linear memory of one call
/// @param wallMillis time of one call
/// @param publishPerMinute messages per minute over all calls
/// @param payloadKib size of one message, reply, value or request
/// @param logKibPerMinute log text per minute over all calls
/// @param httpPerMinute web calls per minute over all calls
public record Budgets(
    int memoryMib,
    int wallMillis,
    int publishPerMinute,
    int payloadKib,
    int logKibPerMinute,
    int httpPerMinute) {

  /// What a manifest without `budgets` gets.
  public static final Budgets DEFAULT = new Budgets(16, 2000, 60, 64, 32, 30);

  public Budgets {
    check("memory_mib", memoryMib, 1, 256);
    check("wall_ms", wallMillis, 10, 60_000);
    check("publish_per_min", publishPerMinute, 0, 6_000);
    check("payload_kib", payloadKib, 1, 1_024);
    check("log_kib_per_min", logKibPerMinute, 0, 1_024);
    check("http_per_min", httpPerMinute, 0, 600);
  }

  public Duration wall() {
    return Duration.ofMillis(wallMillis);
  }

  public int memoryPages() {
    return memoryMib * 16;
  }

  public int payloadBytes() {
    return payloadKib * 1024;
  }

  private static void check(String key, int value, int from, int to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          key + " is " + value + ": use a number from " + from + " to " + to);
    }
  }
}

package dev.loqa.cli.demo;

import dev.loqa.cli.api.Api;
import java.time.Duration;
import java.util.Map;

/// One thing that had to be right.
///
/// @param detail why it is wrong, or what was found
public record DemoCheck(String name, boolean ok, String detail) {
  static DemoCheck of(String name, boolean ok, String detail) {
    return new DemoCheck(name, ok, detail);
  }

  /// That the chain of recorded events holds, asked of a running loqad.
  ///
  /// @param name of the check, as its readers know it
  public static DemoCheck eventChain(String name, Api api, Duration patience) {
    Map<String, Object> chain = api.post("/v1/events/verify", Map.of(), patience);
    return new DemoCheck(
        name,
        Boolean.TRUE.equals(chain.get("sound")),
        String.valueOf(chain.getOrDefault("events", chain)));
  }

  /// One line: `ok name` or `FAILED name: why`.
  public String line() {
    return ok ? "  ok      " + name + ": " + detail : "  FAILED  " + name + ": " + detail;
  }
}

package dev.loqa.cli.node;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A running Loqa decides, over HTTP; its bus follows at once.
record RunningHouse(Api api) implements House {
  /// The bus reads its new configuration within seconds.
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Override
  public Given enroll(String id, List<String> roles, List<String> hosts, byte[] request) {
    if (!hosts.isEmpty()) {
      throw new CliException(
          Exit.USAGE,
          "--hosts is for a bus that is not loqad's own: set bus.names in its configuration instead");
    }
    return given(
        api.post(path(id, "enroll"), Map.of("roles", roles, "request", text(request)), DEADLINE));
  }

  @Override
  public Given rotate(String id, byte[] request) {
    return given(api.post(path(id, "rotate"), Map.of("request", text(request)), DEADLINE));
  }

  @Override
  public boolean revoke(String id) {
    return Values.yes(api.post(path(id, "revoke"), Map.of(), DEADLINE), "changed");
  }

  @Override
  public void close() {
    api.close();
  }

  private static String path(String id, String verb) {
    return "/v1/nodes/" + Api.encoded(id) + "/" + verb;
  }

  private static String text(byte[] request) {
    return new String(request, StandardCharsets.US_ASCII);
  }

  private static Given given(Map<String, Object> answer) {
    List<String> roles =
        answer.get("roles") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return new Given(
        roles,
        Instant.parse(Values.text(answer, "ends")),
        Values.text(answer, "certificate"),
        Values.yes(answer, "changed"));
  }
}

package dev.loqa.cli.update;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Loqad;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Loqa as services of this machine: started anew by a command, judged by the daemon's `/readyz`
/// and by a command.
///
/// What was wrong before the switch (a registry that is away, say) is no fault of a release.
final class HostService implements Service, AutoCloseable {
  private static final Duration RESTARTS = Duration.ofMinutes(2);
  private static final Duration CHECKS = Duration.ofSeconds(10);
  private static final Duration ANSWERS = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(250);

  /// Healthy this many times in a row: what ends and is started again and again is not.
  private static final int IN_A_ROW = 8;

  private static final int IN_A_ROW_AGAIN = 3;

  private final UpdateConfig config;
  private final LongSupplier nanos;
  private final HttpClient http;
  private final Set<String> wrongBefore = new HashSet<>();

  HostService(UpdateConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS)
            .build();
  }

  @Override
  public boolean runs() {
    if (config.restart().isEmpty() || (config.healthUrl().isEmpty() && config.check().isEmpty())) {
      return false;
    }
    wrongBefore.clear();
    if (config.healthUrl().isEmpty()) {
      return checked().isEmpty();
    }
    try {
      wrongBefore.addAll(wrong(ask()));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      return true; // it is there, and not well
    }
  }

  @Override
  public Optional<String> restart() {
    if (config.restart().isEmpty()) {
      return Optional.empty();
    }
    try {
      HostCommand ended = HostCommand.run(config.restart(), Map.of(), RESTARTS);
      return ended.code() == 0
          ? Optional.empty()
          : Optional.of(String.join(" ", config.restart()) + " ended with " + ended.lastWords());
    } catch (CliException e) {
      return Optional.of(e.words());
    }
  }

  @Override
  public Optional<String> health(boolean ranBefore) {
    int enough = ranBefore ? IN_A_ROW_AGAIN : IN_A_ROW;
    long deadline = nanos.getAsLong() + config.health().toNanos();
    int well = 0;
    while (true) {
      Optional<String> fault = fault();
      well = fault.isEmpty() ? well + 1 : 0;
      if (well == enough) {
        return Optional.empty();
      }
      if (fault.isPresent() && nanos.getAsLong() > deadline) {
        return Optional.of(
            "not healthy after " + config.health().toSeconds() + " s: " + fault.get());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private Optional<String> fault() {
    if (!config.healthUrl().isEmpty()) {
      try {
        Set<String> wrong = wrong(ask());
        wrong.removeAll(wrongBefore);
        if (!wrong.isEmpty()) {
          return Optional.of(String.join(", ", wrong) + " is not ready");
        }
      } catch (IOException e) {
        return Optional.of(config.healthUrl() + " does not answer (" + e + ")");
      }
    }
    return config.check().isEmpty() ? Optional.empty() : checked();
  }

  private Optional<String> checked() {
    try {
      HostCommand ended = HostCommand.run(config.check(), Map.of(), CHECKS);
      return ended.code() == 0
          ? Optional.empty()
          : Optional.of(String.join(" ", config.check()) + " ended with " + ended.lastWords());
    } catch (CliException e) {
      return Optional.of(e.words());
    }
  }

  private HttpResponse<String> ask() throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(config.healthUrl())).timeout(ANSWERS).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The names of what is not ready; its status alone where the answer names nothing.
  private static Set<String> wrong(HttpResponse<String> answer) {
    Set<String> wrong = new HashSet<>();
    if (answer.statusCode() == 200) {
      return wrong;
    }
    try {
      for (Loqad.Check check : Loqad.checks(Json.readObject(answer.body()))) {
        if (!check.ok()) {
          wrong.add(check.name());
        }
      }
    } catch (JsonException e) {
      wrong.clear();
    }
    return wrong.isEmpty() ? new HashSet<>(List.of("status " + answer.statusCode())) : wrong;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

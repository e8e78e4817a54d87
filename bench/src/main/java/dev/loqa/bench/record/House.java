package dev.loqa.bench.record;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.TimerView;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What skills live in while they are recorded: values, timers, lights and a web that all change
/// with what they do, the system's clock and randomness. The web puts a secret into every call that
/// names one, as the host does. Used by one call at a time.
final class House implements SkillState, ImmediateEffects {
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Map<String, Bytes>> values = new LinkedHashMap<>();
  private final Map<String, Map<String, TimerView>> timers = new LinkedHashMap<>();
  private final Map<String, String> lights = new TreeMap<>();
  private final List<String> sent = new ArrayList<>();
  private final String secret;

  House() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    secret = "loqa-" + HexFormat.of().formatHex(bytes);
    for (String light : List.of("kitchen", "hallway", "bedroom")) {
      lights.put("light." + light, "off");
    }
  }

  HostPorts ports() {
    return new HostPorts(this, this, EffectPolicy.FREE, Audit.NOBODY, Clock.systemUTC(), random);
  }

  /// What no guest ever sees.
  String secret() {
    return secret;
  }

  /// How many web calls carried the secret.
  int carried() {
    return sent.size();
  }

  /// What the house hands to every call.
  String payload() {
    Map<String, Object> home = new LinkedHashMap<>();
    lights.forEach((id, state) ->
        home.put(
            id,
            Map.of(
                "name",
                id.substring("light.".length()) + " light",
                "kind",
                "light",
                "area",
                id.substring("light.".length()),
                "state",
                state,
                "brightness",
                state.equals("on") ? 100 : 0)));
    return Json.text(Map.of("home", home, "ringing", List.of(), "examples", List.of()));
  }

  /// Does what a call asked for.
  void commit(String skill, Outcome outcome, Instant now) {
    if (!(outcome instanceof Outcome.Completed completed)) {
      throw new IllegalStateException("the call did not complete: " + outcome);
    }
    Map<String, Bytes> own = values.computeIfAbsent(skill, _ -> new TreeMap<>());
    Map<String, TimerView> set = timers.computeIfAbsent(skill, _ -> new TreeMap<>());
    for (Effect effect : completed.effects()) {
      switch (effect) {
        case Effect.KvPut put -> own.put(put.key(), put.value());
        case Effect.KvDelete delete -> own.remove(delete.key());
        case Effect.TimerSet timer ->
            set.put(
                timer.timer().id(),
                new TimerView(
                    timer.timer().id(),
                    timer.timer().due(now, ZoneOffset.UTC),
                    timer.timer().payloadJson()));
        case Effect.TimerCancel cancel -> set.remove(cancel.timer());
        case Effect.Publish publish -> command(publish.json());
        case Effect.Http _ -> {
          // has happened
        }
      }
    }
  }

  private void command(String json) {
    Map<String, Object> command = Json.readObject(json);
    lights.computeIfPresent(
        String.valueOf(command.get("entity")),
        (_, _) -> String.valueOf(command.get("service")).endsWith("on") ? "on" : "off");
  }

  @Override
  public Optional<Bytes> get(String skill, String key) {
    return Optional.ofNullable(values.getOrDefault(skill, Map.of()).get(key));
  }

  @Override
  public long bytes(String skill) {
    return values.getOrDefault(skill, Map.of()).values().stream().mapToLong(Bytes::length).sum();
  }

  @Override
  public List<TimerView> timers(String skill) {
    return timers.getOrDefault(skill, Map.of()).values().stream()
        .sorted(Comparator.comparing(TimerView::due))
        .toList();
  }

  @Override
  public Map<String, Object> settings(String skill) {
    return Map.of();
  }

  @Override
  public void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
    throw new UnsupportedOperationException("no ABI v1 skill is measured here");
  }

  @Override
  public HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    if ("token".equals(ask.secret())) {
      sent.add("Authorization: Bearer " + secret);
    }
    return new HttpAnswer(
        random.nextInt(4) == 0 ? 503 : 200,
        Map.of("content-type", "application/json"),
        "{\"number\":" + random.nextInt(1_000_000) + ",\"heard\":\"" + ask.body() + "\"}");
  }
}

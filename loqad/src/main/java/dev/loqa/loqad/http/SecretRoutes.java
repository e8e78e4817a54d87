package dev.loqa.loqad.http;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.json.Json;
import dev.loqa.loqad.secrets.SecretException;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Secrets of skills: which there are, set one, forget one. A value comes in and never goes out.
final class SecretRoutes {
  private final ApiContext context;
  private final SecretFolder secrets;

  SecretRoutes(ApiContext context) {
    this.context = context;
    this.secrets = context.secrets();
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/skills/{skill}/secrets", this::list),
        Route.owner("PUT", "/v1/skills/{skill}/secrets/{name}", this::set),
        Route.owner("DELETE", "/v1/skills/{skill}/secrets/{name}", this::remove));
  }

  private Answer list(Call call) {
    String skill = call.part("skill");
    List<String> asked = asked(skill);
    Set<String> kept = guarded(() -> secrets.names(skill));
    Set<String> given = guarded(() -> secrets.given(skill));
    Set<String> all = new TreeSet<>(asked);
    all.addAll(kept);
    List<Object> list = new ArrayList<>();
    for (String name : all) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("name", name);
      view.put("set", kept.contains(name));
      view.put("asked", asked.contains(name));
      view.put("given_by_service_manager", given.contains(name));
      list.add(view);
    }
    return Answer.json(Map.of("skill", skill, "secrets", list));
  }

  private Answer set(Call call) {
    String skill = call.part("skill");
    String name = call.part("name");
    List<String> asked = asked(skill);
    if (!asked.contains(name)) {
      throw new HttpFault(
          404,
          "the secret " + Quoted.of(name),
          "is none that the skill " + skill + " asks for",
          asked.isEmpty() ? "its manifest names no secrets" : NearMiss.hint(name, asked));
    }
    String value = value(call, name);
    guarded(() -> {
      secrets.set(skill, name, value);
      return true;
    });
    record(skill, name, "set");
    return Answer.json(Map.of("skill", skill, "name", name, "set", true));
  }

  private static String value(Call call, String name) {
    try {
      if (call.json().get("value") instanceof String value) {
        return value;
      }
    } catch (HttpFault fault) {
      if (fault.status() != 400) {
        throw fault;
      }
      // Its words may quote what was sent.
    }
    throw new HttpFault(
        400, "the secret " + name, "has no value", "send {\"value\": \"...\"} as text");
  }

  private Answer remove(Call call) {
    String skill = call.part("skill");
    String name = call.part("name");
    boolean removed = guarded(() -> secrets.remove(skill, name));
    if (removed) {
      record(skill, name, "removed");
    }
    return Answer.json(Map.of("skill", skill, "name", name, "removed", removed));
  }

  /// The names that an installed skill asks for.
  private List<String> asked(String skill) {
    return context.skills().manifests().stream()
        .filter(manifest -> manifest.name().equals(skill))
        .findFirst()
        .map(Manifest::secrets)
        .orElseThrow(() ->
            new HttpFault(404, "the skill " + Quoted.of(skill), "is not there", "see /v1/catalog"));
  }

  private void record(String skill, String name, String what) {
    context
        .store()
        .append(
            NewEvent.of(
                "audit.secret",
                Envelope.ofSystem(),
                Json.text(Map.of("skill", skill, "name", name, "change", what))));
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (SecretException e) {
      throw HttpFault.of(400, "the secret", String.valueOf(e.getMessage()));
    }
  }
}

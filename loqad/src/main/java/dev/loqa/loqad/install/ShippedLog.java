package dev.loqa.loqad.install;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StateChange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What came with Loqa last, by skill, and what became of it: how the daemon knows that a package
/// is another one than before, and that a skill that is not there was removed by its owner. It lies
/// beside the skills' data and commits together with the versions. Used by one thread at a time.
final class ShippedLog {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedLog.class);
  private static final String SKILL = "loqa.shipped";
  private static final String KEY = "packages";

  private final EventStore store;

  /// @param sha256 of the packed file
  /// @param digest of the package
  /// @param waits whether the owner has to agree to it first
  record Entry(String sha256, String digest, String version, boolean waits) {
    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("sha256", sha256);
      json.put("digest", digest);
      json.put("version", version);
      json.put("waits", waits);
      return json;
    }

    private static Entry of(Map<?, ?> json) {
      return new Entry(
          String.valueOf(json.get("sha256")),
          String.valueOf(json.get("digest")),
          String.valueOf(json.get("version")),
          Boolean.TRUE.equals(json.get("waits")));
    }
  }

  ShippedLog(EventStore store) {
    this.store = store;
  }

  /// By skill.
  Map<String, Entry> all() {
    Map<String, Entry> all = new TreeMap<>();
    Optional<byte[]> kept = store.skills().value(SKILL, KEY);
    try {
      kept.map(Json::readObject)
          .orElse(Map.of())
          .forEach((skill, entry) -> {
            if (entry instanceof Map<?, ?> json) {
              all.put(skill, Entry.of(json));
            }
          });
    } catch (JsonException e) {
      LOG.atError().setCause(e).log("what came with Loqa last is not readable: looked at anew");
    }
    return all;
  }

  /// The change that remembers it, to be committed with what became of it.
  StateChange with(String skill, Entry entry) {
    Map<String, Object> next = new TreeMap<>();
    all().forEach((name, known) -> next.put(name, known.json()));
    next.put(skill, entry.json());
    return new StateChange.KvPut(SKILL, KEY, Json.text(next).getBytes(StandardCharsets.UTF_8));
  }
}

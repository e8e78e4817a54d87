package dev.loqa.skillhost.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A right that a manifest can ask for, by the name it has in `permissions`.
public enum Permission {
  BUS_PUBLISH("bus:publish", "send messages to the subjects it lists"),
  BUS_SUBSCRIBE("bus:subscribe", "be called for messages on the subjects it lists"),
  EVENT_STORE_READ("event_store:read", "read what happened in this home"),
  HTTP_CALL("http:call", "call the web addresses it lists"),
  STORAGE_KV("storage:kv", "keep data of its own"),
  TIMERS_SET("timers:set", "set timers that call it later"),
  SECRETS_USE("secrets:use", "use the named secrets in its web calls, without seeing them");

  /// Those whose effects cannot be taken back: web calls, and messages of an original skill, which
  /// go out while it runs.
  public static final Set<Permission> IMMEDIATE = Set.of(HTTP_CALL, BUS_PUBLISH);

  private final String word;
  private final String meaning;

  Permission(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /// The word in the manifest.
  public String word() {
    return word;
  }

  /// What it lets the skill do, as the end of the sentence "it may ...".
  public String meaning() {
    return meaning;
  }

  /// The permission of that word, empty for any other word.
  public static Optional<Permission> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
  }

  /// All words, for near-miss hints.
  public static List<String> words() {
    return Arrays.stream(values()).map(Permission::word).toList();
  }
}

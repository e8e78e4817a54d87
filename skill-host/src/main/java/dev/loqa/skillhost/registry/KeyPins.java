package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.PublisherKey;
import java.util.Map;
import java.util.TreeMap;

/// Which publisher an owner agreed to for each skill's name. Pure; who keeps it, and where, is the
/// caller's.
///
/// @param pins the agreed key by skill name
public record KeyPins(Map<String, PublisherKey> pins) {
  public static final KeyPins NONE = new KeyPins(Map.of());

  public KeyPins {
    pins = java.util.Collections.unmodifiableMap(new TreeMap<>(pins));
  }

  /// What a key means for a skill.
  public sealed interface Decision {
    /// Nobody has agreed to a publisher of this name yet: ask.
    record First(PublisherKey found) implements Decision {}

    /// The one that was agreed to.
    record Same(PublisherKey key) implements Decision {}

    /// Another one: nothing is installed.
    record Blocked(PublisherKey pinned, PublisherKey found, String words) implements Decision {}
  }

  public Decision decide(String skill, PublisherKey found) {
    PublisherKey pinned = pins.get(skill);
    if (pinned == null) {
      return new Decision.First(found);
    }
    return pinned.equals(found)
        ? new Decision.Same(found)
        : new Decision.Blocked(
            pinned,
            found,
            "skill "
                + skill
                + ": its publisher's key is "
                + pinned
                + " and this one is signed by "
                + found
                + ": ask the publisher; to take the new key, remove the skill and install it anew");
  }

  /// These pins and one more.
  public KeyPins with(String skill, PublisherKey key) {
    Map<String, PublisherKey> more = new TreeMap<>(pins);
    more.put(skill, key);
    return new KeyPins(more);
  }
}

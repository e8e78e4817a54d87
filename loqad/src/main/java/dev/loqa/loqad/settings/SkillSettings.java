package dev.loqa.loqad.settings;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.SkillState;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The settings of all skills. A change is checked as a whole against the skill's manifest, and
/// commits together with its event; it counts from the next call on. The event names what was
/// changed and which servers the skill may call by it, and no other value: where a family lives is
/// nobody's business.
///
/// Values belong to the skill's name: they outlive its versions and its removal, until it is
/// purged. Thread-safe; blocks until a change is durable.
public final class SkillSettings {
  private final EventStore store;

  public SkillSettings(EventStore store) {
    this.store = store;
  }

  /// What was set, by name; values that the manifest no longer knows are among them.
  public Map<String, Object> of(String skill) {
    return store
        .skills()
        .value(SkillState.SETTINGS, skill)
        .map(Json::readObject)
        .orElseGet(Map::of);
  }

  /// Sets some and takes some back.
  ///
  /// @param set values by name: what was typed for the setting, or a JSON value of its type
  /// @param unset names
  /// @param by who wants it
  /// @return what the skill may do with the web by the servers that were named, as sentences
  /// @throws SettingException when any of it does not fit; then nothing has changed
  public synchronized List<String> change(
      Manifest manifest, Map<String, Object> set, Collection<String> unset, String by) {
    String skill = manifest.name();
    Map<String, Object> values = new TreeMap<>(of(skill));
    for (String name : unset) {
      if (values.remove(name) == null) {
        throw new SettingException(
            Quoted.of(name),
            "is not set, so there is nothing to take back",
            "see loqa-skill config " + skill);
      }
    }
    List<String> allows = new ArrayList<>();
    set.forEach((name, given) -> values.put(name, checked(manifest, name, given)));
    set.keySet().forEach(name -> allows.addAll(allowed(manifest, name, values)));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("skill", skill);
    event.put("set", List.copyOf(new TreeSet<>(set.keySet())));
    event.put("unset", List.copyOf(new TreeSet<>(unset)));
    event.put("allows", allows);
    event.put("by", by);
    Envelope envelope = new Envelope(null, null, null, by, null, PrivacyScope.PERSISTENT);
    store.appendAll(
        List.of(NewEvent.of("audit.setting", envelope, Json.text(event))),
        List.of(
            values.isEmpty()
                ? new StateChange.KvDelete(SkillState.SETTINGS, skill)
                : new StateChange.KvPut(SkillState.SETTINGS, skill, Json.write(values))));
    return allows;
  }

  private static Object checked(Manifest manifest, String name, @Nullable Object given) {
    Map<String, Setting> all = manifest.settings().all();
    Setting setting = all.get(name);
    if (setting == null) {
      throw new SettingException(
          Quoted.of(name),
          "is no setting of " + manifest.name(),
          all.isEmpty() ? "it has none" : NearMiss.hint(name, all.keySet()));
    }
    try {
      if (given instanceof String text) {
        return setting.read(text);
      }
      if (given != null) {
        setting
            .fault(given)
            .ifPresent(fault -> {
              throw new IllegalArgumentException(fault);
            });
        return given;
      }
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int way = message.lastIndexOf(": give ");
      throw new SettingException(name, message.substring(0, way), message.substring(way + 2));
    }
    throw new SettingException(name, "has no value", "give " + setting.wanted());
  }

  /// What a server that is named now lets the skill do, as sentences; none for other settings.
  public static List<String> allowed(Manifest manifest, String name, Map<String, Object> values) {
    return manifest.servers().stream()
        .filter(rule -> rule.setting().equals(name))
        .flatMap(rule -> manifest.settings().server(name, values).map(rule::at).stream())
        .map(rule -> manifest.name() + " may " + words(rule))
        .toList();
  }

  private static String words(HttpRule rule) {
    String lan = rule.lan();
    return "call "
        + String.join(", ", new TreeSet<>(rule.methods()))
        + " "
        + rule.scheme()
        + "://"
        + rule.host()
        + ":"
        + rule.port()
        + rule.path()
        + "..."
        + (lan == null ? " on the internet" : " in your network " + lan);
  }
}

package dev.loqa.loqad.registries;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.registry.SignedIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the event store keeps of registries, and of the skills that rest because of them.
final class RegistryEvents {
  private RegistryEvents() {}

  private static Envelope envelope(String by) {
    return new Envelope(null, null, null, by, null, PrivacyScope.PERSISTENT);
  }

  static NewEvent followed(String place, SignedIndex signed, String by) {
    Map<String, Object> fields = about(place, signed);
    fields.put("by", by);
    return NewEvent.of("audit.registry.followed", envelope(by), Json.text(fields));
  }

  static NewEvent unfollowed(Followed registry, String by) {
    return NewEvent.of(
        "audit.registry.unfollowed",
        envelope(by),
        Json.text(Map.of("place", registry.row().place(), "key", registry.row().key(), "by", by)));
  }

  /// A newer index is believed.
  static NewEvent seen(String place, SignedIndex signed) {
    return NewEvent.of("audit.registry.seen", envelope("loqad"), Json.text(about(place, signed)));
  }

  /// What was there is not believed, and changes nothing.
  static NewEvent refused(String place, String reason) {
    return NewEvent.of(
        "audit.registry.refused",
        envelope("loqad"),
        Json.text(Map.of("place", place, "reason", reason)));
  }

  private static Map<String, Object> about(String place, SignedIndex signed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", place);
    fields.put("name", Revoked.plain(signed.index().name()));
    fields.put("key", signed.key().fingerprint());
    fields.put("number", signed.index().version());
    fields.put("sha512", signed.sha512());
    fields.put("packages", signed.index().packages().size());
    fields.put("revoked", signed.index().revoked().reasons().size());
    fields.put("notes", signed.index().notes());
    return fields;
  }

  /// The skills that rest from now on, and those that do so no more.
  ///
  /// @param by who or what made the change
  static List<NewEvent> changes(RegistryState before, RegistryState after, String by) {
    List<NewEvent> events = new ArrayList<>();
    begun(before, after).forEach(why -> events.add(change(why, "resting", by)));
    ended(before, after).forEach(why -> events.add(change(why, "released", by)));
    return events;
  }

  /// The skills that rest now and did not before.
  static List<Revoked> begun(RegistryState before, RegistryState after) {
    return after.active().values().stream()
        .filter(why -> !sameRest(why, before.active().get(why.skill())))
        .toList();
  }

  /// The skills that rested before and do not now.
  static List<Revoked> ended(RegistryState before, RegistryState after) {
    return before.active().values().stream()
        .filter(why -> !after.active().containsKey(why.skill()))
        .toList();
  }

  private static boolean sameRest(Revoked now, @Nullable Revoked before) {
    return before != null && before.consent().equals(now.consent());
  }

  private static NewEvent change(Revoked why, String state, String by) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("skill", why.skill());
    fields.put("version", why.version());
    fields.put("digest", why.digest());
    fields.put("state", state);
    fields.put("registry", why.place());
    fields.put("reason", why.reason());
    fields.put("by", by);
    return NewEvent.of("audit.revoked", envelope(by), Json.text(fields));
  }

  /// The owner lets it run all the same; with the text itself.
  static NewEvent overruled(Revoked why, String by) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("skill", why.skill());
    fields.put("version", why.version());
    fields.put("digest", why.digest());
    fields.put("by", by);
    fields.put("consent", why.consent());
    fields.put("text", why.text());
    return NewEvent.of("audit.revoked.overruled", envelope(by), Json.text(fields));
  }
}

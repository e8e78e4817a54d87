package dev.loqa.loqad.install;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.rights.RightsDiff.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the event store keeps of installations, one event a step.
final class InstallEvents {
  private InstallEvents() {}

  private static Envelope envelope(String by) {
    return new Envelope(null, null, null, by, null, PrivacyScope.PERSISTENT);
  }

  private static Map<String, Object> of(Plan plan, String by) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("skill", plan.skill());
    fields.put("version", plan.version());
    fields.put("digest", plan.digest());
    fields.put("by", by);
    return fields;
  }

  /// The owner agreed; with the text itself, so that nobody has to believe a digest.
  ///
  /// @param because how, when it was not by looking at the text
  static NewEvent consented(Plan plan, String by, @Nullable String because) {
    Map<String, Object> fields = of(plan, by);
    if (because != null) {
      fields.put("because", because);
    }
    fields.put("consent", plan.consent());
    fields.put("text", plan.text());
    return NewEvent.of("audit.install.consented", envelope(by), Json.text(fields));
  }

  static NewEvent staged(Plan plan, String by) {
    return NewEvent.of("audit.install.staged", envelope(by), Json.text(of(plan, by)));
  }

  static NewEvent tested(Plan plan, String by) {
    return NewEvent.of("audit.install.tested", envelope(by), Json.text(of(plan, by)));
  }

  /// From now on this version runs.
  static NewEvent switched(Plan plan, String by) {
    Map<String, Object> fields = of(plan, by);
    String from = plan.from();
    if (from != null) {
      fields.put("from", from);
    }
    fields.put("publisher", plan.publisher().sentence());
    fields.put("widened", about(plan.rights().widened()));
    fields.put("narrowed", about(plan.rights().narrowed()));
    if (plan.need() != Plan.Need.NOTHING) {
      fields.put("consent", plan.consent());
    }
    return NewEvent.of("audit.install.switched", envelope(by), Json.text(fields));
  }

  private static List<String> about(List<Change> changes) {
    return changes.stream().map(Change::about).toList();
  }

  /// Nothing changed.
  static NewEvent refused(@Nullable Plan plan, InstallException why, String by) {
    Map<String, Object> fields = plan == null ? new LinkedHashMap<>() : of(plan, by);
    fields.put("by", by);
    fields.put("step", why.step());
    fields.put("reason", String.valueOf(why.getMessage()));
    return NewEvent.of("audit.install.refused", envelope(by), Json.text(fields));
  }

  static NewEvent rolledBack(String skill, String from, String to, String reason, String by) {
    return NewEvent.of(
        "audit.install.rolled_back",
        envelope(by),
        Json.text(Map.of("skill", skill, "from", from, "to", to, "reason", reason, "by", by)));
  }

  static NewEvent removed(String skill, boolean purged, String by) {
    return NewEvent.of(
        "audit.install.removed",
        envelope(by),
        Json.text(Map.of("skill", skill, "purged", purged, "by", by)));
  }

  /// The files of a version were not those of its package any more, and were written anew.
  static NewEvent mended(InstalledVersion version) {
    return NewEvent.of(
        "audit.install.mended",
        envelope("loqad"),
        Json.text(
            Map.of(
                "skill",
                version.skill(),
                "version",
                version.version(),
                "digest",
                version.digest())));
  }

  /// What a daemon found of installs that never ended, and removed.
  static NewEvent interrupted(List<String> left) {
    return NewEvent.of(
        "audit.install.interrupted", envelope("loqad"), Json.text(Map.of("removed", left)));
  }
}

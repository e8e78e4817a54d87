package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.skills.SkillHealth.Rest;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The health of the skills of this daemon: judges how calls ended, keeps a quarantine in the store
/// so that a restart does not end it, and writes its begin and end down as `audit.quarantine`.
/// Another version of a skill begins anew, and so does the same version installed again.
/// Thread-safe.
public final class SkillRests {
  private static final Logger LOG = LoggerFactory.getLogger(SkillRests.class);

  /// Under this name the quarantines stand beside the skills' data, by skill.
  private static final String STATE = "loqa.health";

  private final EventStore store;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final SkillHealth health = new SkillHealth();
  private final Map<String, LoadedSkill> current = new ConcurrentHashMap<>();

  SkillRests(EventStore store, InstantSource clock, LongSupplier nanos) {
    this.store = store;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// Why a skill is not to be called now, if so.
  public Optional<Rest> of(LoadedSkill skill) {
    meet(skill);
    return health.rest(skill.name(), nanos.getAsLong());
  }

  /// The quarantine that a skill is in.
  public Optional<Rest.Quarantine> quarantine(LoadedSkill skill) {
    meet(skill);
    return health.quarantine(skill.name());
  }

  /// Hears how a call ended.
  void ended(LoadedSkill skill, Outcome outcome) {
    if (current.get(skill.name()) != skill) {
      return; // another version serves by now
    }
    if (outcome instanceof Outcome.Completed) {
      health.worked(skill.name());
    } else if (isItsFault(outcome)) {
      health
          .failed(skill.name(), FailureText.of(outcome), nanos.getAsLong(), clock.instant())
          .ifPresent(begins -> quarantined(skill, begins));
    }
  }

  /// Whether the skill itself made the call end badly: not a refusal, an effect that the owner
  /// wants to be asked about and that it gave up without, a host without a free slot or one that
  /// closes.
  private static boolean isItsFault(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Trapped _, Outcome.TimedOut _ -> true;
      case Outcome.Failed failed ->
          !failed.trail().wall().isZero() && failed.trail().uncleared().isEmpty();
      case Outcome.Denied _, Outcome.Completed _ -> false;
    };
  }

  /// Ends a rest; whether there was a quarantine to end.
  ///
  /// @param by who asked for it
  public boolean release(LoadedSkill skill, String by) {
    meet(skill);
    boolean rested = health.release(skill.name());
    if (rested) {
      released(skill, by);
    }
    return rested;
  }

  /// Looks at a version for the first time: one that the daemon started with goes on with its
  /// quarantine, one that took another's place begins anew.
  private void meet(LoadedSkill skill) {
    if (current.get(skill.name()) == skill) {
      return;
    }
    synchronized (current) {
      LoadedSkill before = current.get(skill.name());
      if (before == null) {
        restore(skill);
      } else if (before != skill && health.release(skill.name())) {
        released(skill, "another version");
      }
      // Last, so that nobody passes by before its quarantine is known.
      current.put(skill.name(), skill);
    }
  }

  private void restore(LoadedSkill skill) {
    try {
      Optional<byte[]> kept = store.skills().value(STATE, skill.name());
      if (kept.isEmpty()) {
        return;
      }
      Map<String, Object> json = Json.readObject(kept.get());
      if (version(skill).equals(json.get("version"))) {
        health.restore(
            skill.name(),
            new Rest.Quarantine(
                Instant.parse(String.valueOf(json.get("since"))),
                json.get("failures") instanceof Number count ? count.intValue() : 0,
                String.valueOf(json.get("why"))));
        return;
      }
    } catch (StoreException | JsonException | DateTimeParseException unreadable) {
      LOG.atWarn()
          .addKeyValue("skill", skill.name())
          .setCause(unreadable)
          .log("kept quarantine not readable, so it ends");
    }
    released(skill, "another version");
  }

  private void quarantined(LoadedSkill skill, Rest.Quarantine begins) {
    LOG.atWarn()
        .addKeyValue("skill", skill.name())
        .addKeyValue("failures", begins.failures())
        .addKeyValue("why", begins.why())
        .log("skill in quarantine");
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("version", version(skill));
    kept.put("since", begins.since().toString());
    kept.put("failures", begins.failures());
    kept.put("why", begins.why());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("skill", skill.name());
    event.put("state", "resting");
    event.putAll(kept);
    event.put("window_s", SkillHealth.WINDOW.toSeconds());
    write(
        skill,
        event,
        new StateChange.KvPut(
            STATE, skill.name(), Json.text(kept).getBytes(StandardCharsets.UTF_8)));
  }

  private void released(LoadedSkill skill, String by) {
    LOG.atInfo()
        .addKeyValue("skill", skill.name())
        .addKeyValue("by", by)
        .log("skill out of quarantine");
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("skill", skill.name());
    event.put("state", "released");
    event.put("version", version(skill));
    event.put("by", by);
    write(skill, event, new StateChange.KvDelete(STATE, skill.name()));
  }

  private void write(LoadedSkill skill, Map<String, Object> event, StateChange change) {
    Envelope envelope = new Envelope(null, null, null, skill.name(), null, PrivacyScope.PERSISTENT);
    try {
      store.appendAllAsync(
          List.of(NewEvent.of("audit.quarantine", envelope, Json.text(event))), List.of(change));
    } catch (StoreException e) {
      LOG.atError().addKeyValue("skill", skill.name()).setCause(e).log("quarantine not recorded");
    }
  }

  private static String version(LoadedSkill skill) {
    return skill.manifest().metadata().version().toString();
  }
}

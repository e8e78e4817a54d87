package dev.loqa.loqad.store;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.PrivacyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a skill's state; a list of them commits together with events or not at all.
public sealed interface StateChange {

  /// Sets a value of a skill. Equality is that of the array, which nobody needs.
  @SuppressWarnings("ArrayRecordComponent")
  record KvPut(String skill, String key, byte[] value) implements StateChange {
    public KvPut {
      value = value.clone();
    }

    @Override
    public byte[] value() {
      return value.clone();
    }
  }

  /// Removes a value; one that is absent stays so.
  record KvDelete(String skill, String key) implements StateChange {}

  /// Sets a timer, or replaces the one of that skill and id; also how a scheduler moves a
  /// countdown's wall-clock due time after the wall clock has jumped.
  record TimerSet(Timer timer) implements StateChange {}

  /// Removes a timer, pending or ringing; one that is absent stays so.
  record TimerCancel(String skill, String id) implements StateChange {}

  /// A timer's moment has come: it rings from now on, or waits for `nextDue` when it repeats.
  ///
  /// Commit it together with [InvocationStarted], so that it fires once. Refused with `FENCED` when
  /// `epoch` is not the current one of the lease [SkillState#TIMERS], and with `REFUSED` when there
  /// is no such pending timer.
  record TimerFired(String skill, String id, long epoch, @Nullable Instant nextDue)
      implements StateChange {}

  /// What the changes before this one leave of a skill's data must fit: two calls that ran beside
  /// each other were each measured without the other. Refused with `QUOTA` when it does not.
  ///
  /// @param bytes of its keys and values
  /// @param timers that are pending
  record SkillWithin(String skill, long bytes, int timers) implements StateChange {}

  /// A skill begins to run. Refused when the id was used before: an invocation never runs twice.
  record InvocationStarted(
      InvocationId id, String skill, @Nullable String intent, @Nullable String session)
      implements StateChange {}

  /// What it was answered while it ran, so that it can be run again. Kept as long as an event of
  /// that scope and session would be; not at all when nothing of the scope is written to disk.
  ///
  /// @param body JSON as UTF-8; taken over, not copied
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record InvocationRecorded(
      InvocationId id, String skill, @Nullable String session, PrivacyScope scope, byte[] body)
      implements StateChange {}

  /// It ended; `outcome` in few words, `completed` or what went wrong.
  record InvocationEnded(InvocationId id, String outcome) implements StateChange {}

  /// A version of a skill becomes the active one, and its publisher the one of the skill's name. Of
  /// the versions before, the two newest are kept to go back to.
  record SkillInstalled(InstalledVersion version) implements StateChange {}

  /// A kept version becomes the active one. Refused when there is no such version.
  ///
  /// @param note why, as an owner reads it
  record SkillActivated(String skill, String digest, String note) implements StateChange {}

  /// No version of the skill is installed any more.
  ///
  /// @param purge whether its values, settings, timers and publisher go too; calls of it that still
  ///   run can then keep nothing
  record SkillRemoved(String skill, boolean purge) implements StateChange {}

  /// The house follows a registry from now on, and believes this key there.
  record RegistryFollowed(String place, String key, String by, Instant at) implements StateChange {}

  /// It does so no more; what the registry revoked counts no longer.
  record RegistryUnfollowed(String place) implements StateChange {}

  /// Somebody looked for its index.
  ///
  /// @param fault why it could not be used; none: it could
  record RegistryLooked(String place, Instant at, @Nullable String fault) implements StateChange {}

  /// A newer index was seen. Refused when it is older than the newest one of its key.
  record RegistryIndexSeen(SeenIndex index) implements StateChange {}

  /// The owner lets a skill run that a registry has revoked.
  ///
  /// @param consent the digest of the text that was agreed to
  record RevocationOverruled(String consent, String skill, String by, Instant at)
      implements StateChange {}
}

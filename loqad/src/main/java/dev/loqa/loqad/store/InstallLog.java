package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.sql.SQLException;

/// The writer's hand on the installed skills. Used by the writer thread only.
final class InstallLog {
  /// The versions of one skill that are kept, the active one among them.
  static final int KEPT = 3;

  private final StateLog state;

  InstallLog(StateLog state) {
    this.state = state;
  }

  /// A version becomes the active one. What was installed after the one it takes the place of was
  /// gone back from, and goes; of the rest the newest stay.
  void install(InstalledVersion version) throws SQLException {
    state.update(
        """
        DELETE FROM skill_versions WHERE skill = ?1 AND installed_at >
          (SELECT installed_at FROM skill_versions WHERE skill = ?1 AND active = 1)\
        """,
        version.skill());
    state.update("UPDATE skill_versions SET active = 0 WHERE skill = ?", version.skill());
    state.update(
        """
        INSERT OR REPLACE INTO skill_versions
          (skill, digest, version, publisher, active, installed_at, consent, installed_by, note)
        VALUES (?, ?, ?, ?, 1,
          max(?, 1 + coalesce((SELECT max(installed_at) FROM skill_versions WHERE skill = ?), 0)), ?, ?, ?)\
        """,
        version.skill(),
        version.digest(),
        version.version(),
        version.publisher(),
        SealedEvent.micros(version.installedAt()),
        version.skill(),
        version.consent(),
        version.by(),
        version.note());
    state.update(
        """
        DELETE FROM skill_versions WHERE skill = ?1 AND digest NOT IN
          (SELECT digest FROM skill_versions WHERE skill = ?1 ORDER BY installed_at DESC LIMIT \
        """
            + KEPT
            + ")",
        version.skill());
    String publisher = version.publisher();
    if (publisher != null) {
      state.update(
          """
          INSERT INTO skill_publishers (skill, publisher, since) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET publisher = excluded.publisher, since = excluded.since
          WHERE publisher <> excluded.publisher\
          """,
          version.skill(),
          publisher,
          SealedEvent.micros(version.installedAt()));
    }
  }

  void activate(StateChange.SkillActivated change) throws SQLException {
    state.update("UPDATE skill_versions SET active = 0 WHERE skill = ?", change.skill());
    int changed =
        state.update(
            "UPDATE skill_versions SET active = 1, note = ? WHERE skill = ? AND digest = ?",
            change.note(),
            change.skill(),
            change.digest());
    if (changed == 0) {
      throw new StoreException(
          Fault.REFUSED,
          "skill %s has no version with the digest %s: see which are kept"
              .formatted(change.skill(), change.digest()));
    }
  }

  void remove(StateChange.SkillRemoved change) throws SQLException {
    state.update("DELETE FROM skill_versions WHERE skill = ?", change.skill());
    state.update("DELETE FROM overruled_revocations WHERE skill = ?", change.skill());
    if (change.purge()) {
      state.update("DELETE FROM skill_publishers WHERE skill = ?", change.skill());
      state.update("DELETE FROM kv WHERE skill = ?", change.skill());
      state.update(
          "DELETE FROM kv WHERE skill = ? AND key = ?", SkillState.SETTINGS, change.skill());
      state.update("DELETE FROM timers WHERE skill = ?", change.skill());
      state.update("DELETE FROM records WHERE skill = ?", change.skill());
      state.giveUp(change.skill());
    }
  }
}

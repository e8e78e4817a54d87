package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.sql.SQLException;

/// The writer's hand on the registries. Used by the writer thread only.
final class RegistryLog {
  private final StateLog state;

  RegistryLog(StateLog state) {
    this.state = state;
  }

  void follow(StateChange.RegistryFollowed change) throws SQLException {
    state.update(
        """
        INSERT INTO registries (place, key, since, followed_by) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET key = excluded.key, since = excluded.since, followed_by = excluded.followed_by\
        """,
        change.place(),
        change.key(),
        SealedEvent.micros(change.at()),
        change.by());
  }

  /// The number of the index stays: who follows the registry again is shown no older one.
  void unfollow(StateChange.RegistryUnfollowed change) throws SQLException {
    state.update("DELETE FROM registries WHERE place = ?", change.place());
    state.update(
        "UPDATE registry_indexes SET file = x'', revoked = '{}' WHERE key NOT IN (SELECT key FROM registries)");
  }

  void looked(StateChange.RegistryLooked change) throws SQLException {
    state.update(
        "UPDATE registries SET looked_at = ?, fault = ? WHERE place = ?",
        SealedEvent.micros(change.at()),
        change.fault(),
        change.place());
  }

  /// Never a lower number than was seen, whoever asks.
  void seen(SeenIndex index) throws SQLException {
    int changed =
        state.update(
            """
            INSERT INTO registry_indexes (key, version, sha512, seen_at, file, revoked) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET version = excluded.version, sha512 = excluded.sha512,
              seen_at = excluded.seen_at, file = excluded.file, revoked = excluded.revoked
            WHERE version < excluded.version OR (version = excluded.version AND sha512 = excluded.sha512)\
            """,
            index.key(),
            index.version(),
            index.sha512(),
            SealedEvent.micros(index.seenAt()),
            index.file(),
            index.revoked());
    if (changed == 0) {
      throw new StoreException(
          Fault.REFUSED,
          "index number %d of the registry %s is not newer than the one that was seen: look again"
              .formatted(index.version(), index.key()));
    }
  }

  void overrule(StateChange.RevocationOverruled change) throws SQLException {
    state.update(
        "INSERT OR REPLACE INTO overruled_revocations (consent, skill, agreed_by, at) VALUES (?, ?, ?, ?)",
        change.consent(),
        change.skill(),
        change.by(),
        SealedEvent.micros(change.at()));
  }
}

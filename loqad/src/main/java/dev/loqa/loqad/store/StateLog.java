package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The writer's hand on skill state: values, timers, invocations, leases. Used by the writer thread
/// only.
final class StateLog implements AutoCloseable {
  private final Connection connection;
  private final InstantSource clock;
  private final RecordLog records;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final InstallLog installs = new InstallLog(this);
  private final RegistryLog registries = new RegistryLog(this);

  StateLog(Connection connection, StoreOptions options) {
    this.connection = connection;
    clock = options.clock();
    records = new RecordLog(options);
  }

  void apply(StateChange change) throws SQLException {
    switch (change) {
      case StateChange.KvPut put ->
          update(
              "INSERT INTO kv (skill, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
              put.skill(),
              put.key(),
              put.value());
      case StateChange.KvDelete delete ->
          update("DELETE FROM kv WHERE skill = ? AND key = ?", delete.skill(), delete.key());
      case StateChange.TimerSet set -> setTimer(set.timer());
      case StateChange.TimerCancel cancel ->
          update("DELETE FROM timers WHERE skill = ? AND id = ?", cancel.skill(), cancel.id());
      case StateChange.TimerFired fired -> fire(fired);
      case StateChange.SkillWithin within -> check(within);
      case StateChange.InvocationStarted started -> start(started);
      case StateChange.InvocationEnded ended -> end(ended);
      case StateChange.InvocationRecorded recorded -> records.add(this, recorded);
      case StateChange.SkillInstalled installed -> installs.install(installed.version());
      case StateChange.SkillActivated activated -> installs.activate(activated);
      case StateChange.SkillRemoved removed -> installs.remove(removed);
      case StateChange.RegistryFollowed followed -> registries.follow(followed);
      case StateChange.RegistryUnfollowed unfollowed -> registries.unfollow(unfollowed);
      case StateChange.RegistryLooked looked -> registries.looked(looked);
      case StateChange.RegistryIndexSeen seen -> registries.seen(seen.index());
      case StateChange.RevocationOverruled overruled -> registries.overrule(overruled);
    }
  }

  private void setTimer(Timer timer) throws SQLException {
    update(
        """
        INSERT OR REPLACE INTO timers (skill, id, kind, state, due_at, created_at, repeat, payload, session, room)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        timer.skill(),
        timer.id(),
        timer.kind().name(),
        timer.state().name(),
        SealedEvent.micros(timer.dueAt()),
        SealedEvent.micros(timer.createdAt()),
        timer.repeat(),
        timer.payload(),
        timer.session(),
        timer.room());
  }

  private void fire(StateChange.TimerFired fired) throws SQLException {
    long current = epoch(SkillState.TIMERS);
    if (current != fired.epoch()) {
      throw new StoreException(
          Fault.FENCED,
          "timer %s of %s was fired under lease epoch %d and the current one is %d: stop firing, another owner has the timers"
              .formatted(fired.id(), fired.skill(), fired.epoch(), current));
    }
    Instant next = fired.nextDue();
    int changed =
        next == null
            ? update(
                "UPDATE timers SET state = 'RINGING' WHERE skill = ? AND id = ? AND state = 'PENDING'",
                fired.skill(),
                fired.id())
            : update(
                "UPDATE timers SET due_at = ? WHERE skill = ? AND id = ? AND state = 'PENDING'",
                SealedEvent.micros(next),
                fired.skill(),
                fired.id());
    if (changed == 0) {
      throw new StoreException(
          Fault.REFUSED,
          "timer %s of %s is not pending: it was cancelled or has fired already"
              .formatted(fired.id(), fired.skill()));
    }
  }

  private void check(StateChange.SkillWithin within) throws SQLException {
    long bytes =
        number(
            "SELECT coalesce(sum(length(CAST(key AS BLOB)) + length(value)), 0) FROM kv WHERE skill = ?",
            within.skill());
    long timers =
        number("SELECT count(*) FROM timers WHERE skill = ? AND state = 'PENDING'", within.skill());
    if (bytes > within.bytes() || timers > within.timers()) {
      throw new StoreException(
          Fault.QUOTA,
          "skill %s would keep %d bytes and %d timers, and may keep %d and %d: its calls together want too much"
              .formatted(within.skill(), bytes, timers, within.bytes(), within.timers()));
    }
  }

  private void start(StateChange.InvocationStarted started) throws SQLException {
    int changed =
        update(
            "INSERT OR IGNORE INTO invocations (id, skill, intent, session, started_at) VALUES (?, ?, ?, ?, ?)",
            started.id().value(),
            started.skill(),
            started.intent(),
            started.session(),
            now());
    if (changed == 0) {
      throw new StoreException(
          Fault.REFUSED,
          "invocation %s has been started before: an invocation never runs twice, use a new id"
              .formatted(started.id()));
    }
  }

  private void end(StateChange.InvocationEnded ended) throws SQLException {
    int changed =
        update(
            "UPDATE invocations SET ended_at = ?, outcome = ? WHERE id = ? AND ended_at IS NULL",
            now(),
            ended.outcome(),
            ended.id().value());
    if (changed == 0) {
      throw new StoreException(
          Fault.ENDED,
          "invocation %s is not running: it never started or has ended".formatted(ended.id()));
    }
  }

  /// The running calls of a skill are over: what they end with is refused.
  void giveUp(String skill) throws SQLException {
    update(
        "UPDATE invocations SET ended_at = ?, outcome = 'its skill was purged' WHERE skill = ? AND ended_at IS NULL",
        now(),
        skill);
  }

  /// Takes a lease away from whoever had it and returns the new epoch.
  long takeLease(String name, String owner) throws SQLException {
    update(
        """
        INSERT INTO leases (name, owner, epoch, taken_at) VALUES (?, ?, 1, ?)
        ON CONFLICT DO UPDATE SET owner = excluded.owner, epoch = epoch + 1, taken_at = excluded.taken_at\
        """,
        name,
        owner,
        now());
    return epoch(name);
  }

  private long epoch(String lease) throws SQLException {
    return number("SELECT epoch FROM leases WHERE name = ?", lease);
  }

  /// The first number that a query of one name gives, 0 if it gives none.
  private long number(String sql, String name) throws SQLException {
    PreparedStatement query = prepared(sql);
    query.setString(1, name);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private long now() {
    return SealedEvent.micros(clock.instant());
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      // The driver may have closed it, as on a full disk: one that failed is not used again.
      statements.remove(sql);
      closeAfter(e, statement);
      throw e;
    }
  }

  private static void closeAfter(SQLException failure, PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }
}

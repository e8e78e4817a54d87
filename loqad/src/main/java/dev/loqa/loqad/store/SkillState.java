package dev.loqa.loqad.store;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.NodeId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What skills remember: their values, timers and invocations. Reads see what is committed; writing
/// is a list of [StateChange]s given to [EventStore#appendAll]. Any thread may call.
public final class SkillState {
  /// The lease under which timers fire.
  public static final String TIMERS = "timers";

  /// Under this name the settings that owners made are kept, one value a skill; no skill can have
  /// it.
  public static final String SETTINGS = "loqa.settings";

  private static final String TIMER_COLUMNS =
      "SELECT skill, id, kind, state, due_at, created_at, repeat, payload, session, room FROM timers";
  private static final String INVOCATION_COLUMNS =
      "SELECT id, skill, intent, session, started_at, ended_at, outcome FROM invocations";

  private final Readers readers;
  private final Writer writer;
  private final Duration patience;
  private final List<Invocation> interrupted;

  SkillState(Readers readers, Writer writer, Duration patience, List<Invocation> interrupted) {
    this.readers = readers;
    this.writer = writer;
    this.patience = patience;
    this.interrupted = List.copyOf(interrupted);
  }

  /// One run of a skill.
  ///
  /// @param endedAt null while it runs
  /// @param outcome null while it runs
  public record Invocation(
      InvocationId id,
      String skill,
      @Nullable String intent,
      @Nullable String session,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome) {}

  /// A value of a skill.
  public Optional<byte[]> value(String skill, String key) {
    return readers.read(
        "reading a value of " + skill,
        connection ->
            EventReader.run(
                    connection,
                    "SELECT value FROM kv WHERE skill = ? AND key = ?",
                    List.of(skill, key),
                    row -> row.getBytes(1))
                .stream()
                .findFirst());
  }

  /// How much a skill has stored, keys and values, for its quota.
  public long usedBytes(String skill) {
    return readers.read(
        "measuring " + skill,
        connection ->
            EventReader.run(
                    connection,
                    "SELECT coalesce(sum(length(CAST(key AS BLOB)) + length(value)), 0) FROM kv WHERE skill = ?",
                    List.of(skill),
                    row -> row.getLong(1))
                .getFirst());
  }

  /// A skill's timers, next due first.
  public List<Timer> timers(String skill) {
    return readers.read(
        "reading timers of " + skill,
        connection ->
            EventReader.run(
                connection,
                TIMER_COLUMNS + " WHERE skill = ? ORDER BY due_at, id",
                List.of(skill),
                SkillState::timer));
  }

  /// All timers, next due first.
  public List<Timer> timers() {
    return readers.read(
        "reading timers",
        connection ->
            EventReader.run(
                connection,
                TIMER_COLUMNS + " ORDER BY due_at, skill, id",
                List.of(),
                SkillState::timer));
  }

  public Optional<Invocation> invocation(InvocationId id) {
    return readers.read(
        "reading an invocation",
        connection ->
            EventReader.run(
                    connection,
                    INVOCATION_COLUMNS + " WHERE id = ?",
                    List.of(id.value()),
                    SkillState::invocation)
                .stream()
                .findFirst());
  }

  /// What an invocation was answered, as [StateChange.InvocationRecorded] gave it; empty if it was
  /// not recorded or is forgotten.
  public Optional<String> record(InvocationId id) {
    return readers.read(
        "reading a recorded invocation",
        connection ->
            EventReader.run(
                    connection,
                    "SELECT body FROM records WHERE invocation = ?",
                    List.of(id.value()),
                    row -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .stream()
                .findFirst());
  }

  /// The recorded invocations of a skill, a session, or both; newest first.
  public List<Invocation> recorded(@Nullable String skill, @Nullable String session, int limit) {
    List<Object> values = new ArrayList<>();
    StringBuilder where = new StringBuilder(" WHERE 1");
    if (skill != null) {
      where.append(" AND r.skill = ?");
      values.add(skill);
    }
    if (session != null) {
      where.append(" AND r.session = ?");
      values.add(session);
    }
    values.add(limit);
    return readers.read(
        "reading recorded invocations",
        connection ->
            EventReader.run(
                connection,
                """
                SELECT r.invocation, r.skill, i.intent, r.session, coalesce(i.started_at, r.at), i.ended_at, i.outcome
                FROM records r LEFT JOIN invocations i ON i.id = r.invocation%s ORDER BY r.place DESC LIMIT ?\
                """
                    .formatted(where),
                values,
                SkillState::invocation));
  }

  /// The invocations that were running when the daemon stopped last time. They are marked as
  /// failed, have their `skill.failed` event, and never run again.
  public List<Invocation> interrupted() {
    return interrupted;
  }

  /// Takes a lease away from whoever had it; what the previous owner still does under its older
  /// epoch is refused.
  public long takeLease(String name, NodeId owner) {
    return writer
        .submit(transaction -> transaction.state().takeLease(name, owner.value()), 1)
        .await(patience);
  }

  static List<Invocation> running(Readers readers) {
    return readers.read(
        "looking for interrupted invocations",
        connection ->
            EventReader.run(
                connection,
                INVOCATION_COLUMNS + " WHERE ended_at IS NULL ORDER BY started_at",
                List.of(),
                SkillState::invocation));
  }

  private static Timer timer(ResultSet row) throws SQLException {
    return new Timer(
        row.getString(1),
        row.getString(2),
        Timer.Kind.valueOf(row.getString(3)),
        Timer.State.valueOf(row.getString(4)),
        SealedEvent.instant(row.getLong(5)),
        SealedEvent.instant(row.getLong(6)),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10));
  }

  private static Invocation invocation(ResultSet row) throws SQLException {
    return new Invocation(
        new InvocationId(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        SealedEvent.instant(row.getLong(5)),
        EventReader.maybe(row, 6),
        row.getString(7));
  }
}

package dev.loqa.loqad.store;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.loqad.store.Page.SessionSummary;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.loqad.store.SkillState.Invocation;
import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// The append-only memory of what happened, in one SQLite file, together with skill state.
///
/// An append is acknowledged only when it is durable. Any thread may call; one thread writes and
/// joins what waits into one synced transaction, so many callers together are fast. Reads never
/// wait for it. Order is the local sequence, never a clock. A full disk refuses appends (`FULL`,
/// see [#health()]) and loses nothing acknowledged; it recovers by itself.
public final class EventStore implements Part {
  /// The most events that one call appends.
  public static final int EVENTS_LIMIT = 10_000;

  private static final int LARGE = 4_096;

  private final StoreOptions options;
  private final StoreLock lock;
  private final Writer writer;
  private final Readers readers;
  private final EventReader reader;
  private final SkillState skills;

  private EventStore(StoreOptions options, StoreLock lock, Writer writer) {
    this.options = options;
    this.lock = lock;
    this.writer = writer;
    readers = new Readers(options.file(), options.patience());
    reader = new EventReader(readers);
    skills = new SkillState(readers, writer, options.patience(), failInterrupted());
  }

  /// Opens the store, makes it when it is absent, and marks invocations that never ended as failed.
  ///
  /// @throws StoreException `READ_ONLY`, `DAMAGED`, `IN_USE` or `FULL`, in words for an operator
  public static EventStore open(StoreOptions options) {
    StoreLock lock = StoreLock.take(options.file());
    Writer writer = null;
    boolean opened = false;
    try {
      writer = writer(options);
      EventStore store = new EventStore(options, lock, writer);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        if (writer != null) {
          writer.close();
        }
        lock.close();
      }
    }
  }

  private static Writer writer(StoreOptions options) {
    try {
      Connection connection = Database.writer(options.file(), options.maxPages());
      return new Writer(connection, options);
    } catch (SQLException e) {
      throw SqlFaults.explain(options.file(), "opening", e);
    }
  }

  /// Appends one event and returns when it is durable.
  public Appended append(NewEvent event) {
    return appendAll(List.of(event)).getFirst();
  }

  /// Hands one event to the writer; await the answer before telling anybody that it happened.
  public Pending<List<Appended>> appendAsync(NewEvent event) {
    return appendAllAsync(List.of(event), List.of());
  }

  /// Appends all events or none, and returns when they are durable.
  public List<Appended> appendAll(List<NewEvent> events) {
    return appendAll(events, List.of());
  }

  /// Appends all events and changes all state, or none of it, and returns when it is durable.
  public List<Appended> appendAll(List<NewEvent> events, List<StateChange> changes) {
    return appendAllAsync(events, changes).await(options.patience());
  }

  /// As [#appendAll(List, List)], without waiting.
  public Pending<List<Appended>> appendAllAsync(List<NewEvent> events, List<StateChange> changes) {
    if (events.size() > EVENTS_LIMIT) {
      throw new StoreException(
          Fault.REFUSED,
          "%d events in one call: append at most %d at once"
              .formatted(events.size(), EVENTS_LIMIT));
    }
    SealedBatch sealed = new SealedBatch(events, options);
    List<StateChange> all = List.copyOf(changes);
    Pending<List<Appended>> pending =
        writer.submit(transaction -> write(transaction, sealed, all), weight(events, all));
    sealed.sealRest();
    return pending;
  }

  // A large payload counts as several events, so that a transaction stays within memory.
  private static int weight(List<NewEvent> events, List<StateChange> changes) {
    int weight = changes.size();
    for (NewEvent event : events) {
      weight += 1 + event.payload().length() / LARGE;
    }
    return Math.max(1, weight);
  }

  private static List<Appended> write(
      Work.Transaction transaction, SealedBatch events, List<StateChange> changes)
      throws SQLException {
    List<Appended> appended = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      SealedEvent event = events.at(i);
      long place = event.kept() ? transaction.events().add(event) : Appended.NOT_KEPT;
      appended.add(new Appended(event.id(), place));
    }
    for (StateChange change : changes) {
      transaction.state().apply(change);
    }
    return appended;
  }

  /// Events by what the query asks, from after the cursor; at most [Page#LIMIT].
  public Page<StoredEvent> events(Query query, Cursor after, int limit) {
    return reader.events(query, after, limit);
  }

  /// Sessions, newest first.
  public Page<SessionSummary> sessions(Cursor after, int limit) {
    return reader.sessions(after, limit);
  }

  /// The session is over: its `scope.session` events go with the first pruning after the
  /// retention's grace.
  public void endSession(SessionId session) {
    long now = SealedEvent.micros(options.clock().instant());
    writer
        .submit(
            transaction ->
                transaction
                    .state()
                    .update(
                        "UPDATE sessions SET ended_at = ? WHERE session_id = ? AND ended_at IS NULL",
                        now,
                        session.value()),
            1)
        .await(options.patience());
  }

  /// Forgets what retention no longer keeps and returns how many events lost their content or went
  /// altogether. Call it now and then, from one thread; appends go on between its slices.
  public long prune() {
    Pruner.Pruned pruned = new Pruner(writer, readers, options).prune();
    return pruned.erased() + pruned.deleted();
  }

  /// Checks the whole chain against what is stored.
  public VerifyReport verify() {
    return readers.read("verifying", new Verifier()::verify);
  }

  /// Checks the chain of a database that may or may not be open elsewhere.
  public static VerifyReport verify(Path file) {
    try (Connection connection = Database.reader(file)) {
      return new Verifier().verify(connection);
    } catch (SQLException e) {
      throw SqlFaults.explain(file, "verifying", e);
    }
  }

  /// The database engine and its version, for an operator.
  public String engine() {
    return readers.read(
        "asking for the version",
        connection ->
            "SQLite "
                + EventReader.run(
                        connection, "SELECT sqlite_version()", List.of(), row -> row.getString(1))
                    .getFirst());
  }

  public Health health() {
    return writer.health();
  }

  /// Who hears how many nanoseconds each request took until it was durable; called on the writer's
  /// thread, so it must not block.
  public void timedBy(LongConsumer nanos) {
    writer.timedBy(nanos);
  }

  /// How many requests wait for the disk.
  public int waiting() {
    return writer.waiting();
  }

  /// Bytes that the database and its log take on disk.
  public long size() {
    return Stream.of("", "-wal")
        .map(end -> options.file().resolveSibling(options.file().getFileName() + end).toFile())
        .mapToLong(File::length)
        .sum();
  }

  public SkillState skills() {
    return skills;
  }

  /// Which skills are installed.
  public InstalledVersions installed() {
    return new InstalledVersions(readers);
  }

  /// Which registries are followed.
  public KnownRegistries registries() {
    return new KnownRegistries(readers);
  }

  /// Where events from other nodes come in.
  public EventIntake intake() {
    return new EventIntake(writer, readers, options);
  }

  /// The sequence of the newest event.
  public long newest() {
    return writer.committed();
  }

  /// Waits until there is an event beyond `sequence`; false when the time is over or the store
  /// closes.
  public boolean awaitBeyond(long sequence, Duration deadline) throws InterruptedException {
    return writer.awaitBeyond(sequence, deadline, () -> false);
  }

  boolean awaitBeyond(long sequence, Duration deadline, BooleanSupplier enough)
      throws InterruptedException {
    return writer.awaitBeyond(sequence, deadline, enough);
  }

  void wake() {
    writer.wake();
  }

  long outboxPosition() {
    return readers.read(
        "reading the outbox position", connection -> Meta.get(connection, Meta.OUTBOX));
  }

  void outboxReached(long position) {
    writer
        .submit(
            transaction -> {
              Meta.set(transaction.state(), Meta.OUTBOX, position);
              return position;
            },
            1)
        .await(options.patience());
  }

  List<StoredEvent> unpublished(long after, int limit) {
    return reader.bornAt(options.node(), after, limit);
  }

  private List<Invocation> failInterrupted() {
    List<Invocation> interrupted = SkillState.running(readers);
    if (!interrupted.isEmpty()) {
      List<NewEvent> events = new ArrayList<>();
      List<StateChange> changes = new ArrayList<>();
      for (Invocation invocation : interrupted) {
        String session = invocation.session();
        Envelope envelope =
            new Envelope(
                null,
                session == null ? null : new SessionId(session),
                null,
                invocation.skill(),
                null,
                PrivacyScope.PERSISTENT);
        events.add(NewEvent.of("skill.failed", envelope, interruption(invocation)));
        changes.add(new StateChange.InvocationEnded(invocation.id(), "interrupted"));
      }
      appendAll(events, changes);
    }
    return interrupted;
  }

  private static String interruption(Invocation invocation) {
    return "{\"invocation_id\":\"%s\",\"error\":\"the daemon stopped before the skill ended; it is not run again\"}"
        .formatted(invocation.id());
  }

  /// Writes what was accepted, folds the log into the file and lets go of it.
  @Override
  public void close() {
    try (lock;
        writer;
        readers) {
      // closed in reverse order
    }
  }
}

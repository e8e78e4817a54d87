package dev.loqa.loqad.store;

import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Events and shortcuts for the tests of this package.
final class Samples {
  static final NodeId HERE = new NodeId("loqad");
  static final NodeId ELSEWHERE = new NodeId("attic");

  private Samples() {}

  static StoreOptions options(Path folder) {
    return StoreOptions.in(folder, HERE);
  }

  static Envelope envelope(String session, PrivacyScope scope) {
    return new Envelope(
        "4bf92f3577b34da6a3ce929d0e0e4736",
        new SessionId(session),
        new TurnId("turn-1"),
        "anna",
        "confirm",
        scope);
  }

  static NewEvent event(String session, PrivacyScope scope, String text) {
    return NewEvent.of("route.decision", envelope(session, scope), "{\"text\":\"" + text + "\"}");
  }

  static NewEvent event(String text) {
    return event("s1", PrivacyScope.PERSISTENT, text);
  }

  static EventRecord foreign(String id, String text) {
    return new EventRecord(
        new EventId(id),
        "route.decision",
        ELSEWHERE,
        Instant.parse("2026-01-01T12:00:00Z"),
        envelope("s9", PrivacyScope.PERSISTENT),
        "{\"text\":\"" + text + "\"}");
  }

  static List<String> payloads(EventStore store) {
    return payloads(store, Query.all());
  }

  static List<String> payloads(EventStore store, Query query) {
    return store.events(query, Page.Cursor.START, 1_000).items().stream()
        .map(e -> e.event().payload())
        .toList();
  }

  static List<NewEvent> many(int count) {
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event("number " + i));
    }
    return events;
  }

  /// Changes the file behind the store's back.
  static void tamper(Path folder, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}

package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.VerifyReport;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the event store remembers, page by page. `next` of an answer is the place from which the
/// next page begins; absent at the end.
final class MemoryRoutes {
  private static final String ENDED = "turn.ended";
  private static final int MOST_WAIT_MS = 30_000;
  private static final int MOST_WAITING = 64;

  private final EventStore store;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  MemoryRoutes(EventStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/turns", this::turns),
        Route.owner("GET", "/v1/sessions", this::sessions),
        Route.owner("GET", "/v1/sessions/{session}", this::session),
        Route.owner("GET", "/v1/events", this::events),
        Route.owner("POST", "/v1/events/verify", _ -> verify()));
  }

  private Answer turns(Call call) {
    Query query =
        new Query(asked(call), ENDED, instant(call, "since"), instant(call, "until"), true);
    Page<StoredEvent> page = store.events(query, cursor(call, "cursor"), limit(call, 20));
    return Answer.json(listed("turns", page, MemoryRoutes::turn));
  }

  private static Map<String, Object> turn(StoredEvent stored) {
    Map<String, Object> turn = new LinkedHashMap<>(payload(stored.event()));
    turn.put("at", stored.event().at().toString());
    return turn;
  }

  private Answer sessions(Call call) {
    Page<Page.SessionSummary> page = store.sessions(cursor(call, "cursor"), limit(call, 50));
    return Answer.json(listed("sessions", page, session -> session));
  }

  private Answer session(Call call) {
    SessionId session = new SessionId(call.part("session"));
    if (store.events(Query.ofSession(session), Cursor.START, 1).items().isEmpty()) {
      throw new HttpFault(
          404, "the session " + session.value(), "is not known", "see /v1/sessions");
    }
    Query query = new Query(session, ENDED, null, null, false);
    Page<StoredEvent> page = store.events(query, cursor(call, "cursor"), limit(call, 100));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session", session.value());
    body.putAll(listed("turns", page, MemoryRoutes::turn));
    return Answer.json(body);
  }

  private Answer events(Call call) {
    boolean newestFirst =
        switch (call.query("order").orElse("asc")) {
          case "asc" -> false;
          case "desc" -> true;
          default ->
              throw new HttpFault(400, "order", "is neither asc nor desc", "send one of them");
        };
    Cursor after = cursor(call, "after");
    await(after, call.number("wait_ms", 0, 0, MOST_WAIT_MS));
    Query query =
        new Query(
            asked(call),
            call.query("type").orElse(null),
            instant(call, "since"),
            instant(call, "until"),
            newestFirst);
    Page<StoredEvent> page = store.events(query, after, limit(call, 100));
    return Answer.json(listed("events", page, MemoryRoutes::event));
  }

  /// Lets the caller wait for news; when too many wait already, it does not.
  private void await(Cursor after, int milliseconds) {
    if (milliseconds == 0 || !waiting.tryAcquire()) {
      return;
    }
    try {
      store.awaitBeyond(after.position(), Duration.ofMillis(milliseconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpFault(503, "Loqa", "stops", "ask again when it is back");
    } finally {
      waiting.release();
    }
  }

  private static Map<String, Object> event(StoredEvent stored) {
    EventRecord event = stored.event();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("sequence", stored.sequence());
    view.put("event_id", event.eventId().value());
    view.put("type", event.type());
    view.put("node", event.node().value());
    view.put("at", event.at().toString());
    view.put("envelope", event.envelope());
    view.put("payload", payload(event));
    return view;
  }

  private static Map<String, Object> payload(EventRecord event) {
    try {
      return Json.readObject(event.payload());
    } catch (JsonException e) {
      return Map.of("unreadable", event.payload());
    }
  }

  private Answer verify() {
    VerifyReport report = store.verify();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sound", report.sound());
    body.putAll(Json.toMap(report));
    return Answer.json(body);
  }

  private <T> Map<String, Object> listed(String name, Page<T> page, Function<T, Object> view) {
    List<Object> items = new ArrayList<>();
    page.items().forEach(item -> items.add(view.apply(item)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(name, items);
    page.next().ifPresent(next -> body.put("next", next.position()));
    body.put("newest", store.newest());
    return body;
  }

  private static @Nullable SessionId asked(Call call) {
    return call.query("session").map(SessionId::new).orElse(null);
  }

  private static @Nullable Instant instant(Call call, String name) {
    String text = call.query(name).orElse(null);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new HttpFault(400, name, "is no time", "send one like 2026-11-21T10:00:00Z");
    }
  }

  private static Cursor cursor(Call call, String name) {
    return new Cursor(call.longNumber(name, 0, 0, Long.MAX_VALUE));
  }

  private static int limit(Call call, int otherwise) {
    return call.number("limit", otherwise, 1, Page.LIMIT);
  }
}

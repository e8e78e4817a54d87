package dev.loqa.loqad;

import dev.loqa.base.json.Json;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the turns that the last daemon left open when it died, and apologises for the recent ones:
/// no turn hangs, and the person hears something.
final class Interrupted {
  private static final Logger LOG = LoggerFactory.getLogger(Interrupted.class);
  private static final int LOOKED_AT = 500;
  private static final Duration RECENT = Duration.ofMinutes(2);

  private Interrupted() {}

  /// Records the end of every open turn among the last events; returns the words to be said, by
  /// session.
  static List<TtsRequest> end(EventStore store, Instant now) {
    Set<TurnId> ended = new HashSet<>();
    List<EventRecord> open = new ArrayList<>();
    for (Page.StoredEvent stored :
        store.events(Query.all().reversed(), Page.Cursor.START, LOOKED_AT).items()) {
      EventRecord event = stored.event();
      TurnId turn = event.envelope().turnId();
      if (turn == null) {
        continue;
      }
      if (event.type().equals("turn.ended")) {
        ended.add(turn);
      } else if (event.type().equals("stt.text.final") && !ended.contains(turn)) {
        open.add(event);
      }
    }
    return open.stream().flatMap(event -> end(store, event, now).stream()).toList();
  }

  private static List<TtsRequest> end(EventStore store, EventRecord event, Instant now) {
    String payload =
        Json.text(
            Map.of("end", "interrupted", "why", List.of("Loqa stopped in the middle of the turn")));
    store.append(NewEvent.of("turn.ended", event.envelope(), payload));
    SessionId session = event.envelope().sessionId();
    LOG.atWarn()
        .addKeyValue("session", session)
        .addKeyValue("turn", event.envelope().turnId())
        .log("turn was interrupted");
    if (session == null || Duration.between(event.at(), now).compareTo(RECENT) > 0) {
      return List.of();
    }
    return List.of(
        new TtsRequest(
            session,
            "Sorry, I was interrupted. Please say that again.",
            null,
            null,
            null,
            "en",
            null,
            null,
            event.envelope().turnId()));
  }

  /// Says the apologies, once speech is there.
  static void apologise(Bus bus, List<TtsRequest> apologies) {
    for (TtsRequest apology : apologies) {
      try {
        bus.publish(apology);
      } catch (BusException e) {
        LOG.atWarn()
            .addKeyValue("session", apology.sessionId())
            .setCause(e)
            .log("apology not said");
      }
    }
  }
}

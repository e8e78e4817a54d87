package dev.loqa.edge.stt;

import dev.loqa.base.life.Part;
import dev.loqa.base.turns.CancelledTurns;
import dev.loqa.base.turns.Recent;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.Subscription;
import dev.loqa.bus.WireException;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.ProtocolException;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.SttLease;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests to listen, finds a free recognizer, and brings it the frames.
///
/// An utterance is asked for with `stt.open`, which the bus hands to one node of the group; that
/// node alone listens to its frames. Every node also sees every request, so that it lets go of an
/// utterance which the satellite has given to another. A sender of the first version never asks:
/// its JSON frames reach one node of another group, which takes the utterance on unless somebody
/// asked for it.
///
/// Called by the bus's threads, one a subscription, and by the recognizers' threads at an
/// utterance's end.
final class Reception implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final String GROUP = "stt";
  private static final String UNASKED_GROUP = "stt-unasked";
  private static final int RECENT_SESSIONS = 1_024;
  private static final int LEAST_RATE_HZ = 8_000;
  private static final int MOST_RATE_HZ = 48_000;

  /// An utterance, the request it came by, and the frames' subscription.
  private record Taken(Lease lease, @Nullable Request request, Subscription frames) {}

  /// A request to listen, and where its answer goes.
  private record Request(SttOpen open, @Nullable String replyTo) {
    /// Whether the one in force stays so: it is the same one, or a later one of the same turn that
    /// was quicker on its own subscription.
    boolean leaves(@Nullable Request inForce) {
      if (inForce == null) {
        return false;
      }
      Integer number = open.attempt();
      Integer later = inForce.open().attempt();
      boolean overtaken =
          number != null
              && later != null
              && number < later
              && Objects.equals(open.turnId(), inForce.open().turnId());
      return overtaken || Objects.equals(replyTo, inForce.replyTo());
    }
  }

  private final Bus bus;
  private final SttConfig config;
  private final List<Lane> lanes;
  private final CountDownLatch ready;
  private final SecureRandom random = new SecureRandom();
  private final Map<SessionId, Taken> taken = new ConcurrentHashMap<>();
  private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();
  private final PrivateSessions quiet = new PrivateSessions(System::nanoTime);
  private final CancelledTurns cancelled = new CancelledTurns();
  private final Recent<SessionId> asked = new Recent<>(RECENT_SESSIONS);
  private final Recent<SessionId> finishedUnasked = new Recent<>(RECENT_SESSIONS);

  Reception(Bus bus, SttConfig config, List<Lane> lanes, CountDownLatch ready) {
    this.bus = bus;
    this.config = config;
    this.lanes = lanes;
    this.ready = ready;
  }

  List<Subscription> subscribe() {
    return List.of(
        bus.subscribe(Subjects.STT_OPEN, this::notice),
        bus.subscribe(Subjects.STT_OPEN, GROUP, this::open),
        bus.subscribe(Subjects.STT_OPENS_AT, this::addressed),
        bus.subscribe(Subjects.sttLease(config.node()), this::stillListening),
        bus.subscribe(Subjects.AUDIO_FRAMES, UNASKED_GROUP, this::unasked),
        bus.subscribe(Subjects.SESSION_PRIVATE, this::quiet),
        bus.subscribe(Subjects.TURN_CANCEL, this::cancel));
  }

  /// Somebody asked some node to listen: whoever listened to that session before stops.
  private void notice(Delivery delivery) {
    try {
      var request = new Request(delivery.as(SttOpen.class), delivery.replyTo());
      var session = request.open().sessionId();
      asked.add(session);
      var before = taken.get(session);
      if (before != null && !request.leaves(before.request())) {
        letGo(session, before);
      }
    } catch (WireException e) {
      LOG.atDebug().addKeyValue("fault", e.getMessage()).log("request to listen unreadable");
    }
  }

  /// Somebody asked one node alone: this one opens, the others let go.
  private void addressed(Delivery delivery) {
    notice(delivery);
    if (delivery.subject().equals(Subjects.sttOpen(config.node()))) {
      open(delivery);
    }
  }

  private void open(Delivery delivery) {
    if (delivery.replyTo() == null) {
      LOG.atWarn().log("request to listen without a reply subject");
      return;
    }
    try {
      var request = delivery.as(SttOpen.class);
      if (request.rate() < LEAST_RATE_HZ || request.rate() > MOST_RATE_HZ) {
        refuse(
            delivery,
            "rate is "
                + request.rate()
                + ": use a rate from "
                + LEAST_RATE_HZ
                + " to "
                + MOST_RATE_HZ);
      } else if (ready.getCount() > 0) {
        refuse(
            delivery, "node " + config.node() + " has no vocabulary yet: loqad must send it first");
      } else {
        asked.add(request.sessionId());
        var turn = request.turnId() == null ? newTurn() : request.turnId();
        var lease = new Lease(request.sessionId(), turn, request.room(), request.speaker(), true);
        if (take(lease, new Request(request, delivery.replyTo()))) {
          // The cancel may have come first, by its own subscription.
          if (cancelled.reason(turn).isPresent()) {
            lease.abandon();
          }
          bus.respond(delivery, SttOpened.watched(config.node()));
        } else {
          refuse(
              delivery,
              "node "
                  + config.node()
                  + " listens to "
                  + lanes.size()
                  + " utterances already: ask again");
        }
      }
    } catch (WireException | ProtocolException e) {
      refuse(delivery, e.getMessage());
    }
  }

  /// A satellite asks whether this node still listens to what it has leased.
  private void stillListening(Delivery delivery) {
    if (delivery.replyTo() == null) {
      return;
    }
    try {
      var request = delivery.as(SttLease.class);
      var held = taken.get(request.sessionId());
      if (held != null
          && (request.turnId() == null || request.turnId().equals(held.lease().turn()))) {
        bus.respond(delivery, SttOpened.watched(config.node()));
      } else {
        bus.respond(
            delivery, SttOpened.refused("node " + config.node() + " does not listen to that"));
      }
    } catch (WireException | ProtocolException e) {
      LOG.atDebug().addKeyValue("fault", e.getMessage()).log("question for a lease unreadable");
    }
  }

  private void refuse(Delivery delivery, @Nullable String why) {
    LOG.atInfo().addKeyValue("why", why).log("utterance refused");
    bus.respond(delivery, SttOpened.refused(String.valueOf(why)));
  }

  private TurnId newTurn() {
    return new TurnId(Ids.random("t-", random));
  }

  private synchronized boolean take(Lease lease, @Nullable Request request) {
    var before = taken.get(lease.session());
    if (before != null) {
      letGo(lease.session(), before);
    }
    var frames =
        bus.subscribe(Subjects.audioFrame(lease.session()), delivery -> frame(lease, delivery));
    taken.put(lease.session(), new Taken(lease, request, frames));
    if (quiet.holds(lease.session())) {
      lease.keepQuiet();
    }
    for (var lane : lanes) {
      if (lane.take(lease, this::done)) {
        return true;
      }
    }
    done(lease);
    return false;
  }

  private void frame(Lease lease, Delivery delivery) {
    long now = System.nanoTime();
    try {
      lease.offer(new Arrival(delivery.as(AudioFrame.class), now));
    } catch (WireException | ProtocolException e) {
      lease.fail(String.valueOf(e.getMessage()));
    }
  }

  private void letGo(SessionId session, Taken before) {
    LOG.atInfo().addKeyValue("session", session).log("utterance let go, it was given away");
    before.lease().abandon();
    if (taken.remove(session, before)) {
      before.frames().close();
    }
  }

  private void done(Lease lease) {
    if (!lease.end()) {
      return;
    }
    // Before the lease is let go: a frame in between would begin an utterance of its own.
    if (!lease.asked() && !lease.heardToTheEnd()) {
      finishedUnasked.add(lease.session());
    }
    var now = taken.get(lease.session());
    if (now != null && now.lease() == lease) {
      taken.remove(lease.session(), now);
      // Aside: the end of a subscription takes milliseconds that the final transcript would wait
      // for.
      closing.execute(now.frames()::close);
    }
  }

  /// Frames nobody asked for. What was heard to its end is ignored until the sender says that it is
  /// final.
  private void unasked(Delivery delivery) {
    if (delivery.headers().containsKey("Loqa-Sequence")
        || asked.contains(sessionOf(delivery))
        || ready.getCount() > 0) {
      return;
    }
    try {
      var frame = delivery.as(AudioFrame.class);
      var session = frame.sessionId();
      var known = taken.get(session);
      if (known != null) {
        known.lease().offer(new Arrival(frame, System.nanoTime()));
      } else if (finishedUnasked.contains(session)) {
        if (frame.isFinal()) {
          finishedUnasked.remove(session);
        }
      } else {
        var lease = new Lease(session, newTurn(), null, null, false);
        lease.offer(new Arrival(frame, System.nanoTime()));
        if (!take(lease, null)) {
          degraded(session, "every recognizer of node " + config.node() + " is busy: ask again");
        }
      }
    } catch (WireException | ProtocolException e) {
      degraded(sessionOf(delivery), String.valueOf(e.getMessage()));
    }
  }

  private static SessionId sessionOf(Delivery delivery) {
    return new SessionId(delivery.subject().substring(delivery.subject().lastIndexOf('.') + 1));
  }

  private void degraded(SessionId session, String why) {
    LOG.atWarn().addKeyValue("session", session).addKeyValue("why", why).log("frame refused");
    bus.publish(
        new SessionDegraded(session, Stage.STT.wire(), why, "the frame was left out", null));
  }

  /// Whether what is said in this session may be a PIN.
  boolean keepsQuiet(SessionId session) {
    return quiet.holds(session);
  }

  private void quiet(Delivery delivery) {
    try {
      var told = delivery.as(SessionPrivate.class);
      quiet.follow(told);
      var running = taken.get(told.sessionId());
      if (running != null && told.seconds() > 0) {
        running.lease().keepQuiet();
      }
    } catch (WireException | ProtocolException e) {
      LOG.atWarn().addKeyValue("fault", e.getMessage()).log("privacy of a session unreadable");
    }
  }

  private void cancel(Delivery delivery) {
    try {
      var order = delivery.as(TurnCancel.class);
      cancelled.add(order);
      var running = taken.get(order.sessionId());
      if (running != null
          && (order.turnId() == null || order.turnId().equals(running.lease().turn()))) {
        running.lease().abandon();
      }
    } catch (WireException e) {
      LOG.atWarn().addKeyValue("fault", e.getMessage()).log("cancellation unreadable");
    }
  }

  @Override
  public void close() {
    taken.forEach(this::letGo);
    closing.close();
  }
}

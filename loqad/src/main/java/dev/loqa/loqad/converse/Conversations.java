package dev.loqa.loqad.converse;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.turns.CancelledTurns;
import dev.loqa.base.turns.Recent;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every conversation of the house. A turn runs on a virtual thread of its own and always ends:
/// done, cancelled or out of time. Turns of one session follow each other; words that come while an
/// answer is spoken cut it short.
public final class Conversations implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  private static final int MOST_TURNS = 256;
  private static final int RECENT_TURNS = 1_024;
  private static final int MOST_SESSIONS = 2_000;

  private final Bus bus;
  private final TurnRunner runner;
  private final Supplier<SkillCatalog> catalog;
  private final RandomGenerator random;
  private final PinLock pin;
  private final Parts subscriptions = new Parts();
  private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_TURNS);
  private final Map<TurnId, Progress> running = new ConcurrentHashMap<>();
  private final Map<SessionId, TurnId> current = new ConcurrentHashMap<>();
  private final ExpectedTurns expected = new ExpectedTurns();

  /// The turns whose words have come: a recognizer that hung while another one took its utterance
  /// over tells its words late, and they are acted on once.
  private final Recent<TurnId> heard = new Recent<>(RECENT_TURNS);

  private final CancelledTurns cancelled = new CancelledTurns();
  private final AtomicLong changes = new AtomicLong();
  private final Map<SessionId, Session> sessions =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Session> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  public Conversations(
      Bus bus,
      EventStore store,
      SkillService skills,
      Supplier<SkillCatalog> catalog,
      TurnContext context) {
    this.bus = bus;
    this.catalog = catalog;
    this.random = context.random();
    this.pin = context.pin();
    this.runner = new TurnRunner(bus, store, skills, context);
    listen(Subjects.TRANSCRIPT_FINAL, this::heard);
    listen(
        Subjects.TTS_AUDIO,
        delivery -> {
          TtsAudio audio = delivery.as(TtsAudio.class);
          progress(
              audio.turnId(),
              audio.sessionId(),
              progress -> progress.audio(audio, System.nanoTime()));
        });
    listen(
        Subjects.TTS_DONE,
        delivery -> {
          TtsDone done = delivery.as(TtsDone.class);
          progress(done.turnId(), done.sessionId(), progress -> progress.spoken(done));
        });
    listen(
        Subjects.PLAY_STARTED,
        delivery -> {
          PlayStarted started = delivery.as(PlayStarted.class);
          progress(
              started.turnId(), started.sessionId(), progress -> progress.playStarted(started));
        });
    listen(
        Subjects.PLAY_DONE,
        delivery -> {
          PlayDone done = delivery.as(PlayDone.class);
          progress(done.turnId(), done.sessionId(), Progress::played);
        });
    listen(Subjects.NLU_RESPONSE_PARTIAL, this::modelSpoke);
    listen(Subjects.NLU_RESPONSE_FINAL, this::modelSpoke);
    listen(Subjects.TURN_CANCEL, delivery -> cancel(delivery.as(TurnCancel.class)));
  }

  /// Ends a turn. Who cancels a session need not know its turn, but those who speak and think for
  /// it must: only by the turn do they know work that reaches them after the cancel.
  private void cancel(TurnCancel cancel) {
    TurnId turn = cancel.turnId() == null ? current.get(cancel.sessionId()) : cancel.turnId();
    if (turn == null) {
      return;
    }
    if (cancel.turnId() == null) {
      send(new TurnCancel(cancel.sessionId(), turn, cancel.reason()));
    } else {
      cancelled.add(cancel);
    }
    progress(turn, cancel.sessionId(), progress -> progress.cancel(cancel.reason()));
  }

  private void modelSpoke(Delivery delivery) {
    NluResponse response = delivery.as(NluResponse.class);
    progress(response.turnId(), response.sessionId(), progress -> progress.model(response));
  }

  private void listen(String subject, Consumer<Delivery> handler) {
    subscriptions.add(bus.subscribe(subject, handler));
  }

  private void progress(@Nullable TurnId turn, SessionId session, Consumer<Progress> change) {
    TurnId id = turn == null ? current.get(session) : turn;
    Progress progress = id == null ? null : running.get(id);
    if (progress != null) {
      change.accept(progress);
    }
  }

  private void heard(Delivery delivery) {
    Transcript transcript = delivery.as(Transcript.class);
    TurnId given = transcript.turnId();
    if (given != null && transcript.fault() != null) {
      // Another recognizer is asked, and tells the words; else the satellite apologises.
      return;
    }
    if (given != null && !heard.add(given)) {
      LOG.atInfo().addKeyValue("turn", given).log("words of a turn that was heard already");
      return;
    }
    String language = transcript.language();
    Utterance utterance =
        new Utterance(
            transcript.sessionId(),
            given == null ? newTurn() : given,
            transcript.text(),
            language == null ? catalog.get().language() : language,
            transcript.room(),
            transcript.speaker(),
            Utterance.Path.VOICE,
            given != null && expected.synthetic(given),
            true,
            transcript.confidence(),
            transcript.stageMs());
    long start = System.nanoTime();
    if (!places.tryAcquire()) {
      LOG.atWarn().addKeyValue("session", utterance.session()).log("too many turns at once");
      bus.publish(apology(utterance, "Sorry, I am too busy."));
      return;
    }
    turns.execute(
        Context.current()
            .wrap(() -> {
              try {
                run(utterance, start);
              } finally {
                places.release();
              }
            }));
  }

  /// Answers typed words and waits for the end of the turn, which always comes.
  ///
  /// @throws BusyException when too many turns run
  public TurnReport say(Utterance utterance) {
    long start = System.nanoTime();
    if (!places.tryAcquire()) {
      throw new BusyException(MOST_TURNS + " turns run already: try again in a moment");
    }
    try {
      return run(utterance, start);
    } finally {
      places.release();
    }
  }

  private TurnReport run(Utterance utterance, long startNanos) {
    cutShort(utterance);
    Session session = session(utterance.session());
    session.oneTurn.lock();
    Progress progress = new Progress();
    changes.incrementAndGet();
    running.put(utterance.turn(), progress);
    current.put(utterance.session(), utterance.turn());
    // The cancel may have come before the words.
    cancelled.reason(utterance.turn()).ifPresent(progress::cancel);
    try {
      TurnReport report = runner.run(utterance, session, catalog.get(), progress, startNanos);
      expected.ended(report);
      return report;
    } finally {
      changes.incrementAndGet();
      running.remove(utterance.turn());
      current.remove(utterance.session(), utterance.turn());
      session.oneTurn.unlock();
    }
  }

  private void cutShort(Utterance utterance) {
    TurnId before =
        utterance.path() == Utterance.Path.VOICE ? current.get(utterance.session()) : null;
    if (before != null && !before.equals(utterance.turn())) {
      send(new TurnCancel(utterance.session(), before, "the person speaks again"));
    }
  }

  private void send(Message message) {
    try {
      bus.publish(message);
    } catch (BusException e) {
      LOG.atWarn().setCause(e).log("message not sent");
    }
  }

  private Session session(SessionId id) {
    synchronized (sessions) {
      return sessions.computeIfAbsent(id, _ -> new Session());
    }
  }

  private static TtsRequest apology(Utterance utterance, String words) {
    return new TtsRequest(
        utterance.session(),
        words,
        null,
        utterance.room(),
        null,
        utterance.language(),
        null,
        null,
        utterance.turn());
  }

  /// Registers interest in the end of a turn that begins elsewhere; close it to lose interest.
  ///
  /// @param synthetic whether it is to be marked as made by a replay or a check
  public ExpectedTurns.Expected expect(TurnId turn, boolean synthetic) {
    return expected.expect(turn, synthetic);
  }

  /// A fresh turn's id.
  public TurnId newTurn() {
    return new TurnId(Ids.random("t-", random));
  }

  /// A fresh session's id.
  public SessionId newSession() {
    return new SessionId(Ids.random("s-", random));
  }

  /// Whether this turn runs now.
  public boolean runs(TurnId turn) {
    return running.containsKey(turn);
  }

  /// Whether this conversation waits for a PIN.
  public boolean awaitsPin(SessionId id) {
    synchronized (sessions) {
      Session session = sessions.get(id);
      return session != null && session.awaitsPin();
    }
  }

  /// What this conversation waits for, as the API names it: `pin`, or `answer` to a question.
  public Optional<String> awaits(SessionId id) {
    synchronized (sessions) {
      return Optional.ofNullable(sessions.get(id)).flatMap(Session::awaits);
    }
  }

  /// Whether words of this conversation that travel now may be a PIN.
  public boolean mayCarryPin(SessionId id) {
    synchronized (sessions) {
      Session session = sessions.get(id);
      return session != null && session.mayCarryPin(System.nanoTime());
    }
  }

  /// The house's PIN.
  public PinLock pin() {
    return pin;
  }

  /// How many turns run now.
  public int running() {
    return running.size();
  }

  /// How many turns began and how many ended so far, counted together: it stands still while nobody
  /// speaks.
  public long changes() {
    return changes.get();
  }

  @Override
  public void close() {
    subscriptions.close();
    running.values().forEach(progress -> progress.cancel("Loqa stops"));
    turns.close();
  }
}
